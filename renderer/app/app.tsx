import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CroftBridge } from '../../shared/contract.ts';
import { BridgeProvider } from '../data/bridge-context.tsx';
import { keepFresh } from '../data/keep-fresh.ts';
import { makeAnswerCache } from '../data/use-answer.ts';
import { ToastProvider } from '../ui/toasts.tsx';
import { SettingsProvider } from './settings-provider.tsx';
import { Shell } from './shell.tsx';
import { TypedConfirmations } from './typed-confirmations.tsx';
import { BrokenPart } from './broken-part.tsx';
import { EditorDraftsProvider } from '../options/editor-drafts.tsx';
import { StagedEditsProvider } from '../options/staged-edits.tsx';

/** The whole window; everything it knows comes through the bridge. */
export function App({ bridge }: { readonly bridge: CroftBridge }) {
  const [cache] = useState(makeAnswerCache);
  useEffect(() => keepFresh(bridge, cache), [bridge, cache]);
  return (
    <BridgeProvider bridge={bridge}>
      <QueryClientProvider client={cache}>
        <SettingsProvider>
          <BrokenPart>
            <TypedConfirmations>
              <ToastProvider>
                <StagedEditsProvider>
                  <EditorDraftsProvider>
                    <Shell />
                  </EditorDraftsProvider>
                </StagedEditsProvider>
              </ToastProvider>
            </TypedConfirmations>
          </BrokenPart>
        </SettingsProvider>
      </QueryClientProvider>
    </BridgeProvider>
  );
}
