import { Slices } from '../base/slices.ts';
import { pythonRegex, type PythonRegex } from '../config/regex/python-regex.ts';
import type { Veto } from './page-types.ts';
import { trim } from './python-text.ts';
import type { JudgedChange, PolicyPages, SavePolicy } from './save-policy.ts';

/** The pages that hold the rules; whoever may write them is not judged there. */
const lists = ['BadContent', 'LocalBadContent'] as const;

interface Rule {
  readonly list: string;
  /** 1-based line of that page. */
  readonly line: number;
  /** Null: Python takes this expression, ours does not, so nobody knows what it matches. */
  readonly regex: PythonRegex | null;
  /** Told by the expression when a search took too long. */
  readonly stuck: { now: boolean };
}

/**
 * `MoinMoin.security.antispam` (spec/parity-policies.md §1.1): refuses a text that brings a line matching one of the
 * rules. A rule that can't be tried refuses, too. Rules are read again when a list changes; thousands of them are
 * compiled and tried in slices.
 */
export function antispam(log: (line: string) => void): SavePolicy {
  let known: { readonly texts: readonly string[]; readonly rules: Promise<readonly Rule[]> } | null = null;
  const rulesNow = (pages: PolicyPages): Promise<readonly Rule[]> => {
    const texts = lists.map((list) => listText(pages, list));
    if (known === null || known.texts.some((text, index) => text !== texts[index]))
      known = { texts, rules: compileRules(texts, log) };
    return known.rules;
  };
  return async (change, pages) => {
    if (lists.some((list) => list === change.name)) return null;
    return firstVeto(await rulesNow(pages), judgedText(change));
  };
}

/** Croft's own help page of that name holds no rules. */
function listText(pages: PolicyPages, list: string): string {
  const page = pages.read(list);
  return page === null || page.layer === 'system' ? '' : page.text;
}

async function compileRules(texts: readonly string[], log: (line: string) => void): Promise<readonly Rule[]> {
  const slices = new Slices();
  const rules: Rule[] = [];
  for (const [index, list] of lists.entries()) {
    for (const [at, line] of (texts[index] ?? '').split('\n').entries()) {
      const pattern = patternOf(line);
      if (pattern === null) continue;
      if (slices.isUsedUp) await slices.turn();
      const stuck = { now: false };
      const regex = pythonRegex(pattern, { flags: 'i', onGiveUp: () => (stuck.now = true) });
      if (regex.ok || regex.error.kind === 'unsupported')
        rules.push({ list, line: at + 1, regex: regex.ok ? regex.value : null, stuck });
      else
        log(
          `page: line ${at + 1} of ${list} is no regular expression and is passed over: ${regex.error.message}`,
        );
    }
  }
  return rules;
}

/** Cut at ` # `, trimmed; null for what is no rule: nothing left, or a comment or instruction. */
function patternOf(line: string): string | null {
  const pattern = trim(line.split(' # ')[0] ?? '');
  return pattern === '' || pattern.startsWith('#') ? null : pattern;
}

/** The comment and the lines that the old text does not hold, each with its line end. */
function judgedText({ comment, text, before }: JudgedChange): string {
  const old = new Set(linesOf(before));
  return (
    comment +
    linesOf(text)
      .filter((line) => !old.has(line))
      .join('')
  );
}

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

async function firstVeto(rules: readonly Rule[], text: string): Promise<Veto | null> {
  if (text === '') return null;
  const slices = new Slices();
  let untried: Rule | null = null;
  for (const rule of rules) {
    if (slices.isUsedUp) await slices.turn();
    rule.stuck.now = false;
    const found = rule.regex?.search(text) ?? null;
    if (found !== null) return { kind: 'spam', match: text.slice(found.start, found.end), list: rule.list };
    if (rule.regex === null || rule.stuck.now) untried ??= rule;
  }
  return untried === null ? null : { kind: 'untried-rule', list: untried.list, line: untried.line };
}
