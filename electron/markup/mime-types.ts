/** Types by file name extension: what wikis hold, not what an operating system knows. */
const types: ReadonlyMap<string, string> = new Map(
  Object.entries({
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    svg: 'image/svg+xml',
    webp: 'image/webp',
    bmp: 'image/x-ms-bmp',
    ico: 'image/vnd.microsoft.icon',
    tif: 'image/tiff',
    tiff: 'image/tiff',
    txt: 'text/plain',
    moin: 'text/x-moin-wiki',
    wiki: 'text/x-moin-wiki',
    creole: 'text/x-wiki-creole',
    csv: 'text/csv',
    html: 'text/html',
    htm: 'text/html',
    css: 'text/css',
    xml: 'text/xml',
    rst: 'text/x-rst',
    py: 'text/x-python',
    js: 'text/javascript',
    java: 'text/x-java',
    c: 'text/x-csrc',
    h: 'text/x-chdr',
    cpp: 'text/x-c++src',
    pl: 'text/x-perl',
    sh: 'text/x-sh',
    diff: 'text/x-diff',
    patch: 'text/x-diff',
    log: 'text/plain',
    md: 'text/markdown',
    pdf: 'application/pdf',
    zip: 'application/zip',
    gz: 'application/gzip',
    tar: 'application/x-tar',
    json: 'application/json',
    swf: 'application/x-shockwave-flash',
    doc: 'application/msword',
    odt: 'application/vnd.oasis.opendocument.text',
    mpg: 'video/mpeg',
    mpeg: 'video/mpeg',
    mp4: 'video/mp4',
    avi: 'video/x-msvideo',
    mov: 'video/quicktime',
    ogv: 'video/ogg',
    webm: 'video/webm',
    mp3: 'audio/mpeg',
    ogg: 'audio/ogg',
    wav: 'audio/x-wav',
    mid: 'audio/midi',
    xyz: 'chemical/x-xyz',
    tdraw: 'application/x-twikidraw',
  }),
);

/** All types that are known by extension. */
export const mimeTypes: readonly string[] = [...new Set(types.values())].toSorted();

/** Type of a file by its name; unknown ones are just bytes. */
export function mimeTypeOf(file: string): string {
  const dot = file.lastIndexOf('.');
  const extension = dot < 0 ? '' : file.slice(dot + 1).toLowerCase();
  return types.get(extension) ?? 'application/octet-stream';
}

const images: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/svg+xml',
  'image/webp',
]);

/** Pictures that browsers show. */
export function isBrowserImage(type: string): boolean {
  return images.has(type);
}

/** Which parser shows an inlined text attachment; code is not coloured by its extension (spec/markup.md §6). */
export function parserForFile(file: string): { readonly name: string; readonly args: string } {
  const type = mimeTypeOf(file);
  if (type === 'text/x-moin-wiki') return { name: 'wiki', args: '' };
  if (type === 'text/x-wiki-creole') return { name: 'creole', args: '' };
  if (type === 'text/csv') return { name: 'csv', args: '' };
  if (type === 'text/html') return { name: 'html', args: '' };
  return { name: 'highlight', args: '' };
}
