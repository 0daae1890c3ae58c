import type { BrowserContext, Page } from 'playwright-core';

/** A person in front of a wiki, in whatever browser. */
export class WikiBrowser {
  readonly page: Page;
  /** With a slash at its end. */
  readonly address: string;

  constructor(page: Page, address: string) {
    this.page = page;
    this.address = address.endsWith('/') ? address : `${address}/`;
  }

  async visit(pageName: string, query = ''): Promise<number> {
    const response = await this.page.goto(`${this.address}${pageName}${query}`);
    return response?.status() ?? 0;
  }

  async logIn(name: string, password: string): Promise<void> {
    await this.visit('FrontPage', '?action=login');
    await this.page.locator('input[name="name"]').fill(name);
    await this.page.locator('input[name="password"]').fill(password);
    await this.page.getByRole('button', { name: 'Login' }).click();
  }

  async logOut(): Promise<void> {
    await this.visit('FrontPage', '?action=logout&logout=logout');
  }

  /** The session cookies this browser holds for the wiki. */
  async sessionCookies(context: BrowserContext): Promise<Awaited<ReturnType<BrowserContext['cookies']>>> {
    const all = await context.cookies(this.address);
    return all.filter(({ name }) => name.startsWith('MOIN_'));
  }
}
