import type { FileHandle } from '../../base/file-system.ts';
import { memberParts } from '../../zip/member-path.ts';
import { openMember, readMembers, ZipError, type StoredMember } from '../../zip/reader.ts';
import { decodePythonUtf8 } from '../python-utf8.ts';
import { parsePackageScript, scriptName, type PackageInstruction } from './package-script.ts';

/** What a package may be at most; anything larger is no set of pages but an attack or a mistake. */
export const packageLimits = {
  members: 20_000,
  scriptBytes: 4 * 1024 * 1024,
  textBytes: 8 * 1024 * 1024,
  memberBytes: 128 * 1024 * 1024,
  totalBytes: 512 * 1024 * 1024,
  /** Text packs to a tenth at best; a member that grows more than this when unpacked is a bomb. */
  growth: 1000,
} as const;

/** A package whose list, names, sizes and script were checked; its members are read one at a time. */
export interface PagePackage {
  readonly instructions: readonly PackageInstruction[];
  /** Bytes of a member that an instruction names. */
  read(file: string): Promise<Buffer>;
}

export type PackageFault =
  | { readonly kind: 'noPackage' }
  | { readonly kind: 'damaged'; readonly detail: string }
  | { readonly kind: 'hostileName'; readonly name: string }
  | { readonly kind: 'twice'; readonly name: string }
  | { readonly kind: 'tooLarge'; readonly name: string }
  | { readonly kind: 'script'; readonly line: number; readonly problem: 'noHead' | 'newerVersion' | 'words' }
  /** An instruction names a file that is not in the archive. */
  | { readonly kind: 'missing'; readonly name: string };

export type PackageReading =
  { readonly ok: true; readonly value: PagePackage } | { readonly ok: false; readonly fault: PackageFault };

/**
 * Reads a page package and believes nothing in it. Every member that the script names is unpacked once, so that a damaged
 * archive is refused before the first page is written.
 */
export async function readPackage(file: FileHandle): Promise<PackageReading> {
  try {
    const members = membersByName(await readMembers(file));
    if ('kind' in members) return { ok: false, fault: members };
    const script = members.get(scriptName);
    if (script === undefined) return { ok: false, fault: { kind: 'noPackage' } };
    if (script.bytes > packageLimits.scriptBytes)
      return { ok: false, fault: { kind: 'tooLarge', name: scriptName } };
    const text = decodePythonUtf8(await unpack(file, script));
    if (text === null) return { ok: false, fault: { kind: 'damaged', detail: `${scriptName} is not UTF-8` } };
    const parsed = parsePackageScript(text);
    if (!parsed.ok)
      return { ok: false, fault: { kind: 'script', line: parsed.line, problem: parsed.problem } };
    const fault = await checkMembers(file, members, parsed.instructions);
    if (fault !== null) return { ok: false, fault };
    return {
      ok: true,
      value: {
        instructions: parsed.instructions,
        read: async (name) => {
          const member = members.get(name);
          if (member === undefined) throw new Error(`a checked package lacks ${name}`);
          return unpack(file, member);
        },
      },
    };
  } catch (error) {
    if (error instanceof ZipError) return { ok: false, fault: { kind: 'damaged', detail: error.message } };
    throw error;
  }
}

function membersByName(members: readonly StoredMember[]): ReadonlyMap<string, StoredMember> | PackageFault {
  const byName = new Map<string, StoredMember>();
  if (members.length > packageLimits.members) return { kind: 'tooLarge', name: '' };
  let total = 0;
  for (const member of members) {
    const name = member.name.toString('utf8');
    if (memberParts(member.name.toString('latin1')) === null) return { kind: 'hostileName', name };
    if (byName.has(name)) return { kind: 'twice', name };
    total += member.bytes;
    const isBomb = member.bytes > packageLimits.growth * Math.max(member.packedBytes, 1024);
    if (isBomb || member.bytes > packageLimits.memberBytes || total > packageLimits.totalBytes)
      return { kind: 'tooLarge', name };
    byName.set(name, member);
  }
  return byName;
}

async function checkMembers(
  file: FileHandle,
  members: ReadonlyMap<string, StoredMember>,
  instructions: readonly PackageInstruction[],
): Promise<PackageFault | null> {
  const checked = new Set<string>();
  let total = 0;
  for (const instruction of instructions) {
    if (!('file' in instruction)) continue;
    const name = instruction.file;
    const member = members.get(name);
    if (member === undefined) return { kind: 'missing', name };
    // One member may be used often, and counts each time: so much would be written.
    total += member.bytes;
    const isText = instruction.kind === 'addRevision';
    if (total > packageLimits.totalBytes || (isText && member.bytes > packageLimits.textBytes))
      return { kind: 'tooLarge', name };
    if (checked.has(`${instruction.kind} ${name}`)) continue;
    checked.add(`${instruction.kind} ${name}`);
    const bytes = await unpack(file, member); // fails where sizes or checksums lie
    if (isText && decodePythonUtf8(bytes) === null)
      return { kind: 'damaged', detail: `${name} is not UTF-8` };
  }
  return null;
}

async function unpack(file: FileHandle, member: StoredMember): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await openMember(file, member)) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
