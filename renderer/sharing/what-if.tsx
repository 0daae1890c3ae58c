import { useState } from 'react';
import type { OptionEdit, OptionScope, Sharing } from '../../shared/contract/option.ts';
import { useAnswer } from '../data/use-answer.ts';
import { printText } from '../options/python-literal.ts';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { Select, TextField } from '../ui/fields.tsx';

const asked = ['cookie_name', 'cookie_domain', 'session_dir', 'user_dir'] as const;
type Asked = (typeof asked)[number];
type Typed = Readonly<Record<Asked, string>>;

const untouched: Typed = { cookie_name: '', cookie_domain: '', session_dir: '', user_dir: '' };

export interface WhatIfProps {
  readonly farmId: string;
  readonly sharing: Sharing;
  readonly trial: readonly OptionEdit[];
  readonly onTrial: (trial: readonly OptionEdit[]) => void;
}

/** The four options that decide about sharing, tried without touching anything; and the documented recipes. */
export function WhatIf({ farmId, sharing, onTrial }: WhatIfProps) {
  const text = useText();
  const matrix = useAnswer('option:matrix', [farmId]);
  const recipes = useAnswer('sharing:recipes', [farmId]);
  const [typed, setTyped] = useState(untouched);
  const [where, setWhere] = useState('*');
  const hasFarm = matrix.data?.rows.some((row) => row.farm !== null) ?? false;

  const scopes = (): readonly OptionScope[] => {
    if (where !== '*') return [{ kind: 'wiki', wikiId: where }];
    if (hasFarm) return [{ kind: 'farm' }];
    return sharing.wikis.map(({ id }) => ({ kind: 'wiki', wikiId: id }));
  };
  const change = (option: Asked, value: string): void => {
    const next = { ...typed, [option]: value };
    setTyped(next);
    onTrial(scopes().flatMap((scope) => editsOf(next, scope)));
  };

  return (
    <section className="stack">
      <h2>{text('whatIf.title')}</h2>
      <p className="soft">{text('whatIf.help')}</p>
      <Select
        label={text('whatIf.where')}
        choices={[
          { id: '*', text: text('whatIf.everywhere') },
          ...sharing.wikis.map(({ id }) => ({ id, text: id })),
        ]}
        value={where}
        onChange={setWhere}
      />
      {asked.map((option) => (
        <TextField
          key={option}
          label={option}
          code
          placeholder={text('whatIf.asItIs')}
          value={typed[option]}
          onChange={(value) => change(option, value)}
        />
      ))}
      {recipes.data !== undefined && recipes.data.length > 0 && (
        <>
          <h3>{text('whatIf.recipes')}</h3>
          {recipes.data.map(({ recipe, edits }) => (
            <Button key={recipe} onPress={() => onTrial(edits)}>
              {text(`whatIf.recipe.${recipe}`)}
            </Button>
          ))}
        </>
      )}
    </section>
  );
}

function editsOf(typed: Typed, scope: OptionScope): readonly OptionEdit[] {
  return asked
    .filter((option) => typed[option].trim() !== '')
    .map((option) => {
      const value = typed[option].trim();
      const literal = value === 'None' ? 'None' : printText(value, false);
      return { scope, option, change: { kind: 'set', text: literal } } as const;
    });
}
