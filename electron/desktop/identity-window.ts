import { randomUUID } from 'node:crypto';
import { BaseWindow, session as sessions, WebContentsView, type Cookie, type Session } from 'electron';
import { guarded, inBackground } from '../base/guard.ts';
import type { IdentityPlan, SeedCookie } from '../api/desktop-port.ts';
import type { IdentityView } from '../../shared/contract/identity.ts';
import type { AppError } from '../../shared/result.ts';
import { appOrigin, serveAppPages } from './app-protocol.ts';
import { isHeldTo, isSentTo, wikiAt, windowTitle } from './identity-rules.ts';
import { isAppPage, safePreferences } from './main-window.ts';
import { identityMenu } from './identity-menu.ts';
import { denyPermissions, holdNavigation } from './navigation.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import { openExternally } from './open-external.ts';
import type { DesktopTexts } from './texts/texts.ts';
import { giveMenu } from './window-menu.ts';

export interface IdentityWindowParts {
  readonly preload: string;
  readonly icon: string;
  readonly words: () => DesktopTexts;
  /** Before its bar loads, which at once asks what to show. */
  readonly onOpened: (window: IdentityWindow) => void;
  readonly onChanged: () => void;
  readonly onClosed: () => void;
}

const barHeight = 40;
const errorAborted = -3;

/**
 * One person on one farm: a window with a cookie jar of its own.
 *
 * Two views: our bar (with the bridge) above the wiki (no preload, no permissions, held to the farm's names). All the
 * wiki view's traffic goes to the farm's loopback port, so that the farm's real names work without touching the computer
 * (DESIGN §6).
 */
export class IdentityWindow {
  readonly plan: IdentityPlan;
  readonly window: BaseWindow;
  readonly bar: WebContentsView;
  readonly #wiki: WebContentsView;
  readonly #jar: Session;
  readonly #renewMenu: () => void;
  #barHeight = barHeight;
  #problem: AppError | null = null;

