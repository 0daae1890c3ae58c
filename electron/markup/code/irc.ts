import type { CodeToken } from '../tree.ts';

/** Chat logs: time, `<name>`, actions with `*`. */
export function ircTokens(code: string): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  code.split('\n').forEach((line, at) => {
    if (at > 0) tokens.push({ token: null, text: '\n' });
    const time = /^(?:\[[^\]]*\] ?|\d\d?:\d\d(?::\d\d)? ?)/.exec(line)?.[0] ?? '';
    if (time !== '') tokens.push({ token: 'Preprc', text: time });
    const rest = line.slice(time.length);
    const name = /^<[^>]*> ?/.exec(rest)?.[0] ?? '';
    if (name !== '') {
      tokens.push({ token: 'ID', text: name }, { token: null, text: rest.slice(name.length) });
    } else if (/^\*+ /.test(rest)) {
      const stars = rest.indexOf(' ') + 1;
      tokens.push(
        { token: 'ResWord', text: rest.slice(0, stars) },
        { token: 'DiffAdded', text: rest.slice(stars) },
      );
    } else tokens.push({ token: null, text: rest });
  });
  return tokens;
}
