import { fail, type Result } from '../../../shared/result.ts';
import { parseSupplied } from '../../config/supplied.ts';
import { changeWikiSettings } from '../../farm/croft-settings.ts';
import type { FarmModel } from '../../farm/farm-model.ts';

/** Gives Croft the value of an option that code computes; the farm's Python stays as it is (DECISIONS 5). */
export async function supplyValue(
  model: FarmModel,
  wikiId: string,
  option: string,
  text: string,
): Promise<Result<null>> {
  const parsed = parseSupplied(option, text);
  if (!parsed.ok)
    return fail({
      code: 'bad-argument',
      message: `This can’t be the value of ${option}: ${parsed.error}.`,
      hint: 'Write it as in Python, for example u\u0027text\u0027 or [MoinAuth()].',
    });
  return changeWikiSettings(model.settingsDirectory, wikiId, (wiki) => ({
    ...wiki,
    supplied: { ...wiki.supplied, [option]: text },
  }));
}
