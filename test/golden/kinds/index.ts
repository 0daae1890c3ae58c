import type { GoldenKind } from '../kind.ts';
import { kind as sessions } from './sessions.ts';
import { kind as users } from './users.ts';
import { kind as config } from './config.ts';
import { kind as storage } from './storage.ts';
import { kind as acl } from './acl.ts';
import { kind as markup } from './markup.ts';
import { kind as actions } from './actions.ts';
import { kind as parity } from './parity.ts';

/** Every kind the runner knows, in the order of golden/README.md. */
export const kinds: readonly GoldenKind[] = [sessions, users, config, storage, acl, markup, actions, parity];
