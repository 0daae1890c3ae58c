import { attribute, byId, byTag, elementsOf, oneLine, parsePage, textOf } from '../wiki/page-facts.ts';

export interface TrailEntry {
  readonly title: string;
  readonly href: string;
  readonly isInterwiki: boolean;
}

/** What a transcript compares of one of our pages. */
export interface ShownPage {
  readonly user: string | null;
  readonly userLinks: readonly string[];
  readonly trail: readonly TrailEntry[] | null;
  readonly messageKinds: readonly string[];
  readonly macroOutput: string | null;
  ticket(): string | null;
}

export function readShownPage(html: string): ShownPage {
  const page = parsePage(html);
  const userName = byId(page, 'username');
  const links = userName === null ? [] : byTag(userName, 'a');
  const home = links.find((link) => attribute(link, 'id') === 'userhome');
  const trail = byId(page, 'pagetrail');
  const content = byId(page, 'content');
  return {
    user: home === undefined ? null : oneLine(textOf(home)),
    userLinks: links.flatMap((link) => attribute(link, 'id') ?? []).filter((id) => id !== 'userhome'),
    trail:
      trail === null
        ? null
        : byTag(trail, 'a').map((link) => ({
            title: oneLine(textOf(link)),
            href: attribute(link, 'href') ?? '',
            isInterwiki: /(?:^|\s)(?:bad)?interwiki(?:\s|$)/.test(attribute(link, 'class') ?? ''),
          })),
    messageKinds: [...elementsOf(page)].flatMap((element) => attribute(element, 'data-message') ?? []),
    macroOutput: content === null ? null : oneLine(textOf(content)),
    ticket: () => {
      const field = byTag(page, 'input').findLast((input) => attribute(input, 'name') === 'ticket');
      return field === undefined ? null : attribute(field, 'value');
    },
  };
}
