/**
 * The zip file format as far as backups and page packages need it (PKWARE's APPNOTE 6.3): stored or deflated members, UTF-8 names, ZIP64 sizes and
 * counts, Unix permissions, times to the second.
 *
 * ```
 * local header + name + extra + data      one for each member, one after the other
 * central header + name + extra           one for each member: what readers go by
 * [ZIP64 end, ZIP64 locator]              where 16 or 32 bits are too few
 * end + comment
 * ```
 */
export const signatures = {
  local: 0x04034b50,
  central: 0x02014b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
  end: 0x06054b50,
} as const;

export const sizes = { local: 30, central: 46, end64: 56, locator64: 20, end: 22 } as const;

/** Values that say "look into the ZIP64 extra field". */
export const full16 = 0xffff;
export const full32 = 0xffffffff;

export const extraFields = { zip64: 0x0001, unixTime: 0x5455 } as const;

export const methods = { stored: 0, deflated: 8 } as const;

/** Bit 11: the name is UTF-8. */
export const utf8Flag = 0x0800;

/** 4.5: ZIP64; 2.0: deflate and folders. */
export const versions = { plain: 20, zip64: 45 } as const;

export const unixHost = 3;

/** Types of Unix files, in the upper half of a member's external attributes. */
export const fileTypes = { mask: 0o170000, folder: 0o040000, file: 0o100000, link: 0o120000 } as const;

/** What a zip file says about one member. */
export interface ZipMember {
  /** With `/` between the parts, ending in one for a folder; bytes, because file names are. */
  readonly name: Buffer;
  /** Type and permissions as `stat` gives them. */
  readonly mode: number;
  /** Whole seconds since 1970. */
  readonly modifiedSeconds: number;
}

/** MS-DOS date and time, local, in steps of two seconds: what tools without the extended field show. */
export function dosTime(seconds: number): { readonly time: number; readonly date: number } {
  const at = new Date(seconds * 1000);
  const year = at.getFullYear();
  if (!(year >= 1980)) return { time: 0, date: (1 << 5) | 1 };
  if (year > 2107) return { time: 0xbf7d, date: 0xff9f };
  return {
    time: (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1),
    date: ((year - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate(),
  };
}

export function secondsOfDosTime(time: number, date: number): number {
  const at = new Date(
    (date >> 9) + 1980,
    ((date >> 5) & 15) - 1,
    date & 31,
    time >> 11,
    (time >> 5) & 63,
    (time & 31) * 2,
  );
  return Math.floor(at.getTime() / 1000);
}
