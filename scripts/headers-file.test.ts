/**
 * Netlify and Cloudflare Pages can't be run here. So dist/_headers is read by the rules that they document, and each
 * answer must have the headers that our own server sends.
 * https://docs.netlify.com/manage/routing/headers/ and https://developers.cloudflare.com/pages/configuration/headers/
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headers, headersFile } from './headers.mjs';
import { serve } from './serve.mjs';

interface Rule {
  readonly path: string;
  readonly headers: (readonly [name: string, value: string])[];
}

/** A line that is not indented is a path, and one that is indented a header. `#` begins a comment. */
function rulesIn(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      rules.push({ path: line.trim(), headers: [] });
      continue;
    }
    const colon = line.indexOf(':');
    const rule = rules.at(-1);
    if (!rule || colon < 0) throw new Error(`neither a path nor a header: ${line}`);
    rule.headers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  return rules;
}

/** `*` matches anything, at the end for Netlify, and at any one place for Cloudflare. */
const matches = (pattern: string, path: string) => {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return path === pattern;
  return path.startsWith(before) && path.endsWith(after);
};

/** Of all rules that match; a header that several set is joined with a comma. */
function answerTo(path: string, rules: readonly Rule[]): Record<string, string> {
  const answer: Record<string, string> = {};
  for (const rule of rules.filter((one) => matches(one.path, path))) {
    for (const [name, value] of rule.headers)
      answer[name] = name in answer ? `${answer[name]}, ${value}` : value;
  }
  return answer;
}

const FILES = ['index.html', 'sw.js', 'assets/main-abc123.js', 'models/tiny-uint8/weights.bin'];
const rules = rulesIn(headersFile());

describe('the file', () => {
  it('is within what the hosts take', () => {
    expect(rules.length).toBeLessThanOrEqual(100); // Cloudflare
    for (const line of headersFile().split('\n')) expect(line.length).toBeLessThanOrEqual(2000);
    for (const { path, headers: set } of rules) {
      expect(path).toMatch(/^\/[^:*]*\*?$/); // one *, at the end; “:” would be a placeholder
      expect(set.length).toBeGreaterThan(0);
      for (const [name, value] of set) {
        expect(name).toMatch(/^[a-z-]+$/);
        expect(value).toMatch(/^[\x20-\x7e]+$/);
      }
    }
  });

  it('sets no header twice for any file, since hosts would join the two', () => {
    for (const file of FILES) {
      const names = rules
        .filter(({ path }) => matches(path, `/${file}`))
        .flatMap((rule) => rule.headers.map(([name]) => name));
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

it('beside it is a page for what is missing, without which Cloudflare sends index.html with a 200', () => {
  expect(existsSync('public/404.html')).toBe(true);
});

describe('by its rules', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'brushlite-headers-'));
    for (const file of FILES) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), 'content');
    }
    server = await serve(0, folder);
  });

  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['/', ...FILES.map((file) => `/${file}`)])(
    '%s has what our server sends',
    async (path) => {
      const sent = (await fetch(new URL(path, server.url))).headers;
      const set = answerTo(path, rules);
      expect(Object.keys(set)).toEqual(
        expect.arrayContaining(Object.keys(headers).map((name) => name.toLowerCase())),
      );
      const { 'cache-control': caching, ...others } = set;
      for (const [name, value] of Object.entries(others)) expect(sent.get(name), name).toBe(value);
      // Both hosts ask again for all else by themselves (max-age=0, must-revalidate), as no-cache says.
      expect(caching ?? 'no-cache').toBe(sent.get('cache-control'));
    },
  );
});
