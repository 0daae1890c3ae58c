import type { Locator, Page } from 'playwright-core';

export type View = 'Overview' | 'Sessions' | 'Options' | 'Sharing' | 'Users' | 'Log';

/** Croft's own window, as a person finds their way in it: by roles and names. The same page serves desktop and browser. */
export class CroftWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** A button of the first screen or of a toolbar. */
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  async openView(view: View): Promise<void> {
    await this.page.getByRole('link', { name: new RegExp(`^${view}`) }).click();
  }

  /** The line of one wiki in the overview. */
  wiki(sitename: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(sitename) });
  }

  /** The address that the overview shows for a wiki. */
  async addressOf(sitename: string): Promise<string> {
    const copy = this.wiki(sitename).getByRole('button', { name: /opens in/ });
    const text = (await copy.locator('.overview__address').textContent()) ?? '';
    return `http://${text}`;
  }

  /** Rows of the live table without its header. */
  sessions(): Locator {
    return this.page
      .getByRole('grid', { name: 'Live sessions' })
      .getByRole('row')
      .filter({
        hasNot: this.page.getByRole('columnheader'),
      });
  }

  session(user: string): Locator {
    return this.sessions().filter({ hasText: user });
  }

  /** The matrix cell of an option in a column counted from the farm's (0). */
  optionCell(option: string, column: number): Locator {
    return this.page
      .getByRole('grid', { name: 'Options by wiki' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: option, exact: true }) })
      .getByRole('gridcell')
      .nth(column + 1);
  }

  dialog(): Locator {
    return this.page.getByRole('dialog');
  }
}
