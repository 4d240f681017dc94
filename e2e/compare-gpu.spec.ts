/** The comparison of a network on the processor with one on a GPU. A small photo, since the GPU is emulated. */
import { readFile } from 'node:fs/promises';
import { differenceTo, TOLERANCE } from './support/page.ts';
import { expect, test } from './support/test.ts';

const SIDES = 'left=original-float32&right=compressed-float16&style=starry-night&size=256';

test('wasm against webgl: both paint what PyTorch does, and every figure is a number', async ({
  compare,
  page,
}) => {
  test.slow();
  await compare.paint(`${SIDES}&leftOn=wasm&rightOn=webgl`);
  await expect(compare.side('left')).toHaveAttribute('data-executor', 'wasm');
  await expect(compare.side('right')).toHaveAttribute('data-executor', 'tfjs-webgl');
  const left = await differenceTo(
    await compare.painting('left'),
    'original-float32-starry-night-photo.f32',
  );
  expect(left).toBeLessThan(TOLERANCE.float32);
  const right = await differenceTo(
    await compare.painting('right'),
    'compressed-float16-starry-night-photo.f32',
  );
  expect(right).toBeLessThan(TOLERANCE.float16);

  await page.getByRole('button', { name: 'Measure both' }).click();
  await expect(page.getByRole('button', { name: 'Measure again' })).toBeVisible({
    timeout: 150_000,
  });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as JSON' }).click(),
  ]);
  const report = JSON.parse(await readFile(await download.path(), 'utf8')) as Report;
  expect(report).toMatchObject({ format: 'brushlite-report', version: 1 });
  const found = JSON.stringify(report);
  const { sides, likeness } = report.figures;
  // JSON writes NaN and Infinity as null.
  const numbers = JSON.stringify([sides.left.measured, sides.right.measured, likeness]);
  expect(numbers).not.toContain('null');
  for (const side of [sides.left, sides.right]) {
    expect(side.measured.runs.length).toBeGreaterThanOrEqual(3);
    for (const { upload, inference, readback, draw, total } of side.measured.runs) {
      expect(inference).toBeGreaterThan(0);
      expect(Math.abs(upload + inference + readback + draw - total)).toBeLessThan(2);
    }
    expect(Object.keys(side.measured.layers)).toEqual(side.layers.map(({ layer }) => layer));
    expect(side.measured.peak.bytes).toBeGreaterThan(0);
  }

  // Dropped on the page, the report is shown.
  await compare.open();
  const file = { name: 'report.json', mimeType: 'application/json', buffer: Buffer.from(found) };
  await page
    .getByLabel('Report', { exact: true })
    .or(compare.photo)
    .first()
    .waitFor({ state: 'attached' });
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'report.json', { type: 'application/json' }));
    document
      .querySelector('main')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, file.buffer.toString());
  await expect(page.getByText('report from this machine or one like it')).toBeVisible();
  await expect(compare.layers).toContainText('1,674,432');
});

interface Report {
  readonly figures: {
    readonly sides: Record<'left' | 'right', ReportSide>;
    readonly likeness: unknown;
  };
}
interface ReportSide {
  readonly layers: { readonly layer: string }[];
  readonly measured: {
    readonly runs: Record<'upload' | 'inference' | 'readback' | 'draw' | 'total', number>[];
    readonly layers: Record<string, number>;
    readonly peak: { readonly bytes: number };
  };
}
