import type { WikiOverview } from '../../shared/contract/farm.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Select } from '../ui/fields.tsx';

/** Wikis of a farm to choose from; the first one until a person chose. */
export function useWikis(farmId: string): readonly WikiOverview[] {
  return useAnswer('farm:overview', [farmId]).data?.wikis ?? [];
}

export interface WikiChoiceProps {
  readonly wikis: readonly WikiOverview[];
  readonly value: string;
  readonly onChange: (wikiId: string) => void;
}

/** Not shown where there is nothing to choose. */
export function WikiChoice({ wikis, value, onChange }: WikiChoiceProps) {
  const text = useText();
  if (wikis.length < 2) return null;
  const choices = wikis.map(({ id, sitename }) => ({
    id,
    text: sitename === id ? id : `${sitename} (${id})`,
  }));
  return <Select label={text('transfer.wiki')} choices={choices} value={value} onChange={onChange} />;
}
