import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { pythonRegex } from '../config/regex/python-regex.ts';
import { currentUser, type RequestContext } from './context.ts';
import { html, noHtml, type Html } from './html.ts';
import { message } from './message.ts';
import { acceptedLanguages } from './texts/texts.ts';
import type { Message } from './theme/frame.ts';

/**
 * Questions that keep programs from writing (`textchas`): text challenges with patterns for their answers.
 *
 * The form holds the question with its time and a signature, so that nothing is remembered here: whoever answers was asked
 * by this wiki, not long ago. Members of `textchas_disabled_group` are not asked.
 */
export function textchaField(context: RequestContext): Html {
  if (!isAsked(context)) return noHtml;
  const { parameters, texts, nowSeconds } = context;
  // A preview keeps question and answer.
  const before = askedQuestion(context);
  const question = before ?? chooseQuestion(context);
  if (question === null) return noHtml;
  const signed = before === null ? sign(context, question, nowSeconds) : parameters.text('textcha-question');
  const answer = before === null ? '' : parameters.text('textcha-answer');
  return html`<p class="field textcha"><label for="textcha-answer">${texts.text('textcha.question', { question })}</label>
<input type="hidden" name="textcha-question" value="${signed}"> <input id="textcha-answer" type="text" name="textcha-answer" value="${answer}" size="40" autocomplete="off"></p>`;
}

/** Why a form with a question is not taken; null: it was answered, or nobody asks. */
export function textchaProblem(context: RequestContext): Message | null {
  if (!isAsked(context) || questionsFor(context) === null) return null;
  const question = askedQuestion(context);
  const isRight = question !== null && isAnswer(context, question, context.parameters.text('textcha-answer'));
  return isRight ? null : message('textcha-wrong', 'error', context.texts.text('textcha.wrong'));
}

function isAsked(context: RequestContext): boolean {
  const { settings, state } = context;
  if (settings.textchas === null) return false;
  const user = currentUser(context);
  const group = settings.textchasDisabledGroup;
  return user === null || group === null || !state.groups.isMember(user.name, group);
}

type Questions = ReadonlyMap<string, string>;

/** In the reader's language, else the wiki's, else English; null: there is none in any of these. */
function questionsFor(context: RequestContext): Questions | null {
  const { settings, request } = context;
  const wanted = [
    currentUser(context)?.language ?? '',
    ...(settings.languageIgnoreBrowser ? [] : acceptedLanguages(request.headers['accept-language'] ?? '')),
    settings.languageDefault,
    'en',
  ];
  for (const tag of wanted) {
    const questions = settings.textchas?.get(tag) ?? settings.textchas?.get(tag.split('-')[0] ?? '');
    if (questions !== undefined && questions.size > 0) return questions;
  }
  return null;
}

function chooseQuestion(context: RequestContext): string | null {
  const questions = [...(questionsFor(context)?.keys() ?? [])];
  return questions[questions.length === 0 ? 0 : randomInt(questions.length)] ?? null;
}

function sign({ settings }: RequestContext, question: string, seconds: number): string {
  const time = Math.floor(seconds).toString(16);
  const digest = createHmac('sha256', settings.secrets.forPurpose('security/textcha'))
    .update(`${time}\n${question}`)
    .digest('hex');
  return `${time}.${digest}.${question}`;
}

/** The question that the form holds, if this wiki asked it and it has not expired. */
function askedQuestion(context: RequestContext): string | null {
  const given = context.parameters.text('textcha-question');
  const parts = /^([0-9a-f]{1,12})\.[0-9a-f]{64}\.(.*)$/s.exec(given);
  if (parts === null) return null;
  const [, time = '', question = ''] = parts;
  const asked = Number.parseInt(time, 16);
  const expected = Buffer.from(sign(context, question, asked));
  const found = Buffer.from(given);
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return null;
  return asked + context.settings.textchasExpirySeconds < context.nowSeconds ? null : question;
}

/** The pattern is for the whole answer; case and blanks around it don't count. */
function isAnswer({ settings, log }: RequestContext, question: string, answer: string): boolean {
  const given = answer.trim();
  for (const questions of settings.textchas?.values() ?? []) {
    const source = questions.get(question);
    if (source === undefined) continue;
    const pattern = pythonRegex(source, { flags: 'iu', whole: true });
    if (pattern.ok) return pattern.value.test(given);
    log({ kind: 'problem', what: `textchas: the answer to “${question}” is no regular expression.` });
    return source.toLowerCase() === given.toLowerCase();
  }
  return false;
}
