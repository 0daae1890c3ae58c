import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestWiki, type TestAnswer, type TestVisitor, type TestWiki } from '../fakes/wiki-server.ts';

let wiki: TestWiki;
let visitor: TestVisitor;

beforeEach(async () => {
  wiki = await startTestWiki({
    actionsExcluded: [],
    textchas: new Map([
      ['en', new Map([['What is the colour of grass?', '(dark )?green']])],
      ['de', new Map([['Welche Farbe hat Gras?', 'grün']])],
      ['fr', new Map([['1+1?', '2|deux']])],
      ['it', new Map([['Broken?', 'si(']])],
    ]),
  });
  await wiki.addPage('FrontPage', 'Welcome.\n');
  await wiki.addPage('TrustedGroup', ' * JoeDoe\n');
  await wiki.addUser('1700000000.22.1', 'JoeDoe', 'pw');
  visitor = wiki.visitor();
});
afterEach(() => wiki.close());

const valueIn = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
const messagesIn = ({ text }: TestAnswer): string[] =>
  Array.from(text.matchAll(/data-message="([^"]+)"/g), ([, kind]) => kind ?? '');
const questionIn = (html: string): string => valueIn(html, 'textcha-question').split('.').slice(2).join('.');

async function save(answer: string, more: Record<string, string> = {}): Promise<TestAnswer> {
  const form = (await visitor.get('/FrontPage?action=edit')).text;
  return visitor.post('/FrontPage', {
    action: 'edit',
    ticket: valueIn(form, 'ticket'),
    rev: valueIn(form, 'rev'),
    savetext: `written at ${wiki.nowSeconds} with ${answer}\n`,
    'textcha-question': valueIn(form, 'textcha-question'),
    'textcha-answer': answer,
    button_save: 'Save',
    ...more,
  });
}

describe('a question before saving', () => {
  it.each(['green', ' Dark Green '])('takes the answer %j, whatever its case', async (answer) =>
    expect(messagesIn(await save(answer))).toEqual(['saved']),
  );

  it.each(['', 'red', 'greenish'])('refuses %j, keeps the text and asks again', async (answer) => {
    const refused = await save(answer);
    expect(messagesIn(refused)[0]).toBe('textcha-wrong');
    expect(refused.text).toContain(`with ${answer}`);
    expect(questionIn(refused.text)).toBe('What is the colour of grass?');
    expect((await visitor.get('/FrontPage?action=raw')).text).toBe('Welcome.\r\n');
  });

  it('takes only questions that the wiki itself asked, and not too long ago', async () => {
    const form = (await visitor.get('/FrontPage?action=edit')).text;
    const signed = valueIn(form, 'textcha-question');
    const forged = [
      '',
      'What is the colour of grass?',
      signed.replace('What', 'Who'),
      signed.replace(/^\w+/, 'ffffffff'),
    ];
    for (const question of forged)
      expect(messagesIn(await save('green', { 'textcha-question': question }))[0]).toBe('textcha-wrong');
    wiki.nowSeconds += 601;
    expect(messagesIn(await save('green', { 'textcha-question': signed }))[0]).toBe('textcha-wrong');
    expect(messagesIn(await save('green'))).toEqual(['saved']);
  });

  it('keeps question and answer while previewing', async () => {
    const preview = await save('dark green', { button_save: '', button_preview: 'Preview' });
    expect(valueIn(preview.text, 'textcha-answer')).toBe('dark green');
  });
});

it('asks in the language of the reader, else of the wiki', async () => {
  const asked = async (header: string): Promise<string> =>
    questionIn((await visitor.get('/FrontPage?action=edit', { 'accept-language': header })).text);
  expect(await asked('fr-CA,en;q=0.5')).toBe('1+1?');
  expect(await asked('de')).toBe('Welche Farbe hat Gras?');
  expect(await asked('sv')).toBe('What is the colour of grass?');
});

it('an answer that is no pattern counts as it stands, and is reported', async () => {
  const form = (await visitor.get('/FrontPage?action=edit', { 'accept-language': 'it' })).text;
  const question = valueIn(form, 'textcha-question');
  expect(messagesIn(await save('SI(', { 'textcha-question': question }))).toEqual(['saved']);
  expect(wiki.events).toContainEqual({
    kind: 'problem',
    what: 'textchas: the answer to “Broken?” is no regular expression.',
  });
});

it('does not ask members of textchas_disabled_group', async () => {
  const joe = wiki.visitor();
  await joe.login('JoeDoe', 'pw');
  expect((await joe.get('/FrontPage?action=edit')).text).toContain('textcha-answer');
  wiki.change({ textchasDisabledGroup: 'TrustedGroup' });
  expect((await joe.get('/FrontPage?action=edit')).text).not.toContain('textcha');
  expect((await visitor.get('/FrontPage?action=edit')).text).toContain('textcha-answer');
});

describe('before everything that spam comes through', () => {
  it.each([
    ['RenamePage', { newpagename: 'Elsewhere', rename: 'Rename' }],
    ['CopyPage', { newpagename: 'Elsewhere', copy: 'Copy' }],
    ['DeletePage', { delete: 'Delete' }],
    ['Load', { rename: 'Elsewhere', file: 'text\n', Load: 'Load' }],
  ] as const)('%s', async (action, fields) => {
    const form = (await visitor.get(`/FrontPage?action=${action}`)).text;
    const post = (answer: string) =>
      visitor.post('/FrontPage', {
        action,
        ticket: valueIn(form, 'ticket'),
        'textcha-question': valueIn(form, 'textcha-question'),
        'textcha-answer': answer,
        ...fields,
      });
    expect(messagesIn(await post('red'))).toContain('textcha-wrong');
    expect((await visitor.get('/FrontPage')).status).toBe(200);
    expect((await visitor.get('/Elsewhere')).status).toBe(404);
    expect(messagesIn(await post('green'))).not.toContain('textcha-wrong');
  });

  it('attaching a file', async () => {
    const wrong = await visitor.upload('/FrontPage', 'a.txt', 'x', { 'textcha-answer': 'red' });
    expect(messagesIn(wrong)).toEqual(['textcha-wrong']);
    const question = valueIn((await visitor.get('/FrontPage?action=AttachFile')).text, 'textcha-question');
    const answered = { 'textcha-question': question, 'textcha-answer': 'green' };
    const right = await visitor.upload('/FrontPage', 'a.txt', 'x', answered);
    expect(messagesIn(right)).toEqual(['attachment-saved']);
  });

  it('making an account', async () => {
    const form = (await visitor.get('/FrontPage?action=newaccount')).text;
    const post = (answer: string) =>
      visitor.post('/FrontPage', {
        action: 'newaccount',
        ticket: valueIn(form, 'ticket'),
        'textcha-question': valueIn(form, 'textcha-question'),
        'textcha-answer': answer,
        name: 'NewPerson',
        email: 'new@example.org',
        password1: 'long enough 1',
        password2: 'long enough 1',
        create: 'Create',
      });
    expect(messagesIn(await post('red'))).toEqual(['textcha-wrong']);
    expect(messagesIn(await post('green'))).toEqual(['account-created']);
  });
});
