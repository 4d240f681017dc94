/** The Compare page as a visitor sees it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { golden, pixelsOf, type Pixels } from './page.ts';

export type Side = 'left' | 'right';
/** Two networks and a size that takes no time to paint. */
export const SIDES = 'left=original-float32&right=compressed-float16&style=starry-night&size=256';

const TITLES = { left: 'Left', right: 'Right' };

export class ComparePage {
  readonly photo: Locator;
  readonly notice: Locator;
  readonly divider: Locator;
  readonly layers: Locator;
  /** The file input of a report. */
  readonly report: Locator;

  constructor(readonly page: Page) {
    this.photo = page.getByLabel('Photo', { exact: true });
    this.notice = page.getByRole('alert');
    this.divider = page.getByRole('slider', { name: 'divider' });
    this.report = page.getByRole('button', { name: 'Report', exact: true });
    this.layers = page.getByRole('region', { name: 'Table of the layers' });
  }

  /** Open the page; `query` such as "left=original-float32", `search` such as "?executor=wasm". */
  async open(query = '', search = '?executor=wasm') {
    await this.page.goto(`./${search}#/compare${query && `?${query}`}`);
  }

  /** Open the page and have both sides paint the test photo. */
  async paint(query: string) {
    await this.open(query);
    await this.photo.setInputFiles(golden('photo.png'));
    await this.isDone('left', 'right');
  }

  side(side: Side): Locator {
    return this.page.getByTestId(`side-${side}`);
  }

  /** A chapter below the pictures. */
  chapter(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  network(side: Side): Locator {
    return this.page.getByRole('combobox', { name: `${TITLES[side]} network` });
  }

  executor(side: Side): Locator {
    return this.page.getByRole('combobox', { name: `${TITLES[side]} runs on` });
  }

  async isDone(...sides: Side[]) {
    for (const side of sides) {
      await expect(this.side(side)).toHaveAttribute('data-state', 'done', { timeout: 120_000 });
    }
  }

  async show(view: string) {
    await this.page.getByRole('radiogroup', { name: 'View' }).getByText(view).click();
  }

  painting(side: Side): Promise<Pixels> {
    return pixelsOf(this.side(side).locator('canvas'));
  }
}
