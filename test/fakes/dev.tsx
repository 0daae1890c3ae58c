/** The whole window on a fake farm, to look at: `npx vite .`, then `/test/fakes/dev.html?sessions=100000#/farm/garden/sessions`. */
import { createRoot } from 'react-dom/client';
import { App } from '../../renderer/app/app.tsx';
import '../../renderer/styles/styles.ts';
import '../../renderer/styles/identity-bar.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { firstSettings, SettingsProvider } from '../../renderer/app/settings-provider.tsx';
import { BridgeProvider } from '../../renderer/data/bridge-context.tsx';
import { makeAnswerCache } from '../../renderer/data/use-answer.ts';
import { IdentityBar } from '../../renderer/identity-bar/identity-bar.tsx';
import { fail, ok } from '../../shared/result.ts';
import { makeFakeBridge } from './bridge.ts';
import { gardenAnswers, makeSessions, makeWiki } from './garden.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const query = new URLSearchParams(window.location.search);
const bridge = makeFakeBridge(gardenAnswers(makeSessions(Number(query.get('sessions') ?? '42'))));
const theme = query.get('theme');
const language = query.get('language') === 'de' ? 'de' : 'en';
bridge.answer('settings:get', () =>
  ok({
    ...firstSettings,
    theme: theme === 'dark' ? 'dark' : 'light',
    language,
    tourSeen: !query.has('tour'),
  }),
);
if (query.has('empty')) bridge.answer('farm:list', () => ok([]));
if (query.has('fail'))
  for (const name of [
    'farm:overview',
    'session:range',
    'option:matrix',
    'sharing:pairs',
    'user:list',
    'log:range',
  ] as const)
    bridge.answer(name, () =>
      fail({
        code: 'unreadable' as const,
        message: sentence('openFarm.forbidden', { directory: '~/wikis/garden' }),
        hint: sentence('openFarm.forbidden.hint'),
        detail: 'EACCES: permission denied, scandir',
      }),
    );
if (query.has('many'))
  bridge.answer('farm:overview', () =>
    ok({
      wikis: Array.from({ length: 200 }, (_, index) =>
        makeWiki(`wiki${index}`, `Wiki number ${index}`, [1, 4, 2, index % 9]),
      ),
      problems: [],
      configFile: 'farmconfig.py',
      configuration: { followedAt: 0, error: null },
      untrustedPlugins: 0,
      scriptsAllowed: false,
    }),
  );
Object.assign(window, { fakeBridge: bridge });

const place = document.getElementById('page-root');
if (place === null) throw new Error('the page has no place for the window');
const bar = (
  <BridgeProvider bridge={bridge}>
    <QueryClientProvider client={makeAnswerCache()}>
      <SettingsProvider>
        <IdentityBar identityId="i1" />
      </SettingsProvider>
    </QueryClientProvider>
  </BridgeProvider>
);
createRoot(place).render(query.has('bar') ? bar : <App bridge={bridge} />);
