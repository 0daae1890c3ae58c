import './browser-gaps.ts';
import { EditorView } from '@codemirror/view';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../shared/result.ts';
import { gardenNow } from '../fakes/garden.ts';
import { expectAccessible, renderWindow, type WindowParts } from './render-window.tsx';
import { sentence } from '../../shared/texts/sentence.ts';

const source = "class FarmConfig(DefaultConfig):\n    cookie_lifetim = (0, 12)\n    sitename = u'Garden'\n";
const problem = {
  id: 'p1',
  code: 'unknown-option',
  severity: 'warning',
  wikis: [],
  option: 'cookie_lifetim',
  source: { fileId: 'f1', file: 'farmconfig.py', line: 2 },
  message: sentence('check.unknownOption', { name: 'cookie_lifetim' }),
  consequence: sentence('check.unknownOption.consequence'),
  remedy: sentence('check.unknownOption.hint', { right: 'cookie_lifetime' }),
  fix: null,
  openFolder: false,
  missingAccount: null,
} as const;
const version = (text: string, revision: string) => ({
  fileId: 'f1',
  file: 'farmconfig.py',
  text,
  revision,
  problems: [problem],
  readOnly: false,
});

const openEditor = (answers: WindowParts['answers'] = {}) =>
  renderWindow({
    at: '#/farm/garden/options?file=f1&line=2',
    answers: { 'config:read': () => ok(version(source, 'r1')), ...answers },
  });
const findSource = (): Promise<HTMLElement> =>
  screen.findByRole('textbox', { name: 'Source of farmconfig.py' });

/** jsdom has no real text input; the editor is told as its own input handling would. */
function typeAtTop(editor: HTMLElement, text: string): void {
  act(() => EditorView.findFromDOM(editor)?.dispatch({ changes: { from: 0, insert: text } }));
}

describe('the raw file', () => {
  it('marks problems on their lines, names them, and colours the Python', async () => {
    openEditor();
    const editor = await findSource();
    const marked = editor.querySelector('.editor__problem-line');
    expect(marked).toHaveTextContent('cookie_lifetim = (0, 12)');
    expect(screen.getByText(/MoinMoin has no option cookie_lifetim/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'line 2' })).toBeVisible();
    expect(within(editor).getByText('class').className).not.toBe('');
    await expectAccessible();
  });

  it('shows both versions when the file changed on disk while it was edited, and lets one choose', async () => {
    const { user, bridge } = openEditor();
    const editor = await findSource();
    typeAtTop(editor, '# mine\n');
    bridge.answer('config:read', () => ok(version(`# theirs\n${source}`, 'r2')));
    bridge.tell('config:followed', { farmId: 'garden', followedAt: gardenNow, error: null });
    const both = await screen.findByRole('alert', {
      name: 'farmconfig.py changed on disk while you edited it. Nothing was overwritten.',
    });
    expect(within(both).getByText('# theirs')).toBeVisible();
    expect(within(both).getByText('# mine')).toBeVisible();
    expect(editor).toHaveTextContent('# mine');
    expect(screen.getByRole('button', { name: 'Save farmconfig.py' })).toBeDisabled();
    await expectAccessible();

    bridge.answer('config:write', () => ok({ backup: 'b', revision: 'r3', followedAt: null }));
    bridge.answer('config:read', () => ok(version(`# mine\n${source}`, 'r3')));
    await user.click(within(both).getByRole('button', { name: 'Save mine in its place' }));
    expect(bridge.asked.findLast(({ name }) => name === 'config:write')?.args).toEqual([
      'garden',
      'f1',
      `# mine\n${source}`,
      'r2',
    ]);
    await waitFor(() => expect(screen.queryByText(/Nothing was overwritten/)).not.toBeInTheDocument());
    expect(await screen.findByText(/^Saved farmconfig.py/)).toBeVisible();
    expect(editor).toHaveTextContent('# mine');
  });

  it('finds out when saving, too, and can take the version on disk', async () => {
    const { user, bridge } = openEditor({
      'config:write': () =>
        fail({ code: 'config-changed', message: sentence('configText.changed', { file: 'farmconfig.py' }) }),
    });
    const editor = await findSource();
    typeAtTop(editor, '# mine\n');
    bridge.answer('config:read', () => ok(version(`# theirs\n${source}`, 'r2')));
    await user.click(screen.getByRole('button', { name: 'Save farmconfig.py' }));
    const both = await screen.findByRole('alert');
    await user.click(within(both).getByRole('button', { name: 'Take the version on disk' }));
    expect(editor).toHaveTextContent('# theirs');
    expect(editor).not.toHaveTextContent('# mine');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('follows the file on disk as long as nothing was typed', async () => {
    const { bridge } = openEditor();
    const editor = await findSource();
    bridge.answer('config:read', () => ok(version(`# theirs\n${source}`, 'r2')));
    bridge.tell('config:followed', { farmId: 'garden', followedAt: gardenNow, error: null });
    expect(await within(editor).findByText('# theirs')).toBeVisible();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keeps what was typed while one looks at something else', async () => {
    openEditor();
    typeAtTop(await findSource(), '# mine\n');
    window.location.hash = '#/farm/garden/options';
    await screen.findByRole('grid', { name: 'Options by wiki' });
    window.location.hash = '#/farm/garden/options?file=f1';
    expect(await findSource()).toHaveTextContent('# mine');
    expect(screen.getByRole('button', { name: 'Save farmconfig.py' })).toBeEnabled();
  });
});
