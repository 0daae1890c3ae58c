/** Page name → wiki text, without the instructions at the top; `system-pages.ts` adds format and language. */
export type PageTexts = Readonly<Record<string, string>>;
