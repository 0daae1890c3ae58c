import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';
import * as z from 'zod/mini';
import { systemErrorCode } from './system-error.ts';

/**
 * Which process of which run of which machine: left beside what a process holds or owns on disk, so that another one can
 * tell afterwards whether it is still there (DECISIONS 25).
 */
export const processMarkSchema = z.object({
  machine: z.string(),
  /** Another one after each start of the machine. */
  boot: z.string(),
  /** Process numbers mean something only inside of it (containers); empty where there are none. */
  space: z.string(),
  process: z.int().check(z.positive()),
  /** When the process began, as the system counts; empty where it doesn't tell. */
  start: z.string(),
});
export type ProcessMark = z.output<typeof processMarkSchema>;

let own: ProcessMark | null = null;

/** The mark of this process. */
export function ownMark(): ProcessMark {
  own ??= {
    machine: createHash('sha256')
      .update(`${os.hostname()}\n${systemText('/etc/machine-id')}`)
      .digest('hex')
      .slice(0, 16),
    boot: systemText('/proc/sys/kernel/random/boot_id') || bootMinute(),
    space: systemLink('/proc/self/ns/pid'),
    process: process.pid,
    start: startOf(process.pid),
  };
  return own;
}

/** `own`: this very process. `foreign`: nobody here can tell whether it still runs. */
export function whoseMark(mark: ProcessMark): 'own' | 'running' | 'dead' | 'foreign' {
  const mine = ownMark();
  if (mark.machine !== mine.machine) return 'foreign';
  if (mark.boot !== mine.boot) return 'dead';
  if (mark.space !== mine.space) return 'foreign';
  if (!isRunning(mark.process) || startOf(mark.process) !== mark.start) return 'dead';
  return mark.process === mine.process ? 'own' : 'running';
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM'; // somebody else's process
  }
}

/** Field 22 of the line, counted behind the name, which may hold anything. */
function startOf(id: number): string {
  const line = systemText(`/proc/${id}/stat`);
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Where the system has no number for its start; in steps that outlast a clock that is set a little. */
const bootMinute = (): string => `minute ${Math.round((Date.now() / 1000 - os.uptime()) / 60)}`;

/** Linux tells these; elsewhere nothing is known, and an empty text equals an empty text. */
function systemText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return '';
  }
}

function systemLink(file: string): string {
  try {
    return readlinkSync(file);
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return '';
  }
}
