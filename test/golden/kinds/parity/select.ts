import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { attribute, elementsOf, type Element } from '../wiki/page-facts.ts';

/** One compound of a selector: `option:not([disabled])`, `input[name=x]`, `a.nbinfo`, `#message`. */
type Test = (element: Element) => boolean;

/** The elements that a CSS selector finds, in document order. Knows what the golden facts use; throws for anything else. */
export function select(root: Tree.ParentNode, selector: string): readonly Element[] {
  const steps = selector.trim().split(/\s+/).map(compound);
  const last = steps.pop();
  if (last === undefined) return [];
  return [...elementsOf(root)].filter((element) => last(element) && isBelow(element, steps));
}

/** Whether ancestors fit the steps, outermost first. */
function isBelow(element: Element, steps: readonly Test[]): boolean {
  let left = steps.length;
  for (let at = element.parentNode; at !== null && left > 0; at = 'parentNode' in at ? at.parentNode : null)
    if ('tagName' in at && steps[left - 1]?.(at) === true) left--;
  return left === 0;
}

const parts = /([a-z][a-z0-9]*)|#([\w-]+)|\.([\w-]+)|\[([\w-]+)(?:=([^\]]*))?\]|:not\(([^)]*)\)/g;

function compound(text: string): Test {
  const tests: Test[] = [];
  let read = 0;
  for (const match of text.matchAll(parts)) {
    if (match.index !== read) break;
    read += match[0].length;
    const [, tag, id, cls, name, value, inner] = match;
    if (tag !== undefined) tests.push((element) => element.tagName === tag);
    if (id !== undefined) tests.push((element) => attribute(element, 'id') === id);
    if (cls !== undefined)
      tests.push((element) => (attribute(element, 'class') ?? '').split(/\s+/).includes(cls));
    if (name !== undefined) {
      const wanted = value?.replace(/^"(.*)"$/, '$1');
      tests.push((element) =>
        wanted === undefined ? attribute(element, name) !== null : attribute(element, name) === wanted,
      );
    }
    if (inner !== undefined) {
      const not = compound(inner);
      tests.push((element) => !not(element));
    }
  }
  if (read < text.length) throw new Error(`the selector ${text} is not understood`);
  return (element) => tests.every((test) => test(element));
}
