import type { Locator, Page } from 'playwright-core';

/** A person's way of doing things: with the mouse, or without ever touching it. */
export interface Hands {
  readonly name: 'mouse' | 'keyboard';
  press(wanted: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** One of the farm's views. */
  openView(page: Page, view: string): Promise<void>;
  /** An option's panel. */
  openOption(page: Page, option: string): Promise<void>;
}

const views = ['Overview', 'Sessions', 'Options', 'Sharing', 'Users', 'Log'];

export const mouse: Hands = {
  name: 'mouse',
  press: (wanted) => wanted.click(),
  async write(field, text) {
    await field.click({ clickCount: 3 });
    await field.page().keyboard.type(text);
  },
  openView: (page, view) => page.getByRole('link', { name: new RegExp(`^${view}`) }).click(),
  async openOption(page, option) {
    await page
      .getByRole('grid', { name: 'Options by wiki' })
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: option, exact: true }) })
      .getByRole('gridcell')
      .nth(1)
      .click();
  },
};

export const keyboard: Hands = {
  name: 'keyboard',
  async press(wanted) {
    await tabTo(wanted);
    await wanted.page().keyboard.press('Enter');
  },
  async write(field, text) {
    await tabTo(field);
    await field.page().keyboard.press('Control+a');
    await field.page().keyboard.type(text);
  },
  openView: (page, view) => page.keyboard.press(`Control+${views.indexOf(view) + 1}`),
  async openOption(page, option) {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('searchbox').waitFor();
    await page.keyboard.type(option);
    await page
      .getByRole('option', { name: new RegExp(`^${option}`) })
      .first()
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  },
};

/** Goes on with Tab until something has the focus, as a person does; fails after a round through the window. */
export async function tabTo(wanted: Locator): Promise<void> {
  await wanted.waitFor();
  const keys = wanted.page().keyboard;
  for (let steps = 0; steps < 60; steps += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await keys.press('Tab');
  }
  throw new Error(`Tab does not reach ${wanted.toString()}`);
}
