/** A host, or an extension, whose policy does not let the page start workers. */
import { golden } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ expected: [/Content Security Policy/] });

test('the page is there, and does not blame the connection', async ({ stylize, page }) => {
  await page.route('**/', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "worker-src 'none'" };
    await route.fulfill({ response, headers });
  });
  await stylize.open();
  await stylize.photo.setInputFiles(golden('photo.png'));
  await expect(stylize.notice.first()).toContainText(
    'does not let the page start a part of itself',
  );
  await expect(page.getByText('could not be downloaded')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
});
