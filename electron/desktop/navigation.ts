import { app, type Session, type WebContents } from 'electron';
import { guarded, inBackground } from '../base/guard.ts';
import { openExternally } from './open-external.ts';

/** Says of an address whether this view may show it. */
export type NavigationRule = (address: string) => boolean;

const rules = new WeakMap<WebContents, NavigationRule>();

/** Gives one view its rule; a view without one may navigate nowhere. */
export function holdNavigation(contents: WebContents, rule: NavigationRule): void {
  rules.set(contents, rule);
}

/**
 * Closes what Chromium leaves open, for every view that is ever made (Electron's security checklist 12 to 15).
 *
 * No new windows, no `<webview>`, and navigation only where the view's rule allows. A link that may not be followed
 * here but is an ordinary web address goes to the system's browser, if a person clicked it in our own pages.
 */
export function guardAllViews(isOwnPage: (address: string) => boolean): void {
  const guardView = guarded('navigation: a new view', (_created: unknown, contents: WebContents) => {
    const refuse = guarded(
      'navigation: an address',
      (event: { preventDefault(): void; readonly url: string }): void => {
        if (rules.get(contents)?.(event.url) === true) return;
        event.preventDefault();
      },
    );
    contents.on('will-navigate', refuse);
    contents.on('will-frame-navigate', refuse);
    contents.on('will-redirect', refuse);
    contents.on(
      'will-attach-webview',
      guarded('navigation: a view inside', (event) => event.preventDefault()),
    );
    contents.setWindowOpenHandler(({ url }) => {
      if (isOwnPage(contents.getURL())) inBackground('navigation: a link', () => openExternally(url));
      return { action: 'deny' };
    });
  });
  app.on('web-contents-created', guardView);
}

/**
 * Refuses every permission (camera, location, notifications …) and device in a session.
 *
 * `allowed` names the exceptions; our own pages get `clipboard-sanitized-write` for "Copy".
 */
export function denyPermissions(session: Session, allowed: readonly string[] = []): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(allowed.includes(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => allowed.includes(permission));
  session.setDevicePermissionHandler(() => false);
}
