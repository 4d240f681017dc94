/** Fingers. Playwright can tap only. */
import type { Page } from '@playwright/test';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Two fingers, side by side, move apart around a place until there are `to` pixels between them. */
export async function pinch(page: Page, { x, y }: Point, from: number, to: number, steps = 10) {
  const session = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart?: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: apart
        ? [
            { x: x - apart / 2, y, id: 0 },
            { x: x + apart / 2, y, id: 1 },
          ]
        : [],
    });
  await send('touchStart', from);
  for (let step = 1; step <= steps; step++)
    await send('touchMove', from + (step / steps) * (to - from));
  await send('touchEnd');
  await session.detach();
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
