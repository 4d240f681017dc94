import { afterEach, expect, it, vi } from 'vitest';
import { trustOwnScripts } from './index.ts';

afterEach(() => vi.unstubAllGlobals());

/** @returns the rule for addresses of scripts that a page at `base` has made */
function ruleOf(base: string) {
  let rule: (address: string) => string = () => expect.unreachable();
  const createPolicy = vi.fn((_: string, { createScriptURL }: { createScriptURL: typeof rule }) => {
    rule = createScriptURL;
  });
  vi.stubGlobal('trustedTypes', { createPolicy });
  trustOwnScripts(base);
  expect(createPolicy.mock.calls.map(([name, rules]) => [name, Object.keys(rules)])).toEqual([
    ['default', ['createScriptURL']], // no rule for HTML or code: these are refused
  ]);
  return rule;
}

it('scripts below the page may run', () => {
  const rule = ruleOf('https://a.example/app/index.html');
  expect(rule('assets/worker-1.js')).toBe('https://a.example/app/assets/worker-1.js');
  expect(rule('https://a.example/app/sw.js')).toBe('https://a.example/app/sw.js');
});

it.each([
  'https://b.example/app/worker.js',
  'https://a.example/worker.js',
  '../worker.js',
  '//b.example/app/worker.js',
  'data:text/javascript,alert(1)',
  'blob:https://a.example/5f0c',
  'javascript:alert(1)',
])('%s may not', (address) => {
  const rule = ruleOf('https://a.example/app/');
  expect(() => rule(address)).toThrow(TypeError);
});

it('a browser without Trusted Types is left alone', () => {
  vi.stubGlobal('trustedTypes', undefined);
  expect(() => trustOwnScripts('https://a.example/')).not.toThrow();
});
