import { accountFindings } from './accounts.ts';
import { cookieFindings } from './cookies.ts';
import { FolderChecks } from './folders.ts';
import type { CheckContext, CheckedWiki, ConfigFinding } from './finding.ts';
import { pairFindings } from './pairs.ts';
import { nameFindings, standInFindings, valueFindings } from './values.ts';

/** Looks for what loads without complaint and still goes wrong (issue "Farm configuration", point 6). */
export async function checkWikis(
  wikis: readonly CheckedWiki[],
  context: CheckContext,
): Promise<ConfigFinding[]> {
  const findings: ConfigFinding[] = [];
  const folders = new FolderChecks();
  for (const wiki of wikis) {
    findings.push(...valueFindings(wiki), ...nameFindings(wiki), ...standInFindings(wiki));
    if (wiki.settings === null) continue;
    findings.push(...cookieFindings(wiki, wiki.settings), ...accountFindings(wiki, wiki.settings, context));
    findings.push(...(await folders.findings(wiki, wiki.settings)));
  }
  return [...findings, ...pairFindings(wikis)];
}
