import * as z from 'zod/mini';
import { normalisePageName } from '../../../page/page-name.ts';
import { groupNameTest } from '../../../user/names.ts';
import { authorOf, variablesFor } from '../../author.ts';
import { cleanInput } from '../../clean-input.ts';
import { may } from '../../context.ts';
import { utf8OrLatin1 } from '../../../../shared/python/utf8.ts';
import { tellSubscribers } from '../../notify/tell.ts';
import {
  invalidName,
  mayNotEdit,
  refusalFault,
  rpcMethod,
  textIn,
  type RpcConversation,
  type RpcMethod,
} from '../method.ts';
import { RpcFault, type RpcValue } from '../value.ts';

/** A page name as the wiki would store it; empty when nothing of it is left. */
const storedName = (rpc: RpcConversation, name: string): string =>
  normalisePageName(textIn(rpc, name), groupNameTest(rpc.context.settings.pageGroupRegex));

/** The text is stored as it comes: no base revision, no comment, no final line end added (spec/actions.md §11). */
async function putPage(
  rpc: RpcConversation,
  given: string,
  content: string | Uint8Array,
): Promise<RpcValue | RpcFault> {
  const name = storedName(rpc, given);
  if (name === '') return invalidName;
  const { context } = rpc;
  if (!may(context, 'write', name)) return mayNotEdit;
  const text = typeof content === 'string' ? content : utf8OrLatin1(content);
  const saved = await context.state.pages.save({
    name,
    text,
    author: authorOf(context),
    variables: variablesFor(context, name),
  });
  if (!saved.ok) return refusalFault(rpc, saved.error);
  if (!saved.value.alreadySaved)
    await tellSubscribers(context, {
      kind: 'changed',
      page: name,
      revision: saved.value.revision,
      comment: '',
    });
  return true;
}

async function renamePage(rpc: RpcConversation, from: string, to: string): Promise<RpcValue | RpcFault> {
  const [name, target] = [storedName(rpc, from), storedName(rpc, to)];
  if (name === '' || target === '') return invalidName;
  const { context } = rpc;
  if (!['write', 'delete'].every((right) => may(context, right, name))) return mayNotEdit;
  const renamed = await context.state.pages.rename({
    name,
    to: target,
    author: authorOf(context),
    variables: variablesFor(context, target),
  });
  if (renamed.ok) {
    const { name: page, revision } = renamed.value;
    await tellSubscribers(context, { kind: 'renamed', page, from: name, revision, comment: '' });
    return true;
  }
  // MoinMoin says yes when there was nothing to rename or the name was taken; only strict repeats that.
  const isQuirk = renamed.error.kind === 'PageExists' || renamed.error.kind === 'NoSuchPage';
  return isQuirk && context.settings.compatibility === 'strict' ? true : refusalFault(rpc, renamed.error);
}

async function revertPage(
  rpc: RpcConversation,
  given: string,
  revision: string,
): Promise<RpcValue | RpcFault> {
  const name = textIn(rpc, given);
  const { context } = rpc;
  if (!['write', 'revert'].every((right) => may(context, right, name))) return mayNotEdit;
  const reverted = await context.state.pages.revert({
    name,
    revision: Number(revision),
    author: authorOf(context),
    variables: variablesFor(context, name),
  });
  if (!reverted.ok) return refusalFault(rpc, reverted.error);
  await tellSubscribers(context, {
    kind: 'reverted',
    page: name,
    revision: reverted.value.revision,
    comment: '',
  });
  return true;
}

/**
 * Keeps a group page in step with a list of members kept elsewhere. The page gets an access line of its own, so this
 * needs the admin right on it, like every change of access lines.
 */
async function updateGroup(
  rpc: RpcConversation,
  given: string,
  comment: string,
  members: readonly string[],
  acl = '',
): Promise<RpcValue | RpcFault> {
  const name = storedName(rpc, given);
  const { context } = rpc;
  if (name === '') return invalidName;
  if (!may(context, 'write', name)) return mayNotEdit;
  if (!groupNameTest(context.settings.pageGroupRegex)(name))
    return new RpcFault(2, 'The name of this page is no name of a group.');
  const oneLine = (text: string): string => cleanInput(textIn(rpc, text)).trim();
  const access = oneLine(acl);
  const saved = await context.state.pages.save({
    name,
    text: `#acl ${access === '' ? 'All:read' : access}\n${members.map((one) => ` * ${oneLine(one)}\n`).join('')}`,
    comment: oneLine(comment),
    author: authorOf(context),
    variables: null,
  });
  if (!saved.ok) return saved.error.kind === 'Unchanged' ? true : refusalFault(rpc, saved.error, 3);
  await tellSubscribers(context, {
    kind: 'changed',
    page: name,
    revision: saved.value.revision,
    comment: oneLine(comment),
  });
  return true;
}

export const writingMethods: readonly RpcMethod[] = [
  rpcMethod('putPage', z.tuple([z.string(), z.union([z.string(), z.instanceof(Uint8Array)])]), putPage),
  rpcMethod('renamePage', z.tuple([z.string(), z.string()]), renamePage),
  rpcMethod('revertPage', z.tuple([z.string(), z.string().check(z.regex(/^\d{1,8}$/))]), revertPage),
  rpcMethod(
    'UpdateGroup',
    z.tuple([z.string(), z.string(), z.array(z.string()), z.optional(z.string())]),
    updateGroup,
  ),
];
