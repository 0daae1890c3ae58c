import { build } from 'esbuild';
const r = await build({ entryPoints:['electron/cli.ts'], bundle:true, splitting:true, outdir:'/tmp/graph', platform:'node', format:'esm', target:'node20', metafile:true, write:false, external:['electron'], banner:{js:"import { createRequire as c } from 'node:module'; const require = c(import.meta.url);"}, logLevel:'error' });
const o = r.metafile.outputs;
const entry = Object.keys(o).find(k=>o[k].entryPoint===`electron/cli/${process.argv[2]}.ts`);
const seen = new Set(); const walk=(f)=>{ if(seen.has(f)||!o[f]) return; seen.add(f); for (const i of o[f].imports) if (i.kind!=='dynamic-import') walk(i.path); };
walk(entry);
const by = {};
for (const f of seen) for (const [i,{bytesInOutput}] of Object.entries(o[f].inputs)) { const m = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(i); const k = m ? m[1] : i.split('/').slice(0,2).join('/'); by[k]=(by[k]??0)+bytesInOutput; }
console.log(seen.size, Object.entries(by).sort((a,b)=>b[1]-a[1]).slice(0,28).map(([k,v])=>`${k} ${(v/1024)|0}k`).join(', '));
