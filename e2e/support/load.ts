/** Takes the figures of a page that works for long, and says which of them grow. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { growthPerHundred, LOAD_CODE, tooMuch } from '../../scripts/growth.mjs';
import { watchThings, type Things } from './things.ts';
import { WorkerSessions } from './workerSessions.ts';

/** For all numbers of `npm run test:long`: how many hundredths of what is usual. */
export const SHARE = Number(process.env['BRUSHLITE_TRIES'] ?? 100) / 100;

/** How many samples are taken, after each of which as many pictures are painted. */
const SAMPLES = 8;

/** @returns how many pictures are painted between two samples */
const stepOf = (usual: number) => Math.max(1, Math.round((usual * SHARE) / SAMPLES));

/** What is written into test-results/load/, for `npm run reliability`. */
export interface LoadReport {
  readonly what: 'pictures' | 'frames';
  readonly way: string;
  readonly executor: string;
  readonly network: string;
  readonly browser: string;
  /** Of the code; undefined where it had changes that were not committed, or changed during the run. */
  readonly commit?: string;
  /** Painted before the first sample, and from there on. */
  readonly warmUp: number;
  readonly count: number;
  readonly started: string;
  readonly seconds: number;
  /** At the first sample and at the last one. */
  readonly first: Readonly<Record<string, number>>;
  readonly last: Readonly<Record<string, number>>;
  readonly growth: Readonly<Record<string, number>>;
  /** Sentences on what grows by more than it may. */
  readonly faults: readonly string[];
}

/**
 * The most that each figure may grow with every hundred pictures or frames: counts, and megabytes. Healthy code has 0 of
 * nearly all, and one thing that each picture forgets is 100 more, of pixels 1.8 MB. Heaps grow for the first hundreds
 * of pictures, as the browser compiles what is used often. What the debugger keeps is in the page's process: the files of
 * all thumbnails, for one.
 */
const OF_ALL = {
  ...{ images: 2, canvases: 2, gpuObjects: 5, urls: 2, workers: 0.5, nodes: 20, listeners: 40 },
  ...{ buffers: 0.5, gpuMemory: 0.5, wasmMemory: 0.5 },
};
const HEAPS = {
  pictures: { pageHeap: 3, workerHeap: 2 },
  frames: { pageHeap: 1, workerHeap: 1 },
};
const PROCESSES = {
  pictures: { pageProcess: 15, gpuProcess: 30 },
  frames: { pageProcess: 5, gpuProcess: 10 },
};
/** Nothing where there is no repository, or where it is not as it was committed. */
function commit(): Pick<LoadReport, 'commit'> {
  const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' });
  const { status, stdout } = git('rev-parse', 'HEAD');
  const isClean = git('status', '--porcelain', '--', ...LOAD_CODE).stdout === '';
  return status === 0 && isClean ? { commit: stdout.trim() } : {};
}

/** It tells the memory of each process. */
const IS_LINUX = process.platform === 'linux';

export interface Load {
  /**
   * Paint at least so many more pictures. @returns how many it were
   * @param share of the whole test, without the warm-up
   */
  readonly paint: (count: number, share?: number) => Promise<number>;
  readonly report: Pick<LoadReport, 'what' | 'way' | 'executor' | 'network'> & {
    readonly name: string;
  };
  readonly warmUp: number;
  /** How many pictures are usual. */
  readonly usual: number;
}

