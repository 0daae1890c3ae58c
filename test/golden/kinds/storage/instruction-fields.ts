import { percentEncode } from '../../../../shared/names/percent.ts';
import type { ProcessingInstructions } from '../../../../electron/page/processing-instructions.ts';

/** Processing instructions in the words of the golden data; what a plain page has is left out. */
export function instructionFields(
  parsed: ProcessingInstructions,
  page: string,
): Readonly<Record<string, unknown>> {
  const { refresh } = parsed;
  return {
    acl: parsed.acl,
    format: parsed.format,
    formatargs: parsed.formatArguments,
    ...(parsed.redirect === null ? {} : { redirect: parsed.redirect }),
    ...(parsed.deprecated ? { deprecated: true } : {}),
    ...(parsed.pragmas.size === 0 ? {} : { pragma: Object.fromEntries(parsed.pragmas) }),
    ...(refresh === null ? {} : { refresh: [refresh.seconds, addressOf(refresh.target, page)] }),
  };
}

function addressOf(target: NonNullable<ProcessingInstructions['refresh']>['target'], page: string): string {
  if (target.kind === 'address') return target.address;
  return `/${percentEncode(target.kind === 'page' ? target.name : page)}`;
}
