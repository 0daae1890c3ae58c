import { fail, type Result } from '../../../shared/result.ts';
import { parseSupplied } from '../../config/supplied.ts';
import { changeWikiSettings } from '../../farm/croft-settings.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

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
      message: sentence('supply.badValue', { option, reason: parsed.error }),
      hint: sentence('supply.badValue.hint'),
    });
  return changeWikiSettings(model.settingsDirectory, wikiId, (wiki) => ({
    ...wiki,
    supplied: { ...wiki.supplied, [option]: text },
  }));
}