/** Watch a page; to be called before it is opened. */
export async function watchLoad(page: Page, browser: Browser) {
  await watchThings(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const workers = await WorkerSessions.of(session);
  const browserSession = await browser.newBrowserCDPSession();

  /** What there is now, after all garbage is gone. */
  async function figures(): Promise<Record<string, number>> {
    // Several times: what the one thread lets go of may be what the other holds, and React lets go of what it no longer
    // shows when it is idle.
    for (const _ of [1, 2, 3]) {
      await workers.ask('HeapProfiler.collectGarbage');
      await session.send('HeapProfiler.collectGarbage');
      await page.evaluate(
        () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 })),
      );
    }
    type Heap = { usedSize: number; embedderHeapUsedSize?: number; backingStorageSize?: number };
    const ofPage: Heap = await session.send('Runtime.getHeapUsage');
    const ofWorkers = await workers.ask<Heap>('Runtime.getHeapUsage');
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
    const inPage = await page.evaluate(() =>
      (window as unknown as { countThings(): Things }).countThings(),
    );
    const expression = 'countThings()';
    const inWorkers = await workers.ask<{ result: { value: Things } }>('Runtime.evaluate', {
      expression,
      returnByValue: true,
    });
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    const things = (name: keyof Things) =>
      inPage[name] + sum(inWorkers.map(({ result }) => result.value[name]));
    const megabytes = (bytes: number) => bytes / 1e6;
    return {
      pageHeap: megabytes(ofPage.usedSize),
      workerHeap: megabytes(sum(ofWorkers.map(({ usedSize }) => usedSize))),
      buffers: megabytes(
        sum([ofPage, ...ofWorkers].map(({ backingStorageSize = NaN }) => backingStorageSize)),
      ),
      images: things('images'),
      canvases: things('canvases'),
      gpuObjects: things('gpuObjects'),
      gpuMemory: megabytes(things('gpuBytes')),
      wasmMemory: megabytes(things('wasmBytes')),
      urls: things('urls'),
      workers: things('workers'),
      listeners: metric('JSEventListeners'),
      nodes: metric('Nodes'),
      ...(IS_LINUX && (await resident())),
    };
  }

  /** Megabytes of the page's process and of the GPU's. */
  async function resident(): Promise<Record<string, number>> {
    const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
    const of = async (wanted: string) => {
      const ids = processInfo.filter(({ type }) => type === wanted).map(({ id }) => id);
      const texts = ids.map(async (id) => await readFile(`/proc/${id}/status`, 'utf8'));
      const sizes = (await Promise.all(texts)).map((text) =>
        Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]),
      );
      return sizes.reduce((a, b) => a + b / 1000, 0);
    };
    return { pageProcess: await of('renderer'), gpuProcess: await of('GPU') };
  }

  return {
    figures,
    /** Paint many pictures and look on the way. @returns what grows by more than it may */
    async run({ paint, report, warmUp, usual }: Load): Promise<readonly string[]> {
      const { name, ...facts } = report;
      const file = `test-results/load/${name}.json`;
      mkdirSync(dirname(file), { recursive: true });
      rmSync(file, { force: true }); // or that of an earlier run would stay where this one fails
      const step = stepOf(usual);
      const atStart = commit();
      const warmedUp = await paint(warmUp);
      const started = new Date();
      let after = 0;
      const samples = [{ after, figures: await figures() }];
      while (samples.length <= SAMPLES) {
        after += await paint(step, 1 / SAMPLES);
        samples.push({ after, figures: await figures() });
      }
      const growth = growthPerHundred(samples);
      const { what } = facts;
      const bounds = { ...OF_ALL, ...HEAPS[what], ...(IS_LINUX && PROCESSES[what]) };
      const faults = tooMuch(growth, bounds);
      const written: LoadReport = {
        ...facts,
        browser: `${browser.browserType().name()} ${browser.version()}`,
        // A run may take hours, and what is committed meanwhile is not what ran.
        ...(commit().commit === atStart.commit && atStart),
        warmUp: warmedUp,
        count: after,
        started: started.toISOString(),
        seconds: (Date.now() - started.getTime()) / 1000,
        first: samples[0]?.figures ?? {},
        last: samples.at(-1)?.figures ?? {},
        growth,
        faults,
      };
      writeFileSync(file, JSON.stringify({ ...written, samples }, undefined, 1));
      return faults;
    },
  };
}
