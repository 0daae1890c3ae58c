import { chooseWiki, openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { done, failed, usage, type Outcome } from './output.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const options = {
  as: { value: 'SUPERUSER', about: 'who acts' },
  to: { value: 'USER', about: 'whom they become' },
  wiki: { value: 'W', about: 'on which wiki; without it the first' },
} as const;

export const switchCommand = defineCommand({
  name: 'switch',
  forms: ['FARM --as SUPERUSER --to USER [--wiki W]'],
  options,
  run: switchUser,
});

/** Such a session lives eight hours at most (DECISIONS 13). */
async function switchUser(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [directory, ...rest] = words;
  if (directory === undefined || rest.length > 0) return usage('name one farm');
  if (values.as === undefined || values.to === undefined) return usage('say --as SUPERUSER and --to USER');
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  const farm = opened.value;
  try {
    const named = values.wiki === undefined ? farm.host.wikis[0] : undefined;
    const unit = named ? ({ ok: true, value: named } as const) : chooseWiki(farm, values.wiki);
    if (!unit.ok) return failed(unit.error);
    const people = [...(farm.context.accounts.of(unit.value)?.people.values() ?? [])];
    const [superuser, target] = [values.as, values.to].map((name) =>
      people.find((profile) => profile.name === name),
    );
    const missing = !superuser ? values.as : !target ? values.to : null;
    if (!superuser || !target)
      return failed({ code: 'not-found', message: sentence('command.noAccount', { name: missing ?? '' }) });
    const prepared = await farm.identities.begin(
      unit.value.id,
      { kind: 'switched', superuserId: superuser.id, targetId: target.id },
      false,
    );
    if (!prepared.ok) return failed(prepared.error);
    await farm.identities.keep(prepared.value.identity.id); // this session shall outlive the command
    const { plan } = prepared.value;
    const cookie = {
      name: plan.cookie?.name ?? '',
      value: plan.cookie?.value ?? '',
      domain: plan.cookie?.domain ?? null,
      path: plan.cookie?.path ?? '/',
    };
    const connect = farm.host.connectOf(unit.value);
    return done(`${plan.url}\nCookie: ${cookie.name}=${cookie.value}\n`, {
      sid: cookie.value,
      cookie,
      url: plan.url,
      connect,
    });
  } finally {
    await farm.close();
  }
}
