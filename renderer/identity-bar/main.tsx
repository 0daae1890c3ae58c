import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SettingsProvider } from '../app/settings-provider.tsx';
import { connect } from '../bridge.ts';
import { BridgeProvider } from '../data/bridge-context.tsx';
import { keepFresh } from '../data/keep-fresh.ts';
import { makeAnswerCache } from '../data/use-answer.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/ui.css';
import '../styles/identity-bar.css';
import { IdentityBar } from './identity-bar.tsx';

const place = document.getElementById('page-root');
const identityId = new URLSearchParams(window.location.search).get('identity');
if (place === null || identityId === null) throw new Error('the bar was opened without an identity');
const root = createRoot(place);
void connect().then((bridge) => {
  const cache = makeAnswerCache();
  // Language and look change here, too, while the window is open.
  keepFresh(bridge, cache);
  root.render(
    <StrictMode>
      <BridgeProvider bridge={bridge}>
        <QueryClientProvider client={cache}>
          <SettingsProvider>
            <IdentityBar identityId={identityId} />
          </SettingsProvider>
        </QueryClientProvider>
      </BridgeProvider>
    </StrictMode>,
  );
});
