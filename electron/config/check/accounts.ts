import { pythonLiteral } from '../../../shared/python/literal.ts';
import { textOf } from '../../../shared/python-value.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import type { WikiSettings } from '../wiki-settings.ts';
import {
  change,
  changeForAll,
  finding,
  type CheckContext,
  type CheckedWiki,
  type ConfigFinding,
  type Words,
} from './finding.ts';

/** Who may become whom, and what keeps others from forging it. */
export function accountFindings(
  wiki: CheckedWiki,
  settings: WikiSettings,
  context: CheckContext,
): ConfigFinding[] {
  return [
    ...secretFindings(wiki, settings, context),
    ...superuserFindings(wiki, settings),
    ...desktopFindings(wiki, settings),
  ];
}

function secretFindings(
  wiki: CheckedWiki,
  { secrets }: WikiSettings,
  context: CheckContext,
): ConfigFinding[] {
  const raw = wiki.reading.options.get('secrets')?.raw ?? null;
  const isWeak = !secrets.derived && raw?.type === 'str' && isGuessable(textOf(raw) ?? '');
  if (!secrets.derived && !isWeak) return [];
  const words: Words = secrets.derived
    ? {
        severity: 'warning',
        code: 'secrets-missing',
        message: sentence('check.noSecret'),
        hint: sentence('check.noSecret.hint'),
        consequence: sentence('check.noSecret.consequence'),
      }
    : {
        severity: 'warning',
        code: 'secrets-weak',
        message: sentence('check.weakSecret'),
        hint: sentence('check.noSecret.hint'),
        consequence: sentence('check.weakSecret.consequence'),
      };
  return [finding(wiki, 'secrets', words, changeForAll(wiki, 'secrets', secretLiteral(context)))];
}

/** A new secret as Python text. */
export const secretLiteral = ({ newSecret }: CheckContext): string =>
  pythonLiteral({ type: 'str', bytes: Buffer.from(newSecret()) });

const fewestBits = 50;

/** Too short or too uniform: as many guesses as a computer makes in an afternoon find it. */
function isGuessable(secret: string): boolean {
  const different = new Set(secret).size;
  return secret.length * Math.log2(Math.max(1, different)) < fewestBits;
}

function superuserFindings(wiki: CheckedWiki, settings: WikiSettings): ConfigFinding[] {
  const { accountNames } = wiki;
  if (accountNames === null) return [];
  return settings.superuser
    .filter((name) => !accountNames.has(name))
    .map((name) => {
      const words: Words = {
        severity: 'warning',
        code: 'superuser-without-account',
        message: sentence('check.superuserMissing', { name }),
        hint: sentence('check.superuserMissing.hint', { name }),
        consequence: sentence('check.superuserMissing.consequence'),
      };
      const raw = wiki.reading.options.get('superuser')?.raw;
      const others = raw?.type === 'list' ? raw.items.filter((item) => textOf(item) !== name) : null;
      const fix = others && change(wiki, 'superuser', pythonLiteral({ type: 'list', items: others }));
      return { ...finding(wiki, 'superuser', words, fix), missingAccount: name };
    });
}

function desktopFindings(wiki: CheckedWiki, { desktopEdition }: WikiSettings): ConfigFinding[] {
  if (!desktopEdition) return [];
  const words: Words = {
    severity: 'warning',
    code: 'desktop-edition',
    message: sentence('check.desktopEdition'),
    hint: sentence('check.desktopEdition.hint'),
    consequence: sentence('check.desktopEdition.consequence'),
  };
  return [finding(wiki, 'DesktopEdition', words, change(wiki, 'DesktopEdition', null))];
}
