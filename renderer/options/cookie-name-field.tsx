import { useState } from 'react';
import type { TypedValue } from '../../shared/contract/common.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { RadioGroup, TextField } from '../ui/fields.tsx';
import { useRested } from '../ui/time-text.tsx';
import type { OptionFieldProps } from './option-field.tsx';
import { printText, textValue } from './python-literal.ts';
import { mergeEdits, useStagedEdits } from './staged-edits.tsx';

type Kind = 'automatic' | 'siteid' | 'literal';

/** The byte string that MoinMoin knows by identity; as unicode it would be a plain name (spec/sessions.md §6). */
const magic = 'siteidmagic';
/** What a cookie's name may consist of (RFC 6265, token). */
const tokenPattern = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function kindOf(value: TypedValue | null): Kind {
  if (value !== null && 'none' in value) return 'automatic';
  return value !== null && 'str' in value && value.str === magic ? 'siteid' : 'literal';
}

/** Three ways to name the cookie, with the names that come out of it for each wiki. */
export function CookieNameField(props: OptionFieldProps & { readonly value: TypedValue | null }) {
  const { farmId, scope, staged, cell, value, onChange } = props;
  const text = useText();
  const { edits } = useStagedEdits(farmId);
  const [kind, setKind] = useState(() => kindOf(value));
  const [name, setName] = useState(kindOf(value) === 'literal' ? (textValue(value) ?? '') : '');
  const tell = (next: Kind, nextName: string): void => {
    setKind(next);
    setName(nextName);
    if (next === 'automatic') onChange('None');
    else if (next === 'siteid') onChange(printText(magic, false));
    else if (tokenPattern.test(nextName)) onChange(printText(nextName, false));
  };
  const edit = {
    option: 'cookie_name',
    scope,
    change: { kind: 'set', text: staged ?? cell.text },
  } as const;
  const asked = useRested(staged === null ? edits : mergeEdits(edits, [edit]));
  const names = useAnswer('sharing:whatIf', [farmId, asked], { keepPrevious: true });
  const problem = kind !== 'literal' || tokenPattern.test(name) ? null : text('cookieName.notAToken');
  return (
    <>
      <RadioGroup
        label={text('options.value')}
        choices={(['automatic', 'siteid', 'literal'] as const).map((id) => ({
          id,
          text: text(`cookieName.${id}`),
          help: text(`cookieName.${id}Help`),
        }))}
        value={kind}
        onChange={(next) => tell(next, name)}
      />
      {kind === 'literal' && (
        <TextField
          label={text('cookieName.name')}
          code
          value={name}
          problem={problem}
          onChange={(next) => tell('literal', next)}
        />
      )}
      {names.data !== undefined && (
        <dl className="facts" aria-label={text('cookieName.results')}>
          {names.data.sharing.wikis.slice(0, 12).map((wiki) => (
            <div key={wiki.id} className="facts__pair">
              <dt>{wiki.id}</dt>
              <dd className="code">{wiki.cookieName}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
