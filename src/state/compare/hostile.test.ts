/** Reports, cards and addresses that were changed at random: what is shown of them are numbers, or there is a fault. */
import { afterEach, expect, it, vi } from 'vitest';
import { hostileBytes, hostileJson, tryEach } from '../../browser/testing/hostile.ts';
import { PageProblem } from '../shared/index.ts';
import { readModels, realManifest } from '../testing/index.ts';
import { fetchFacts } from './cards.ts';
import { formatReport, parseReport } from './report.ts';
import { makeReport } from './testing/report.ts';

const BASE = 'https://brushlite.test/models/';
afterEach(() => vi.unstubAllGlobals());

/** Lets pass what is a fault of the page's. */
async function orFault(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PageProblem)) throw error;
  }
}

/** Every number in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value ? Object.values(value).flatMap(numbersIn) : [];
}

it('a report', async ({ task }) => {
  const text = formatReport(makeReport());
  const real: unknown = JSON.parse(text);
  const read = (source: string) =>
    orFault(() => {
      const report = parseReport(source, 'r.json');
      // Of two equal pictures the signal-to-noise ratio is infinite.
      const { psnr: _, ...likeness } = report.figures.likeness ?? {};
      expect(numbersIn([report.figures.sides, likeness]).every(Number.isFinite)).toBe(true);
      // What was read can be written, and read again.
      expect(parseReport(formatReport(report), 'again.json')).toEqual(report);
    });
  const values = await tryEach(300, (random) => read(JSON.stringify(hostileJson(real, random))));
  const bytes = new TextEncoder().encode(text);
  const texts = await tryEach(200, (random) =>
    read(new TextDecoder().decode(hostileBytes([bytes], random))),
  );
  Object.assign(task.meta, { tried: [values, texts] });
});

it('a card and a spec', async ({ task }) => {
  const [id, card, spec] = [
    'compressed-float16',
    'compressed-float16/card.json',
    'networks/compressed.json',
  ];
  const real = (path: string): unknown => JSON.parse(readModels(path));
  const tried = await tryEach(200, async (random) => {
    const odd = random() < 0.5 ? card : spec;
    const value = JSON.stringify(hostileJson(real(odd), random));
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: URL) => {
      asked.push(url.href);
      const path = url.href.slice(BASE.length);
      return new Response(path === odd ? value : readModels(path));
    });
    await orFault(() => fetchFacts(id, realManifest, BASE));
    expect(asked.every((url) => url.startsWith(BASE))).toBe(true);
  });
  Object.assign(task.meta, { tried: [tried] });
});
