/** The configuration file of a golden wiki, from the Python that the data gives. */
export function configText(parts: {
  readonly prelude: readonly string[];
  readonly imports: readonly string[];
  readonly base: string;
  readonly className: string;
  readonly options: Readonly<Record<string, string>>;
}): string {
  const options = Object.entries(parts.options).map(([name, value]) => `    ${name} = ${value}`);
  return [
    '# -*- coding: utf-8 -*-',
    ...parts.prelude,
    ...parts.imports,
    '',
    `class ${parts.className}(${parts.base}):`,
    ...(options.length === 0 ? ['    pass'] : options),
    '',
  ].join('\n');
}
