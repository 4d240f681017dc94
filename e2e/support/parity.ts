import { differenceTo, golden, type StylizePage } from './page.ts';
import { expect, test } from './test.ts';

/** Each network paints the test photo by an executor, with weights in float32, as PyTorch does. */
export async function paintsAllNetworks(stylize: StylizePage, executor: string, tolerance: number) {
  await stylize.open(`?executor=${executor}&precision=float32`);
  await stylize.choose(stylize.style('Composition VII'));
  for (const [model, id] of [
    ['Original', 'original'],
    ['Compressed', 'compressed'],
    ['Tiny', 'tiny'],
  ] as const) {
    await test.step(id, async () => {
      await stylize.choose(stylize.model(model));
      if (id === 'original') await stylize.photo.setInputFiles(golden('photo.png'));
      await stylize.isDone();
      await expect(stylize.result).toHaveAttribute('data-executor', executor);
      const painting = await stylize.painting();
      expect([painting.width, painting.height]).toEqual([48, 40]);
      const off = await differenceTo(painting, `${id}-float32-composition-vii-photo.f32`);
      expect(off).toBeLessThan(tolerance);
    });
  }
}
