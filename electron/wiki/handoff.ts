import { plainErrorPage, type Answer } from './answer.ts';
import { pageUrl } from './links.ts';
import type { Parameters } from './parameters.ts';
import type { WikiRequest } from './request.ts';
import type { Texts } from './texts/texts.ts';
import type { HandoffDesk } from './wiki.ts';

export const handoffAction = 'croft-handoff';

/**
 * A browser takes over a session that the managing page made (DECISIONS 13): it posts a single-use code and gets the
 * cookie. The session's id never stands in an address.
 */
export async function takeHandoff(
  request: WikiRequest,
  parameters: Parameters,
  action: string,
  desk: HandoffDesk | undefined,
  texts: Texts,
): Promise<{ readonly answer: Answer; readonly setCookie: readonly string[] } | null> {
  if (action !== handoffAction || desk === undefined) return null;
  const taken = request.method === 'POST' ? await desk.take(parameters.text('code')) : null;
  if (taken === null)
    return {
      answer: plainErrorPage(texts, {
        status: 410,
        title: 'error.handoffTitle',
        sentence: 'error.handoff',
      }),
      setCookie: [],
    };
  const page = taken.landingPage;
  const path = page === null ? `${request.scriptRoot}/` : pageUrl(request.scriptRoot, page);
  return {
    answer: {
      status: 303,
      headers: [
        ['Location', `${request.scheme}://${request.host}${path}`],
        ['Cache-Control', 'no-store'],
      ],
      body: '',
      endsSession: 'leave',
    },
    setCookie: taken.setCookie,
  };
}
