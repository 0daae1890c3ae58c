import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight, ExternalLink, RotateCw, UserRound, UserRoundCog, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RequestArguments } from '../../shared/contract.ts';
import type { IdentityView } from '../../shared/contract/identity.ts';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer, useBridgeEvent } from '../data/use-answer.ts';
import { identityName } from '../identity/identity-list.tsx';
import { useSay, useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { printRelative, useNow } from '../ui/time-text.tsx';
import { CookiePanel } from './cookie-panel.tsx';

/** The bar above a wiki that is seen through somebody's eyes; amber when these are somebody else's. */
export function IdentityBar({ identityId }: { readonly identityId: string }) {
  const cache = useQueryClient();
  const view = useAnswer('identity:show', [identityId]);
  useBridgeEvent('identity:changed', (changed) => {
    if (changed.identity.id === identityId) cache.setQueryData(['identity:show', identityId], changed);
  });
  return <AnswerView answer={view}>{(value) => <Bar view={value} />}</AnswerView>;
}

type Navigation = RequestArguments<'identity:navigate'>[1];

function Bar({ view }: { readonly view: IdentityView }) {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const frame = useBarHeight(view.identity.id);
  const { identity } = view;
  const switched = identity.actingAs !== null;
  const problem = error ?? view.problem;
  const name = identityName(identity, text);

  const address = useRef<HTMLInputElement>(null);
  useBridgeEvent('command:invoked', (command) => {
    if (command.kind === 'focus-address') address.current?.focus();
    if (command.kind === 'show-cookies') setOpen(true);
  });
  useEffect(() => {
    document.title = windowTitle(view, text);
  }, [view, text]);

  async function navigate(where: Navigation): Promise<void> {
    const result = await bridge.request('identity:navigate', identity.id, where);
    setError(result.ok ? null : result.error);
  }
  async function leave(name: 'identity:return' | 'identity:openExternally'): Promise<void> {
    const result = await bridge.request(name, identity.id);
    setError(result.ok ? null : result.error);
  }

  return (
    <main ref={frame} className={switched ? 'bar bar--switched' : 'bar'}>
      <h1 className="only-heard">{windowTitle(view, text)}</h1>
      <div className="bar__line">
        <IconButton
          label={text('identity.back')}
          isDisabled={!view.canGoBack}
          onPress={() => void navigate({ kind: 'back' })}
        >
          <ArrowLeft size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={text('identity.forward')}
          isDisabled={!view.canGoForward}
          onPress={() => void navigate({ kind: 'forward' })}
        >
          <ArrowRight size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={text(view.loading ? 'identity.stop' : 'identity.reload')}
          onPress={() => void navigate({ kind: view.loading ? 'stop' : 'reload' })}
        >
          {view.loading ? <X size={16} aria-hidden /> : <RotateCw size={16} aria-hidden />}
        </IconButton>
        <AddressField
          key={view.address}
          field={address}
          address={view.address}
          onGo={(address) => void navigate({ kind: 'address', address })}
        />
        <Button tone="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          {switched ? <UserRoundCog size={16} aria-hidden /> : <UserRound size={16} aria-hidden />}
          <span className="strong cut">{name}</span>
          <Where view={view} />
        </Button>
        <IconButton label={text('identity.external')} onPress={() => void leave('identity:openExternally')}>
          <ExternalLink size={16} aria-hidden />
        </IconButton>
        <Button onPress={() => void leave('identity:return')}>
          {text(switched ? 'identity.return' : 'identity.closeVisitor')}
        </Button>
      </div>
      {problem !== null && (
        <p className="bar__problem" role="alert">
          {say(problem.message)} {say(problem.hint ?? '')}
        </p>
      )}
      {open && <CookiePanel name={name} cookies={view.cookies} />}
    </main>
  );
}

/** "alpha · 11 h 58 min" */
function Where({ view }: { readonly view: IdentityView }) {
  const text = useText();
  const now = useNow();
  const { identity } = view;
  return (
    <span className="cut">
      {view.wikiName ?? identity.wikis.join(' ')}
      {identity.endsAt !== null && ` · ${text('identity.ends')} ${printRelative(text, identity.endsAt, now)}`}
    </span>
  );
}

function windowTitle(view: IdentityView, text: ReturnType<typeof useText>): string {
  const { user, actingAs } = view.identity;
  const who =
    user !== null && actingAs !== null
      ? `${actingAs.name} (${text('identity.as', { user: user.name, target: actingAs.name })})`
      : identityName(view.identity, text);
  return view.wikiName === null ? who : `${who} – ${view.wikiName}`;
}

interface AddressFieldProps {
  readonly address: string;
  readonly field: React.RefObject<HTMLInputElement | null>;
  readonly onGo: (address: string) => void;
}

function AddressField({ address, field, onGo }: AddressFieldProps) {
  const text = useText();
  const [typed, setTyped] = useState(address);
  return (
    <form
      className="bar__address"
      onSubmit={(event) => {
        event.preventDefault();
        onGo(typed);
      }}
    >
      <input
        ref={field}
        className="input"
        aria-label={text('identity.address')}
        spellCheck={false}
        value={typed}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
      />
    </form>
  );
}

/** The wiki begins below the bar, so the window must know how tall it is. */
function useBarHeight(identityId: string): React.RefObject<HTMLElement | null> {
  const bridge = useBridge();
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (frame.current === null || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(([entry]) => {
      const height = Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 40);
      void bridge.request('identity:resizeBar', identityId, Math.max(40, Math.min(600, height)));
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [bridge, identityId]);
  return frame;
}
