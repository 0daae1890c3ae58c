import type { BuildOptions } from 'esbuild';

/** What TypeScript has to know of `build.mjs`. */
export function bundleOptions(name: string): BuildOptions & { readonly metafile: true };
