/**
 * The door to the disk: nothing but this room imports `node:fs` (held by build/check-arrows.mjs), so that every call of the
 * product can be found, and made to fail by a test (test/support/failing-disk.ts).
 *
 * Prefer the answers of disk-reading.ts and the writers of atomic-write.ts and disk-writing.ts. What is used from here
 * throws the system's error, which must reach an answer: never catch one to go on as if nothing were there.
 */
export {
  access,
  appendFile,
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  mkdtemp,
  open,
  opendir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
  symlink,
  unlink,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
export {
  accessSync,
  appendFileSync,
  chmodSync,
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  lstatSync,
  statSync,
  writeFileSync,
  type BigIntStats,
  type Stats,
} from 'node:fs';
