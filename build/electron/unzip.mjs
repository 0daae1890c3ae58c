// Unpacks a zip file with nothing but Node: CI machines and fresh desktops have no `unzip`.
import { mkdirSync } from 'node:fs';
import { open, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);
const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * Unpacks `zipFile` below `destination`.
 *
 * `rename` gets each stored name and answers the name to write, or null to leave the entry out. Names that would leave the
 * destination are refused. Zip64 is not read: our one archive is 200 MB.
 */
export async function unzip(zipFile, destination, rename = (name) => name) {
  const file = await open(zipFile);
  try {
    for (const entry of await readDirectory(file)) {
      const name = rename(entry.name);
      if (name === null || name === '' || entry.name.endsWith('/')) continue;
      const target = path.resolve(destination, name);
      if (!target.startsWith(path.resolve(destination) + path.sep))
        throw new Error(`${zipFile}: the entry ${entry.name} points outside the folder`);
      await unpackEntry(file, entry, target);
    }
  } finally {
    await file.close();
  }
}

async function readDirectory(file) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || tail.readUInt32LE(end) !== endOfDirectory) throw new Error('not a zip file');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at < directory.length;) {
    if (directory.readUInt32LE(at) !== directoryEntry) throw new Error('the zip directory is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      storedBytes: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function unpackEntry(file, entry, target) {
  const header = await readAt(file, entry.offset, 30);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const stored = await readAt(file, start, entry.storedBytes);
  const content = entry.method === 0 ? stored : await inflate(stored);
  // Node 20.15 brought crc32; below it the lock file's sha512 of the whole archive has to do.
  if (crc32 !== undefined && crc32(content) !== entry.checksum)
    throw new Error(`${entry.name}: damaged in the archive`);
  mkdirSync(path.dirname(target), { recursive: true });
  if ((entry.mode & 0o170000) === 0o120000) await symlink(content.toString('utf8'), target);
  else await writeFile(target, content, { mode: (entry.mode & 0o777) | 0o600 });
}

async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw new Error('the zip file ends early');
    done += bytesRead;
  }
  return buffer;
}
