import type { TextId, Texts } from '../texts/texts.ts';
import { eventOf, type WikiChange } from './change.ts';

/** What a letter about a change tells, in words that don't depend on the reader. */
export interface LetterFacts {
  readonly change: WikiChange;
  readonly sitename: string;
  /** Who did it. */
  readonly editor: string;
  /** Address of the difference, or of the page. */
  readonly link: string;
  /** Lines of the difference; empty when there is none to show. */
  readonly difference: readonly string[];
  /** Where the reader chooses what to get mail about. */
  readonly settingsLink: string;
}

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** A longer difference is cut; the link leads to the whole. */
const mostLines = 400;
const mostCharacters = 50_000;

/**
 * Subject and text of the mail about a change. The farm's own patterns (`mail_notify_…`, with `%(name)s` for values) stand in
 * for ours, each for itself.
 */
export function letterAbout(facts: LetterFacts, texts: Texts, patterns: ReadonlyMap<string, string>): Letter {
  const { change, sitename, editor, link } = facts;
  const values = { site: sitename, editor, ...valuesOf(change) };
  const fields = fieldsOf(facts, texts);
  const own = patternNames[change.kind];
  const subjectPattern = patterns.get(`${own}_subject`);
  const introPattern = patterns.get(`${own}_intro`);
  const intro =
    introPattern === undefined
      ? `${texts.text(`mail.${change.kind}.intro`, values)}\n`
      : fill(introPattern, fields);
  const comment = commentOf(change, texts);
  const difference = differenceText(facts.difference, texts);
  const text = patterns.get('page_text');
  return {
    subject:
      subjectPattern === undefined
        ? texts.text(subjectId(change), values)
        : fill(subjectPattern, fields).replace(/\s+/g, ' '),
    text:
      text === undefined || change.kind === 'account'
        ? [intro, `${link}\n`, comment, difference, footer(facts, texts)]
            .filter((part) => part !== '')
            .join('\n')
        : fill(
            text,
            new Map([
              ...fields,
              ['intro', intro],
              ['difflink', link],
              ['comment', comment],
              ['diff', difference],
            ]),
          ),
  };
}

const subjectId = (change: WikiChange): TextId =>
  eventOf(change) === 'TrivialPageChangedEvent' ? 'mail.trivial.subject' : `mail.${change.kind}.subject`;

/** What the options of the farm are called for each kind of change. */
const patternNames: Readonly<Record<WikiChange['kind'], string>> = {
  changed: 'page_changed',
  reverted: 'page_changed',
  copied: 'page_changed',
  deleted: 'page_deleted',
  renamed: 'page_renamed',
  attached: 'att_added',
  detached: 'att_removed',
  account: 'user_created',
};

function valuesOf(change: WikiChange): Readonly<Record<string, string | number>> {
  if (change.kind === 'account') return { name: change.name, email: change.email };
  if (change.kind === 'attached' || change.kind === 'detached')
    return { page: change.page, file: change.file, bytes: change.bytes };
  return { page: change.page, from: 'from' in change ? change.from : '' };
}

function fieldsOf({ change, sitename, editor }: LetterFacts, texts: Texts): ReadonlyMap<string, string> {
  const isTrivial = eventOf(change) === 'TrivialPageChangedEvent';
  const fields = new Map([
    ['sitename', sitename],
    ['editor', editor],
    ['username', editor],
    ['trivial', isTrivial ? `${texts.text('mail.trivialWord')} ` : ''],
  ]);
  if (change.kind === 'account') return fields.set('username', change.name).set('useremail', change.email);
  fields.set('pagename', change.page);
  if ('from' in change) fields.set('oldname', change.from);
  if ('file' in change) fields.set('attach_name', change.file).set('attach_size', String(change.bytes));
  return fields;
}

/** `%(name)s` → value; a name that has none stays, `%%` is a percent sign. */
const fill = (pattern: string, fields: ReadonlyMap<string, string>): string =>
  pattern.replace(/%%|%\((\w+)\)s/g, (whole, name: string | undefined) =>
    name === undefined ? '%' : (fields.get(name) ?? whole),
  );

const commentOf = (change: WikiChange, texts: Texts): string =>
  'comment' in change && change.comment !== ''
    ? `${texts.text('mail.comment', { comment: change.comment })}\n`
    : '';

function differenceText(lines: readonly string[], texts: Texts): string {
  if (lines.length === 0) return '';
  const shown = lines
    .slice(0, mostLines)
    .map((line) => line.trimEnd())
    .join('\n');
  const isCut = lines.length > mostLines || shown.length > mostCharacters;
  return `${shown.slice(0, mostCharacters)}\n${isCut ? `\n${texts.text('mail.cut')}\n` : ''}`;
}

function footer({ change, sitename, settingsLink }: LetterFacts, texts: Texts): string {
  const why = texts.text(change.kind === 'account' ? 'mail.whyAccount' : 'mail.whyPage', { site: sitename });
  return `-- \n${why}\n${texts.text('mail.settings', { link: settingsLink })}\n`;
}
