/** The page on a host that sends no headers: the policy in it holds. */
import { expect, test } from './support/test.ts';

test.use({ expected: [/Content Security Policy/] });

test('on a host that sends no headers the page itself says that it connects to no other origin', async ({
  stylize,
  page,
}) => {
  await page.route('**/', async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': policy, ...headers } = response.headers();
    expect(policy).toBeDefined();
    await route.fulfill({ response, headers });
  });
  await stylize.open();
  const refused = await page.evaluate(async () => {
    const violation = (wanted: string) =>
      new Promise<string>((resolve) => {
        document.addEventListener(
          'securitypolicyviolation',
          ({ effectiveDirective, blockedURI }) => {
            if (effectiveDirective === wanted) resolve(blockedURI);
          },
        );
      });
    const both = Promise.all([violation('connect-src'), violation('script-src-elem')]);
    await fetch('https://example.com/').catch(() => undefined);
    const script = document.createElement('script');
    script.textContent = 'document.title = "run";';
    document.head.append(script);
    return [...(await both), document.title];
  });
  expect(refused).toEqual(['https://example.com/', 'inline', 'Brushlite']);
});
