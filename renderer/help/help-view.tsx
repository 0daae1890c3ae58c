import MarkdownIt from 'markdown-it';
import { useEffect, useMemo, useRef, useState } from 'react';
import { languageOf, useSettings } from '../app/settings-provider.tsx';
import { printRoute } from '../app/route.ts';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { SearchField } from '../ui/fields.tsx';
import { findHelp, helpPages, type HelpFinding, type HelpPage } from './help-pages.ts';

export interface HelpViewProps {
  readonly page: string;
  readonly onTour: () => void;
}

/** The guide: its pages at the left, one of them beside it. */
export default function HelpView({ page: wanted, onTour }: HelpViewProps) {
  const text = useText();
  const language = languageOf(useSettings());
  const pages = useMemo(() => helpPages(language), [language]);
  const [typed, setTyped] = useState('');
  const page = pages.find(({ name }) => name === wanted) ?? pages[0];
  const findings = findHelp(pages, typed);
  return (
    <div className="help">
      <nav className="help__list" aria-label={text('help.pages')}>
        <SearchField label={text('help.search')} value={typed} onChange={setTyped} />
        <p className="only-heard" role="status">
          {typed.trim() === '' ? '' : text('help.found', { count: findings.length })}
        </p>
        {findings.length === 0 && <p className="soft">{text('help.noneFound', { text: typed })}</p>}
        <ul>
          {findings.map((finding) => (
            <PageLink key={finding.page.name} finding={finding} current={finding.page === page} />
          ))}
        </ul>
        <div className="row">
          <Button small onPress={() => window.history.back()}>
            {text('common.back')}
          </Button>
          <Button small onPress={onTour}>
            {text('tour.start')}
          </Button>
        </div>
      </nav>
      {page !== undefined && <Article page={page} />}
    </div>
  );
}

function PageLink({ finding, current }: { readonly finding: HelpFinding; readonly current: boolean }) {
  const { page, line } = finding;
  return (
    <li>
      <a
        className="help__link"
        href={printRoute({ kind: 'help', page: page.name })}
        aria-current={current ? 'page' : undefined}
      >
        {page.title}
        {line !== null && <span className="help__line soft">{line}</span>}
      </a>
    </li>
  );
}

/** Our own pages, but raw HTML is off all the same. */
const markdown = new MarkdownIt({ html: false });
// A region that scrolls must be reachable by keyboard.
markdown.renderer.rules['table_open'] = () => '<div class="table-frame" tabindex="0"><table class="table">';
markdown.renderer.rules['table_close'] = () => '</table></div>';
markdown.renderer.rules['fence'] = (tokens, index) =>
  `<pre class="help__code" tabindex="0"><code>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</code></pre>`;

function Article({ page }: { readonly page: HelpPage }) {
  const article = useRef<HTMLElement>(null);
  const html = useMemo(() => markdown.render(page.markdown), [page]);
  // Whoever followed a link reads on at the top of the new page, and hears its name.
  useEffect(() => {
    const element = article.current;
    if (element === null) return;
    element.scrollTop = 0;
    element.focus();
  }, [page]);
  return (
    <article
      ref={article}
      className="help__article"
      aria-label={page.title}
      // A region that scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
