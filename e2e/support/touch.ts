/** Fingers. Playwright can tap only. */
import type { Page } from '@playwright/test';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A finger goes from one place of the window to another, in small steps. */
export async function swipe(page: Page, from: Point, to: Point, steps = 10) {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [from]);
  for (let step = 1; step <= steps; step++) {
    const done = step / steps;
    await send('touchMove', [
      { x: from.x + done * (to.x - from.x), y: from.y + done * (to.y - from.y) },
    ]);
  }
  await send('touchEnd', []);
  await session.detach();
}
