import { known, readFile } from '../../../base/disk-reading.ts';
import * as z from 'zod/mini';
import { cleanAttachmentName } from '../../../page/attachment-name.ts';
import { authorOf } from '../../author.ts';
import { may } from '../../context.ts';
import { tellSubscribers } from '../../notify/tell.ts';
import {
  mayNotEdit,
  readingFault,
  refusalFault,
  rpcMethod,
  textIn,
  textOut,
  type RpcMethod,
} from '../method.ts';
import { RpcFault } from '../value.ts';

const noAttachment = new RpcFault(1, 'There is no such attachment.');
const pageAndFile = z.tuple([z.string(), z.string()]);

export const attachmentMethods: readonly RpcMethod[] = [
  rpcMethod('listAttachments', z.tuple([z.string()]), (rpc, page) => {
    const name = textIn(rpc, page);
    const files = rpc.context.state.pages.attachments(name);
    return readingFault(rpc, name) ?? files.map(({ fileName }) => textOut(rpc, fileName));
  }),
  rpcMethod('getAttachment', pageAndFile, async (rpc, page, file) => {
    const name = textIn(rpc, page);
    const fault = readingFault(rpc, name);
    if (fault !== null) return fault;
    const found = rpc.context.state.pages.attachment(name, textIn(rpc, file));
    if (found === null) return noAttachment;
    if (found.sizeBytes > largestAttachmentBytes)
      return new RpcFault(1, 'This attachment is too large for XML-RPC; fetch it by its address.');
    return known(await readFile(found.path, largestAttachmentBytes)) ?? noAttachment;
  }),
  /** Replacing a file needs the delete right too, as in the form (MoinMoin replaces without asking). */
  rpcMethod(
    'putAttachment',
    z.tuple([z.string(), z.string(), z.instanceof(Uint8Array)]),
    async (rpc, page, file, content) => {
      const name = textIn(rpc, page);
      const fault = readingFault(rpc, name);
      if (fault !== null) return fault;
      const stored = await rpc.context.state.pages.attach({
        name,
        fileName: cleanAttachmentName(textIn(rpc, file)),
        content,
        overwrite: true,
        author: authorOf(rpc.context),
      });
      if (!stored.ok) return refusalFault(rpc, stored.error);
      await tellSubscribers(rpc.context, {
        kind: 'attached',
        page: name,
        file: stored.value.fileName,
        bytes: content.length,
      });
      return true;
    },
  ),
  rpcMethod('deleteAttachment', pageAndFile, async (rpc, page, file) => {
    const name = textIn(rpc, page);
    if (!may(rpc.context, 'delete', name)) return mayNotEdit;
    const fileName = textIn(rpc, file);
    const before = rpc.context.state.pages.attachment(name, fileName);
    const removed = await rpc.context.state.pages.detach({
      name,
      fileName,
      author: authorOf(rpc.context),
    });
    if (!removed.ok) return refusalFault(rpc, removed.error);
    if (before !== null)
      await tellSubscribers(rpc.context, {
        kind: 'detached',
        page: name,
        file: fileName,
        bytes: before.sizeBytes,
      });
    return true;
  }),
];

/** The answer holds the whole file as text. */
const largestAttachmentBytes = 64 * 1024 * 1024;
