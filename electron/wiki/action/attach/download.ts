import { heard, toldElsewhere } from '../../../base/guard.ts';
import type { FileHandle } from '../../../base/file-system.ts';
import { mimeTypeOf } from '../../../markup/mime-types.ts';
import { varies, type Answer } from '../../answer.ts';
import { isKnown } from '../../conditional.ts';
import { httpDate } from '../../header-text.ts';
import type { RequestContext } from '../../context.ts';
import { headerText } from '../../header-text.ts';
import { goneMessage, missingAttachment, openTarget, targetOf } from './target.ts';

/** As many bytes as were announced; the file is closed with the stream. */
async function bodyOf(file: FileHandle, sizeBytes: number): Promise<Answer['body']> {
  if (sizeBytes > 0) return heard(file.createReadStream({ start: 0, end: sizeBytes - 1 }), toldElsewhere);
  await file.close();
  return '';
}

/** The file itself; the session is left alone, as in the reference. */
export async function download(context: RequestContext): Promise<Answer> {
  const target = targetOf(context);
  if ('kind' in target) return missingAttachment(context, target);
  const { settings, request, nowSeconds } = context;
  const modifiedSeconds = Math.floor(target.modifiedMicroseconds / 1e6);
  // Size and microseconds: a file that is replaced twice in a second is another one.
  const tag = `W/"${target.sizeBytes.toString(36)}-${target.modifiedMicroseconds.toString(36)}"`;
  if (isKnown(request, { tag, modifiedSeconds }))
    return { status: 304, headers: [varies, ['ETag', tag]], body: '', endsSession: 'leave' };
  const file = await openTarget(target);
  if (file === null) return missingAttachment(context, goneMessage(context, target));
  const type = mimeTypeOf(target.fileName);
  // Types that could run scripts as this wiki are only ever saved, never shown.
  const isRisky = settings.mimetypesXssProtect.includes(type);
  return {
    status: 200,
    headers: [
      ['Content-Type', type.startsWith('text/') ? `${type}; charset=utf-8` : type],
      varies,
      ['Content-Length', String(target.sizeBytes)],
      ['ETag', tag],
      ['Last-Modified', httpDate(modifiedSeconds)],
      ['Expires', httpDate(nowSeconds - 365 * 86_400)],
      [
        'Content-Disposition',
        `${isRisky ? 'attachment' : 'inline'}; filename="${headerText(target.fileName)}"`,
      ],
      [
        'Content-Security-Policy',
        "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'",
      ],
    ],
    body: await bodyOf(file, request.method === 'HEAD' ? 0 : target.sizeBytes),
    endsSession: 'leave',
  };
}
