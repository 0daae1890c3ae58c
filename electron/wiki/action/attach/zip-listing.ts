import { readMembers, ZipError } from '../../../zip/reader.ts';
import type { Attachment } from '../../../page/page-store.ts';
import { formatDateTime, type RequestContext } from '../../context.ts';
import { html, noHtml, type Html } from '../../html.ts';
import { openTarget } from './target.ts';

const mostRows = 500;

/** What is in an attached zip file, as it names it; nothing is unpacked. */
export async function zipListing(context: RequestContext, target: Attachment): Promise<Html> {
  const { texts } = context;
  const file = await openTarget(target);
  if (file === null) return noHtml;
  try {
    const members = await readMembers(file);
    const rows = members
      .slice(0, mostRows)
      .map(
        ({ name, bytes, modifiedSeconds }) =>
          html`<tr><td>${name.toString('utf8')}</td><td class="number">${bytes}</td><td>${formatDateTime(context, modifiedSeconds)}</td></tr>\n`,
      );
    const head = (['attach.zip.name', 'attach.zip.size', 'attach.zip.date'] as const).map(
      (id) => html`<th scope="col">${texts.text(id)}</th>`,
    );
    const more = members.length - rows.length;
    return html`<table class="zip-listing"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>${
      more > 0 ? html`<p>${texts.text('attach.zip.more', { count: more })}</p>` : noHtml
    }`;
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    return html`<p class="error">${texts.text('attach.zip.damaged', { detail: error.message })}</p>`;
  } finally {
    await file.close();
  }
}
