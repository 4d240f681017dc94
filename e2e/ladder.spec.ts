/** The ladder on the Compare page: every network on one's own photo, and a row that says what it lacks. */
import { readFileSync, statSync } from 'node:fs';
import { isAccessibleInBothColours } from './support/accessibility.ts';
import { expect, test } from './support/test.ts';

const list = JSON.parse(
  readFileSync(new URL('../models/ladder.json', import.meta.url), 'utf8'),
) as { version: 1; models: { id: string }[] };

/** A row of a network that is not on the server. */
const GONE = {
  ...list.models.find(({ id }) => id === 'plain-float16'),
  ...{ id: 'gone-float16', network: 'gone', title: 'Gone', weights: 1234 },
  ...{ path: 'ladder/gone/model.json', card: 'ladder/gone/card.json' },
};

test.use({ expected: [/404/] });

test('the ladder paints the photo with its networks and times them; one that is missing says so', async ({
  compare,
  page,
}) => {
  await page.route('**/models/ladder.json', (route) =>
    route.fulfill({ json: { ...list, models: [...list.models, GONE] } }),
  );
  await compare.paint('left=original-float16&right=compressed-float16&style=udnie&size=64');
  const ladder = page.getByRole('region', { name: 'Ladder', exact: true });
  await ladder.getByRole('button', { name: 'Show the ladder' }).focus();
  await page.keyboard.press('Enter');
  await expect(ladder.getByRole('button', { name: 'Measure every network' })).toBeFocused();
  const row = (id: string) => ladder.getByTestId(`ladder-row-${id}`);
  await expect(row('original-float16')).toContainText('1,674,432');
  await expect(row('original-float16')).toContainText('10.1 billion');
  await expect(row('gone-float16')).toContainText('The figures of Gone could not be downloaded.');
  await expect(
    ladder.getByRole('img', { name: /Distance from the strokes.*Original: / }),
  ).toBeVisible();
  await expect(ladder.getByRole('link', { name: 'source MicroAST' })).toHaveAttribute(
    'href',
    /EndyWon/,
  );

  const picture = (id: string) => ladder.getByTestId(`ladder-${id}`);
  // The sides have painted these.
  await expect(picture('original-float16')).toHaveAttribute('data-state', 'done');
  await expect(picture('compressed-float16')).toHaveAttribute('data-state', 'done');
  await ladder.getByRole('button', { name: 'Paint with Plain' }).click();
  await expect(picture('plain-float16')).toHaveAttribute('data-state', 'done');
  await expect(picture('plain-float16')).toContainText('on WebAssembly');
  await ladder.getByRole('button', { name: 'Paint with Gone' }).click();
  await expect(picture('gone-float16')).toContainText('the server answered 404');
  await isAccessibleInBothColours(page);

  const download = page.waitForEvent('download');
  await row('plain-float16')
    .getByRole('button', { name: /^Save model/ })
    .click();
  const archive = await (await download).path();
  const { size } = statSync(archive);
  // Graph model, ONNX in float32, TensorFlow Lite in float16, and the texts.
  expect(size).toBeGreaterThan(3_700_000);
  expect(size).toBeLessThan(3_900_000);

  // One that does not arrive can be given up.
  const save = row('pruned-float16').getByRole('button', { name: /^Save model/ });
  const asked = page.waitForRequest('**/pruned-float16/*.bin');
  await page.route('**/pruned-float16/*.bin', () => {});
  await save.click();
  await asked;
  await row('pruned-float16')
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await expect(save).toBeVisible();
  await expect(row('pruned-float16').getByRole('button', { name: /^Cancel/ })).toHaveCount(0);
  await page.unroute('**/pruned-float16/*.bin');

  await ladder.getByRole('button', { name: 'Measure every network' }).click();
  await expect(ladder.getByRole('button', { name: 'Measure every network again' })).toBeVisible({
    timeout: 120_000,
  });
  await expect(row('plain-float16')).toContainText(/\d ms/);
  await expect(row('gone-float16')).toContainText('the server answered 404');
  const across = ladder.getByRole('radiogroup', { name: 'From left to right' });
  await across.getByText('Time here').click();
  await expect(
    ladder.getByRole('img', { name: /Time of a painting on this device/ }),
  ).toBeVisible();
});
