import { optionCatalogue } from '../../../shared/config/option-catalogue.ts';
import { nearestName } from '../../../shared/nearest-name.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { valueProblem } from '../edit/value-problem.ts';
import { pythonLiteral } from '../../../shared/python/literal.ts';
import { change, finding, type CheckedWiki, type ConfigFinding, type Words } from './finding.ts';

/** Values of the wrong type, and the form of `cookie_lifetime` of older versions. */
export function valueFindings(wiki: CheckedWiki): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  for (const option of wiki.reading.options.values()) {
    if (option.state !== 'value' || option.raw === null || option.interpreted !== null) continue;
    if (option.name === 'cookie_lifetime' && option.effective !== null && option.raw.type !== 'tuple') {
      const words: Words = {
        severity: 'warning',
        code: 'legacy-lifetime',
        message: sentence('check.legacyLifetime'),
        hint: sentence('check.legacyLifetime.hint'),
        consequence: sentence('check.legacyLifetime.consequence'),
      };
      findings.push(
        finding(wiki, option.name, words, change(wiki, option.name, pythonLiteral(option.effective))),
      );
      continue;
    }
    const wrong = valueProblem(option.name, option.raw);
    if (wrong === null || option.name === 'siteid') continue;
    const words: Words = {
      severity: 'warning',
      code: 'wrong-type',
      message: sentence('check.wrongType', { wrong }),
      hint: sentence('check.wrongType.hint', { option: option.name }),
      consequence: sentence('check.wrongType.consequence'),
    };
    findings.push(finding(wiki, option.name, words, change(wiki, option.name, null)));
  }
  return findings;
}

const optionNames = optionCatalogue.map(({ name }) => name);

/** Names that are nearly those of an option. */
export function nameFindings(wiki: CheckedWiki): ConfigFinding[] {
  return wiki.reading.otherNames.flatMap((other) => {
    if (other.name === 'anonymous_session_lifetime') return [];
    const right = nearestName(other.name, optionNames);
    if (right === null) return [];
    const words: Words = {
      severity: 'warning',
      code: 'unknown-option',
      message: sentence('check.unknownOption', { name: other.name }),
      hint: sentence('check.unknownOption.hint', { right }),
      consequence: sentence('check.unknownOption.consequence'),
    };
    const isFree = wiki.reading.options.get(right)?.state === 'default';
    const level = other.source.level === 'farm' ? 'farm' : 'wiki';
    const wikiId = wiki.id;
    const fix =
      other.raw === null || !isFree || valueProblem(right, other.raw) !== null
        ? null
        : [
            { level, wikiId, option: other.name, text: null } as const,
            { level, wikiId, option: right, text: pythonLiteral(other.raw) } as const,
          ];
    return [finding(wiki, other.name, words, fix)];
  });
}

/** Options whose code is not known and whose default is good enough meanwhile. */
export function standInFindings(wiki: CheckedWiki): ConfigFinding[] {
  return wiki.standIns.map(({ name, why }) => {
    const words: Words = {
      severity: 'warning',
      code: 'default-stands-in',
      message: sentence('check.standIn', { option: name, why: why ?? sentence('why.unreadable') }),
      hint: sentence('check.standIn.hint'),
      consequence: sentence('check.standIn.consequence'),
    };
    return finding(wiki, name, words);
  });
}
