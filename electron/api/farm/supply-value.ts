import { fail, ok, type Result } from '../../../shared/result.ts';
import { optionInfo } from '../../../shared/config/option-catalogue.ts';
import { parseSupplied } from '../../config/supplied.ts';
import { changeCroftSettings, changeWikiSettings } from '../../farm/croft-settings.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { shownFile } from './source-place.ts';

/** Gives Croft the value of an option that code computes; the farm's Python stays as it is (DECISIONS 5). */
export async function supplyValue(
  model: FarmModel,
  wikiId: string,
  option: string,
  text: string,
): Promise<Result<null>> {
  if (optionInfo(option) === undefined)
    return fail({ code: 'not-found', message: sentence('options.unknown', { option }) });
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

/** Takes a supplied value back; the wiki waits again if nothing else says the value. */
export async function removeSupplied(
  model: FarmModel,
  wikiId: string,
  option: string,
): Promise<Result<null>> {
  const has = model.settings.wikis?.[wikiId]?.supplied?.[option] !== undefined;
  if (!has) return fail({ code: 'not-found', message: sentence('supply.none', { option, wiki: wikiId }) });
  const removed = await changeWikiSettings(model.settingsDirectory, wikiId, ({ supplied, ...wiki }) => ({
    ...wiki,
    supplied: Object.fromEntries(Object.entries(supplied ?? {}).filter(([name]) => name !== option)),
  }));
  return removed;
}

/**
 * Remembers that the code of a file, as its bytes are now, changes no option; answers the digests it holds for. `file` is
 * relative to the farm's folder, as findings show it; the members of a collection have files of one name.
 */
export async function sayHarmless(model: FarmModel, file: string): Promise<Result<readonly string[]>> {
  const blurs = model.wikis.flatMap(({ reading }) =>
    reading.blurs.map((blur) => ({ ...blur, shown: shownFile(model, reading.configDir, blur.file) })),
  );
  const digests = new Set(blurs.filter(({ shown }) => shown === file).map(({ hash }) => hash));
  if (digests.size === 0)
    return fail({
      code: 'not-found',
      message: sentence('supply.notBlurred', { file }),
      ...(blurs.length === 0
        ? {}
        : {
            hint: sentence('supply.blurredFiles', { files: [...new Set(blurs.map(({ shown }) => shown))] }),
          }),
    });
  const written = await changeCroftSettings(model.settingsDirectory, (settings) => ({
    ...settings,
    harmless: { ...settings.harmless, ...Object.fromEntries([...digests].map((digest) => [digest, file])) },
  }));
  return written.ok ? ok([...digests]) : written;
}
