import { shell } from 'electron';

/** The only kinds of address that leave for another program. */
const allowedProtocols = new Set(['http:', 'https:', 'mailto:']);

/** Whether an address may be handed to the system: a well-formed web or mail address without a password in it. */
export function mayOpenExternally(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return allowedProtocols.has(url.protocol) && url.username === '' && url.password === '';
}

/** The one door to the system's browser; answers whether the address went through it. */
export async function openExternally(address: string): Promise<boolean> {
  if (!mayOpenExternally(address)) return false;
  await shell.openExternal(address);
  return true;
}
