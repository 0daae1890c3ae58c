import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { farmRoute, go } from '../app/route.ts';
import { fixLabel } from '../../shared/config/fix-label.ts';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { WikiOverview } from '../../shared/contract/farm.ts';
import type { ConfigProblem } from '../../shared/contract/option.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useStagedEdits } from '../options/staged-edits.tsx';
import { useNameList, useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { StateShape } from '../ui/state-mark.tsx';
import { SourceLink } from '../options/source-link.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { AddressDialog } from './address-dialog.tsx';

export interface ProblemListProps {
  readonly farm: Pick<FarmSummary, 'id' | 'readOnly'>;
  readonly problems: readonly ConfigProblem[];
  readonly wikis: readonly Pick<WikiOverview, 'id' | 'sitename'>[];
}

/** Findings of the configuration check: one sentence, what it leads to, and the remedy. */
export function ProblemList({ farm, problems, wikis }: ProblemListProps) {
  const farmId = farm.id;
  const text = useText();
  const say = useSay();
  const list = useNameList();
  const { stage } = useStagedEdits(farmId);
  if (problems.length === 0) return null;
  const nameOf = (id: string): string => wikis.find((wiki) => wiki.id === id)?.sitename ?? id;

  return (
    <ul className="problems" aria-label={text('overview.problems')}>
      {problems.map((problem) => {
        const { fix } = problem;
        const label = fixLabel(problem);
        return (
          <li key={problem.id} className="problems__one">
            <StateShape
              look={problem.severity === 'error' ? 'failed' : problem.severity}
              label={text(`overview.severity.${problem.severity}`)}
            />
            <div className="spread">
              <p>
                {say(problem.message)}{' '}
                {problem.wikis.length > 0 && <span className="soft">{list(problem.wikis.map(nameOf))} </span>}
                {problem.source !== null && <SourceLink farmId={farmId} place={problem.source} />}
              </p>
              <p className="soft">
                {problem.consequence !== null && say(problem.consequence)}{' '}
                {problem.remedy !== null && say(problem.remedy)}
              </p>
            </div>
            <AddressRemedy farmId={farmId} problem={problem} nameOf={nameOf} />
            {problem.openFolder && <CloseFolder farmId={farmId} problem={problem} />}
            {!farm.readOnly && <CreateAccount farmId={farmId} problem={problem} />}
            {fix !== null && label !== null && (
              <Button
                small
                onPress={() => {
                  stage(fix);
                  go(farmRoute(farmId, 'options', { review: 'yes' }));
                }}
              >
                {say(label)}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Findings that another mount or address mends. */
const addressCodes: ReadonlySet<string> = new Set(['no-address', 'same-address']);

interface AddressRemedyProps {
  readonly farmId: string;
  readonly problem: ConfigProblem;
  readonly nameOf: (wikiId: string) => string;
}

function AddressRemedy({ farmId, problem, nameOf }: AddressRemedyProps) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [wikiId] = problem.wikis;
  if (wikiId === undefined || !addressCodes.has(problem.code)) return null;
  const close = (): void => setOpen(false);
  return (
    <>
      <Button small onPress={() => setOpen(true)}>
        {text('address.change', { wiki: nameOf(wikiId) })}
      </Button>
      {open && <AddressDialog farmId={farmId} wikiId={wikiId} sitename={nameOf(wikiId)} onClose={close} />}
    </>
  );
}

/** Whoever is named a superuser without an account may get one: the dialog for it, with the name filled in. */
function CreateAccount({ farmId, problem }: { readonly farmId: string; readonly problem: ConfigProblem }) {
  const text = useText();
  const name = problem.missingAccount;
  if (name === null) return null;
  const [wiki = ''] = problem.wikis;
  return (
    <Button small onPress={() => go(farmRoute(farmId, 'users', { create: 'yes', name, wiki }))}>
      {text('overview.createAccount', { name })}
    </Button>
  );
}

/** Rights of a folder are no edit of the configuration: done at once, and taken back the same way. */
function CloseFolder({ farmId, problem }: { readonly farmId: string; readonly problem: ConfigProblem }) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const cache = useQueryClient();
  const lookAgain = () => cache.invalidateQueries({ queryKey: ['farm:overview', farmId] });

  async function undo(token: string): Promise<void> {
    const result = await bridge.request('config:undoCloseFolder', farmId, token);
    if (!result.ok) toasts.fail(result.error);
    await lookAgain();
  }
  async function close(): Promise<void> {
    const result = await bridge.request('config:closeFolder', farmId, problem.id);
    if (!result.ok) return toasts.fail(result.error);
    const { undo: token } = result.value;
    toasts.show({
      text: text('overview.folderClosed'),
      action: { text: text('common.undo'), onPress: () => void undo(token) },
    });
    await lookAgain();
  }
  return (
    <Button small onPress={() => void close()}>
      {text('overview.closeFolder')}
    </Button>
  );
}
