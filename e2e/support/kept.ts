/** What the page keeps in the browser's database. */
import type { Page } from '@playwright/test';

/** @returns what is kept under a name; undefined where nothing is */
export function keptUnder(page: Page, key: string): Promise<unknown> {
  return page.evaluate(
    (key) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('brushlite');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const db = opening.result;
          const request = db.transaction('photos').objectStore('photos').get(key);
          request.onsuccess = () => {
            db.close();
            resolve(request.result);
          };
        };
      }),
    key,
  );
}

/** @returns what is kept of this tab under a name, or of the one it begins with; undefined where nothing is */
export async function keptOfTab(page: Page, name: string): Promise<unknown> {
  const tab = await page.evaluate(
    () => sessionStorage.getItem('brushlite-tab-begins') ?? sessionStorage.getItem('brushlite-tab'),
  );
  return keptUnder(page, `tab/${tab}/${name}`);
}
