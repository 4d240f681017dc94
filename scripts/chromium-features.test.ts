import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withoutFeatures } from './chromium-features.mjs';

test('all that Playwright turns off in Chromium is turned off, and the popup of the address bar', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  const source = readFileSync(join(folder, 'lib/coreBundle.js'), 'utf8');
  const list = /disabledFeatures = \[(.*?)\]/s.exec(source)?.[1] ?? '';
  const theirs = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name ?? '');
  expect(theirs.length).toBeGreaterThan(5);
  const ours = withoutFeatures.replace('--disable-features=', '').split(',');
  expect(ours).toEqual([...theirs, 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']);
});
