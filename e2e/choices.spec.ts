/** What is chosen on one page is chosen on all. */
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

test('style, network, boldness and size go from page to page; a link that names one wins', async ({
  stylize,
  page,
}) => {
  const boldness = page.getByRole('slider', { name: 'Boldness' });
  const size = page.getByLabel('Longest side');
  const brush = page.getByRole('combobox', { name: 'Brush size' });
  const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click();
  await stylize.open('?executor=wasm');
  await stylize.photo.setInputFiles(golden('photo.png'));
  await stylize.isDone();
  await stylize.choose(stylize.style('Udnie'));
  await stylize.choose(stylize.model('Original'));
  await boldness.fill('80');
  await stylize.brush.fill('80'); // 388 pixels

  await goTo('Live');
  await expect(stylize.style('Udnie')).toBeChecked();
  await expect(stylize.model('Original')).toBeChecked();
  await expect(boldness).toHaveValue('80');
  await expect(size).toHaveValue('auto'); // a film's own, which the page says
  await expect(page.getByText('The brush size of the other pages does not apply')).toBeVisible();
  await stylize.choose(stylize.style('The Scream'));

  await goTo('Compare');
  await expect(stylize.style('The Scream')).toBeChecked();
  await expect(boldness).toHaveValue('80');
  await expect(brush).toHaveValue('388');
  await expect(brush.locator('option:checked')).toHaveText('388 pixels');
  await expect(page).toHaveURL(/style=the-scream&boldness=0\.8&size=388/);
  await boldness.fill('20');
  await brush.selectOption('256');

  await goTo('Stylize');
  await expect(stylize.style('The Scream')).toBeChecked();
  await expect(boldness).toHaveValue('20');
  await expect(stylize.brush).toHaveValue('100');

  await page.goto('./?executor=wasm#/compare?style=udnie');
  await expect(stylize.style('Udnie')).toBeChecked();
  await expect(boldness).toHaveValue('20');
  await goTo('Stylize');
  await expect(stylize.style('Udnie')).toBeChecked();
  await expect(stylize.brush).toHaveValue('100');
});
