/** The page on a host that sends no headers: the policy in it holds. */
import { expect, test } from './support/test.ts';

test.use({
  expected: [/Content Security [Pp]olicy|TrustedHTML|TrustedScript|no script of this page/],
});

test('on a host that sends no headers the page itself says that nothing is sent elsewhere, and that no text becomes code', async ({
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
    const violation = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        if (effectiveDirective === 'connect-src') resolve(blockedURI);
      });
    });
    await fetch('https://example.com/').catch(() => undefined);
    const kindOf = (work: () => unknown) => {
      try {
        work();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const element = document.createElement('div');
    const script = document.createElement('script');
    const indirect = eval; // oxlint-disable-line eslint/no-eval -- it must be refused
    return {
      connected: await violation,
      html: kindOf(() => (element.innerHTML = '<b>run</b>')),
      inline: kindOf(() => (script.textContent = 'document.title = "run";')),
      code: kindOf(() => indirect('1') as unknown),
      worker: kindOf(() => new Worker('https://example.com/worker.js')),
      ownWorker: kindOf(() => new Worker('data:text/javascript,1')),
      policy: kindOf(() => {
        const { trustedTypes } = window as unknown as {
          trustedTypes: { createPolicy(name: string, rules: object): unknown };
        };
        return trustedTypes.createPolicy('other', {});
      }),
      title: document.title,
    };
  });
  expect(refused).toEqual({
    connected: 'https://example.com/',
    html: 'TypeError',
    inline: 'TypeError',
    code: 'EvalError',
    worker: 'TypeError',
    ownWorker: 'TypeError',
    policy: 'TypeError',
    title: 'Brushlite',
  });
});
