import { useState } from 'react';
import type { Sharing } from '../../shared/contract/option.ts';
import { useSay, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { disturbing } from './sharing-layout.ts';

export interface SharingTableProps {
  readonly sharing: Sharing;
  readonly selected: readonly string[];
  readonly onSelect: (pair: readonly [string, string]) => void;
}

/** A farm of 200 wikis has 19,900 pairs; nobody reads them all, and the troubled ones stand first. */
const firstPairs = 100;

export function SharingTable({ sharing, selected, onSelect }: SharingTableProps) {
  const text = useText();
  const say = useSay();
  const [shown, setShown] = useState(firstPairs);
  const pairs = sharing.pairs.toSorted(
    (one, other) => Number(disturbing.includes(other.login)) - Number(disturbing.includes(one.login)),
  );
  return (
    <div className="table-frame">
      <table className="table" aria-label={text('sharing.table')}>
        <thead>
          <tr>
            <th scope="col">{text('sharing.wikis')}</th>
            <th scope="col">{text('sharing.login')}</th>
            <th scope="col">{text('sharing.cookie')}</th>
            <th scope="col">{text('sharing.sessions')}</th>
            <th scope="col">{text('sharing.accounts')}</th>
            <th scope="col" className="sharing__reason">
              {text('sharing.reason')}
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, shown).map((pair) => {
            const chosen = selected.includes(pair.a) && selected.includes(pair.b);
            return (
              <tr key={`${pair.a} ${pair.b}`} data-chosen={chosen}>
                <th scope="row">
                  <Button tone="quiet" small aria-pressed={chosen} onPress={() => onSelect([pair.a, pair.b])}>
                    {pair.a} – {pair.b}
                  </Button>
                </th>
                <td className={disturbing.includes(pair.login) ? 'bad' : undefined}>
                  {text(`sharing.verdict.${pair.login}`)}
                </td>
                <td>{text(`sharing.part.${pair.cookie}`)}</td>
                <td>{text(`sharing.part.${pair.session}`)}</td>
                <td>{text(`sharing.part.${pair.account}`)}</td>
                <td className="soft sharing__reason cut" title={say(pair.why)}>
                  {say(pair.why)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {pairs.length > shown && (
        <Button onPress={() => setShown(shown + 500)}>
          {text('sharing.more', { count: pairs.length - shown })}
        </Button>
      )}
    </div>
  );
}
