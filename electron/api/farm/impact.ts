import path from 'node:path';
import type { ImpactFact } from '../../../shared/contract/option.ts';
import {
  impactOf as computeImpact,
  type ImpactSession,
  type ImpactWiki,
} from '../../../shared/session/impact.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { sharingWiki } from '../../farm/sharing-wiki.ts';
import { nowSeconds, type FarmContext } from './context.ts';

/** What an edited configuration means for people, from the farm's live sessions. */
export function impactOf(context: FarmContext, after: FarmModel): ImpactFact[] {
  const before = context.host.wikis.flatMap((unit): ImpactWiki[] => {
    const { settings } = unit;
    const address = unit.model.address;
    const people = context.accounts.of(unit)?.people;
    return settings && address
      ? [sharingWiki(unit.id, unit.model.siteid, address.url, settings, people)]
      : [];
  });
  const then = after.wikis.flatMap((wiki): ImpactWiki[] => {
    if (!wiki.settings.ok || !wiki.address) return [];
    const unit = context.host.wiki(wiki.id);
    const settings = wiki.settings.value;
    const sameUsers = unit?.settings?.userDir === settings.userDir;
    const people = unit && sameUsers ? context.accounts.of(unit)?.people : undefined;
    return [sharingWiki(wiki.id, wiki.siteid, wiki.address.url, settings, people)];
  });
  const now = nowSeconds(context);
  const sessions = [...context.host.sessions.rows.values()].flatMap((session): ImpactSession[] =>
    session.classification === 'ok' && (session.expiresSeconds === null || session.expiresSeconds >= now)
      ? [
          {
            directory: path.resolve(session.directory),
            userId: session.userId,
            setuid: session.setuid,
            authMethod: session.authMethod,
          },
        ]
      : [],
  );
  return [...computeImpact(before, then, sessions)];
}
