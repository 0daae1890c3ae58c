import type { Result } from '../../shared/result.ts';
import type { Identity, IdentityView } from '../../shared/contract/identity.ts';
import type { WindowCommand } from '../../shared/contract/app.ts';
import type { Notice } from '../../shared/contract/notice.ts';

/**
 * What the api asks of the desktop it runs in. Headless has none of it: there the requests answer `unsupported`, or the page
 * does it itself.
 */
export interface DesktopPort {
  /** A native folder dialog; null = the person closed it. `create` may make a new folder. */
  chooseFolder(purpose: 'open' | 'create'): Promise<string | null>;
  /** A native dialog for a zip file or a folder that is to be made; null = the person closed it. */
  chooseFile(purpose: 'save-zip' | 'open-zip' | 'new-folder', suggestion: string): Promise<string | null>;
  /** A native question that no page can answer; true = the person wants it. */
  confirm(question: NativeQuestion): Promise<boolean>;
  /** Shows a folder in the system's file manager. */
  revealFolder(directory: string): Promise<void>;
  /** The person's own program for this kind of file. Answers why not, or null. */
  openFile(file: string): Promise<string | null>;
  /** False when the address is not a web or mail address. */
  openExternally(address: string): Promise<boolean>;
  copyText(text: string): void;
  setTheme(theme: 'system' | 'light' | 'dark'): void;
  /** What this desktop can do; a tray may appear while the program runs. */
  abilities(): Promise<{ readonly tray: boolean; readonly notifications: boolean }>;
  /**
   * Tells somebody who looks elsewhere. `looking`: they have one of our windows before them; `impossible`: this system has no
   * notifications, so the window must.
   */
  notify(notice: Notice): 'told' | 'looking' | 'impossible';
  readonly identityWindows: IdentityWindows;
}

/** What the system's own dialog asks, with the paths it is about; the one whose name stands for it is the last. */
export interface NativeQuestion {
  readonly kind: 'trust' | 'backup' | 'restore';
  readonly paths: readonly string[];
}

/** A cookie put into an identity window's jar before its first page. */
export interface SeedCookie {
  readonly name: string;
  readonly value: string;
  /** With a leading dot for a domain cookie; null = only the host of `url`. */
  readonly domain: string | null;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** Unix seconds; null = until the window closes. */
  readonly expiresAt: number | null;
}

/** Everything a window needs to be one person on one farm. */
export interface IdentityPlan {
  readonly identity: Identity;
  /** First page, under the wiki's real name. */
  readonly url: string;
  /** The farm's main loopback port: all of this window's traffic goes there, whatever the name (DESIGN §6). */
  readonly port: number;
  /** Where navigation is held; names without port, lower case. */
  readonly hosts: readonly string[];
  readonly wikis: readonly { readonly id: string; readonly sitename: string; readonly url: string }[];
  readonly cookie: SeedCookie | null;
  /** The farm's own certificate, which this window alone accepts: SHA-256 of its DER form, base64. */
  readonly certificate: string;
}

/** The identity windows that are open: jars, views and bars. Sessions are the farm host's matter. */
export interface IdentityWindows {
  open(plan: IdentityPlan): Promise<void>;
  list(): readonly Identity[];
  view(identityId: string): Promise<IdentityView | null>;
  focus(identityId: string): boolean;
  /** Closes the window and destroys its jar; `onClosed` listeners are told. */
  close(identityId: string): Promise<void>;
  navigate(
    identityId: string,
    where:
      | { readonly kind: 'back' | 'forward' | 'reload' | 'stop' }
      | { readonly kind: 'address'; readonly address: string },
  ): Promise<Result<null>>;
  resizeBar(identityId: string, height: number): boolean;
  /** Whoever closed it: the person, `close`, or the program's end. The api then ends the session. */
  onClosed(listener: (identity: Identity) => void): () => void;
  onChanged(listener: (view: IdentityView) => void): () => void;
}

/** What the desktop tells the api: menu entries, links, a second start. Passed on as `command:invoked`. */
export type InvokeCommand = (command: WindowCommand) => void;
