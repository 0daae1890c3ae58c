import './browser-gaps.ts';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '../../shared/result.ts';
import { createdPreview } from '../fakes/garden.ts';
import { expectAccessible, renderWindow } from './render-window.tsx';
import { sentence } from '../../shared/texts/sentence.ts';

describe('the wizard', () => {
  it('asks three steps, previews live and writes only at the last button', async () => {
    const { user, bridge } = renderWindow({ at: '#/create' });
    const preview = await screen.findByRole('complementary', { name: 'What will be made' });
    expect(await within(preview).findByText('http://localhost:8080/alpha/')).toBeVisible();
    await expectAccessible();

    const name = screen.getByRole('textbox', { name: 'Name of wiki 1' });
    await user.clear(name);
    await user.type(name, 'Große Wiese');
    expect(screen.getByRole('textbox', { name: 'Short name of wiki 1' })).toHaveValue('groe_wiese');
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('radio', { name: /By host name/ }));
    expect(screen.getByRole('textbox', { name: 'Domain' })).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Next' }));
    await user.type(screen.getByRole('textbox', { name: 'First superuser' }), 'Ada');
    await user.type(screen.getByLabelText('Password'), 'tulip-river');
    expect(bridge.asked.some(({ name: asked }) => asked === 'farm:create')).toBe(false);

    await user.click(screen.getByRole('button', { name: 'Create wikis' }));
    expect(bridge.asked.find(({ name: asked }) => asked === 'farm:create')?.args[0]).toMatchObject({
      topology: 'host',
      domain: 'wiki.test',
      shareLogin: true,
      superuser: { name: 'Ada', email: '', password: 'tulip-river' },
    });
    expect(await screen.findByRole('heading', { name: 'Garden farm' })).toBeVisible();
  });

  it('holds back while something stands in the way, and says where', async () => {
    const { user } = renderWindow({
      at: '#/create',
      answers: {
        'farm:previewCreate': () =>
          ok({
            ...createdPreview,
            problems: [
              {
                field: 'folderName',
                error: {
                  code: 'already-exists',
                  message: sentence('create.exists', { folder: '~/wikis/farm' }),
                },
              },
            ],
          }),
      },
    });
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Folder' })).toHaveAccessibleDescription(
        /~\/wikis\/farm exists already/,
      ),
    );
    await user.click(screen.getByRole('button', { name: '3. Logins' }));
    expect(screen.getByRole('button', { name: 'Create wikis' })).toBeDisabled();
  });
});
