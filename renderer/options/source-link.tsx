import type { SourcePlace } from '../../shared/contract/common.ts';
import { farmRoute, printRoute } from '../app/route.ts';

/** `farmconfig.py:42`; opens the file at that line. */
export function SourceLink({ farmId, place }: { readonly farmId: string; readonly place: SourcePlace }) {
  const details = { file: place.fileId, line: String(place.line) };
  return (
    <a className="code" href={printRoute(farmRoute(farmId, 'options', details))}>
      {place.file}:{place.line}
    </a>
  );
}