  private constructor(plan: IdentityPlan, jar: Session, parts: IdentityWindowParts) {
    this.plan = plan;
    this.#jar = jar;
    this.window = new BaseWindow({ width: 1100, height: 780, title: 'Croft', icon: parts.icon });
    this.bar = new WebContentsView({ webPreferences: { ...safePreferences, preload: parts.preload } });
    this.#wiki = new WebContentsView({ webPreferences: { ...safePreferences, session: jar } });
    this.window.contentView.addChildView(this.#wiki);
    this.window.contentView.addChildView(this.bar);
    holdNavigation(this.bar.webContents, isAppPage);
    holdNavigation(this.#wiki.webContents, (address) => this.#mayShow(address, parts.onChanged));
    this.#layOut();
    this.window.on(
      'resize',
      guarded('desktop: resize', () => this.#layOut()),
    );
    this.#renewMenu = giveMenu(this.window, () => this.#menu(parts.words()));
    leadKeys(this.bar, this.#wiki);
    leadKeys(this.#wiki, this.bar);
    this.#watch(parts.onChanged);
    this.window.on(
      'closed',
      guarded('desktop: closed', () => {
        // A BaseWindow leaves its views alive.
        this.bar.webContents.close();
        this.#wiki.webContents.close();
        parts.onClosed();
      }),
    );
  }

  /** Prepares the jar, then opens: no page is asked for before proxy and cookie stand. */
  static async open(plan: IdentityPlan, parts: IdentityWindowParts): Promise<IdentityWindow> {
    // Without `persist:` a partition lives in memory; the random name is never used again.
    const jar = sessions.fromPartition(`identity-${randomUUID()}`);
    denyPermissions(jar);
    await jar.setProxy({
      mode: 'fixed_servers',
      proxyRules: `http=127.0.0.1:${plan.port};https=127.0.0.1:${plan.port}`,
      proxyBypassRules: '<-loopback>',
    });
    // Zero accepts, -2 refuses (Electron's numbers): the farm's own certificate for the farm's own names, no other.
    jar.setCertificateVerifyProc(({ hostname, certificate }, answer) =>
      answer(
        certificate.fingerprint === `sha256/${plan.certificate}` && plan.hosts.includes(hostname) ? 0 : -2,
      ),
    );
    if (plan.cookie !== null) await jar.cookies.set(cookieDetails(plan.cookie, plan.url));
    const identityWindow = new IdentityWindow(plan, jar, parts);
    parts.onOpened(identityWindow);
    await identityWindow.#load();
    return identityWindow;
  }

  async #load(): Promise<void> {
    const id = encodeURIComponent(this.plan.identity.id);
    await this.bar.webContents.loadURL(`${appOrigin}/identity-bar.html?identity=${id}`);
    // A first page that fails shows its reason in the bar.
    this.navigate(this.plan.url);
  }

  navigate(address: string): void {
    this.#problem = null;
    this.#wiki.webContents.loadURL(address).catch((error: unknown) => {
      if (this.#wiki.webContents.isDestroyed()) return;
      this.#problem ??= failedToLoad(address, String(error));
    });
  }

  go(where: 'back' | 'forward' | 'reload' | 'stop'): void {
    const contents = this.#wiki.webContents;
    this.#problem = null;
    if (where === 'back') contents.navigationHistory.goBack();
    else if (where === 'forward') contents.navigationHistory.goForward();
    else if (where === 'reload') contents.reload();
    else contents.stop();
  }

  resizeBar(height: number): void {
    this.#barHeight = height;
    this.#layOut();
  }

  focus(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
    this.#wiki.webContents.focus();
  }

  /** The language changed. */
  renewMenu(): void {
    this.#renewMenu();
  }

  async view(): Promise<IdentityView> {
    const contents = this.#wiki.webContents;
    const address = contents.getURL() || this.plan.url;
    const cookies = await this.#jar.cookies.get({});
    return {
      identity: this.plan.identity,
      wikiName: wikiAt(this.plan.wikis, address)?.sitename ?? null,
      address,
      title: contents.getTitle(),
      loading: contents.isLoading(),
      canGoBack: contents.navigationHistory.canGoBack(),
      canGoForward: contents.navigationHistory.canGoForward(),
      cookies: cookies.map((cookie) => this.#describe(cookie)),
      problem: this.#problem,
    };
  }

  /** Leaves nothing behind: the jar is emptied before the window goes. */
  async close(): Promise<void> {
    if (this.window.isDestroyed()) return;
    await this.#jar.clearStorageData();
    this.window.close();
  }

  #describe(cookie: Cookie): IdentityView['cookies'][number] {
    const scope = {
      domain: cookie.domain ?? '',
      hostOnly: cookie.hostOnly ?? false,
      path: cookie.path ?? '/',
      secure: cookie.secure ?? false,
    };
    return {
      name: cookie.name,
      shortSid: cookie.value.slice(0, 6),
      domain: scope.hostOnly ? null : scope.domain,
      host: scope.domain.replace(/^\./, ''),
      path: scope.path,
      expiresAt: cookie.expirationDate ?? null,
      secure: scope.secure,
      httpOnly: cookie.httpOnly ?? false,
      wikis: this.plan.wikis.filter((wiki) => isSentTo(scope, wiki.url)).map((wiki) => wiki.id),
    };
  }

  #menu(words: DesktopTexts): Electron.MenuItemConstructorOptions[] {
    const askBar = (kind: 'focus-address' | 'show-cookies'): void => {
      this.bar.webContents.focus();
      this.bar.webContents.send('command:invoked', { kind });
    };
    const acts = {
      go: (where: 'back' | 'forward' | 'reload') => this.go(where),
      focusAddress: () => askBar('focus-address'),
      showCookies: () => askBar('show-cookies'),
      switchPane: () => (this.bar.webContents.isFocused() ? this.#wiki : this.bar).webContents.focus(),
      openExternally: () =>
        inBackground('identity window: a link', () => openExternally(this.#wiki.webContents.getURL())),
      close: () => this.window.close(),
    };
    return identityMenu(words, acts, process.platform);
  }

  #mayShow(address: string, changed: () => void): boolean {
    if (isHeldTo(this.plan.hosts, address)) return true;
    this.#problem = {
      code: 'forbidden',
      message: sentence('identity.outside', { address: hostOf(address) }),
      hint: sentence('identity.outside.hint'),
    };
    changed();
    return false;
  }

  #watch(changed: () => void): void {
    const contents = this.#wiki.webContents;
    const { user, actingAs } = this.plan.identity;
    const retitle = (): void => {
      const wiki = wikiAt(this.plan.wikis, contents.getURL())?.sitename ?? hostOf(this.plan.url);
      this.window.setTitle(windowTitle({ user: user?.name ?? null, actingAs: actingAs?.name ?? null, wiki }));
      changed();
    };
    retitle();
    contents.on(
      'did-start-navigation',
      guarded('desktop: did-start-navigation', (details) => {
        if (!details.isMainFrame || details.isSameDocument) return;
        this.#problem = null;
      }),
    );
    contents.on('did-navigate', guarded('desktop: did-navigate', retitle));
    contents.on('did-navigate-in-page', guarded('desktop: did-navigate-in-page', retitle));
    contents.on('page-title-updated', guarded('desktop: page-title-updated', retitle));
    contents.on('did-start-loading', guarded('desktop: did-start-loading', changed));
    contents.on('did-stop-loading', guarded('desktop: did-stop-loading', changed));
    contents.on(
      'did-fail-load',
      guarded('desktop: did-fail-load', (_event, code, description, address, isMainFrame) => {
        if (!isMainFrame || code === errorAborted) return;
        this.#problem = failedToLoad(address, description);
        changed();
      }),
    );
    this.#jar.cookies.on('changed', guarded('desktop: changed', changed));
  }

  #layOut(): void {
    const { width, height } = this.window.getContentBounds();
    this.bar.setBounds({ x: 0, y: 0, width, height: this.#barHeight });
    // The bar's panel opens over the page, so that the page does not jump.
    this.#wiki.setBounds({ x: 0, y: barHeight, width, height: Math.max(0, height - barHeight) });
  }
}

/** F6 goes to the other view, as between the panes of a browser: Tab never leaves a view. */
function leadKeys(from: WebContentsView, to: WebContentsView): void {
  from.webContents.on(
    'before-input-event',
    guarded('desktop: before-input-event', (event, input) => {
      if (input.type !== 'keyDown' || input.key !== 'F6') return;
      event.preventDefault();
      to.webContents.focus();
    }),
  );
}

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);

const failedToLoad = (address: string, detail: string): AppError => ({
  code: 'not-running',
  message: sentence('identity.noAnswer', { host: hostOf(address) }),
  hint: sentence('identity.noAnswer.hint'),
  detail,
});

function cookieDetails(cookie: SeedCookie, url: string): Electron.CookiesSetDetails {
  return {
    url,
    name: cookie.name,
    value: cookie.value,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: 'lax',
    ...(cookie.domain === null ? {} : { domain: cookie.domain }),
    ...(cookie.expiresAt === null ? {} : { expirationDate: cookie.expiresAt }),
  };
}

/** The bar's page is served in the session all our own pages share. */
export function setUpOwnPages(folder: string): void {
  const own = sessions.defaultSession;
  serveAppPages(own, folder);
  denyPermissions(own, ['clipboard-sanitized-write']);
}
