import { known, readFile } from '../../../base/disk-reading.ts';
import { mimeTypeOf } from '../../../markup/mime-types.ts';
import { tarMember } from '../../../markup/tar-member.ts';
import { varies, type Answer } from '../../answer.ts';
import type { RequestContext } from '../../context.ts';
import { httpDate } from '../../header-text.ts';
import { message } from '../../message.ts';
import { missingAttachment, targetOf } from './target.ts';

/** A drawing is a small tar file; what is larger is none of ours to take into memory. */
const largestBytes = 16 * 1024 * 1024;
const isDrawing = /\.[tas]\w*draw$/;
/** The drawing itself and its map are for an editor; pages show the picture. */
const isPicture = /^[\w-]+\.(?:png|gif|jpe?g)$/i;

/** `do=box`: the picture of a drawing (spec/actions.md §6); drawings are shown here, not edited. */
export async function drawingPicture(context: RequestContext): Promise<Answer> {
  const target = targetOf(context);
  if ('kind' in target) return missingAttachment(context, target);
  const { parameters, texts } = context;
  const member = parameters.text('member');
  const isWanted =
    isDrawing.test(target.fileName) && isPicture.test(member) && target.sizeBytes <= largestBytes;
  const bytes = isWanted ? known(await readFile(target.path, largestBytes)) : null;
  const picture = bytes === null ? null : tarMember(bytes, member);
  if (picture === null)
    return missingAttachment(
      context,
      message(
        'attachment-missing',
        'error',
        texts.text('attach.missing', { file: `${target.fileName}/${member}` }),
      ),
    );
  return {
    status: 200,
    headers: [
      ['Content-Type', mimeTypeOf(member)],
      varies,
      ['Last-Modified', httpDate(Math.floor(target.modifiedMicroseconds / 1e6))],
      ['Content-Security-Policy', "sandbox; default-src 'none'"],
    ],
    body: picture,
    endsSession: 'leave',
  };
}
