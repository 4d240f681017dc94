import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import type { ModelEntry } from '../src/engine/manifest.ts';
import { checked } from './check.ts';
import type { GpuCalls } from './engines/gpuCalls.ts';
import type { EngineId } from './engines/requests.ts';
import type { Failures } from './failures.ts';
import type { Result } from './results.ts';
import { startSession, type Session } from './session.ts';
import { pairedRatios, shuffled, summary } from './stats.ts';

const REFERENCE: EngineId = 'tfjs-wasm';
const PICTURE = 'samples/landscape.jpg';
/** Fewer rounds have no quartiles worth the name, however long one takes. */
const MIN_ROUNDS = 5;
/** Threads of one engine that still look for work would take it from the next. */
const PAUSE_MS = 100;

/** One model at one size, and how long to measure it. */
export interface Case {
  readonly entry: ModelEntry;
  readonly size: number;
  readonly style: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
}

/** An engine that has painted once. */
interface Runner {
  readonly session: Session;
  readonly coldMs: number;
  /** The first painting. */
  readonly painting: Float32Array;
  /** Of each round. */
  readonly times: number[];
  /** Of one run, on WebGPU. */
  gpuCalls?: GpuCalls | undefined;
}

/**
 * Measure engines with one model at one size: each from cold, then all in turn. One that fails is left
 * out; all are where the reference fails. Throws Stop, before anything is timed in turn, where one
 * paints another picture than the reference.
 */
export async function measure(
  browser: Browser,
  url: string,
  engines: readonly EngineId[],
  what: Case,
  failures: Failures,
): Promise<Result[]> {
  const attempt = <T>(engine: EngineId, work: () => Promise<T>) =>
    failures.attempt({ engine, model: what.entry.id, size: what.size }, work);
  const started: Runner[] = [];
  for (const engine of shuffled(engines)) {
    const runner = await attempt(engine, () => startCold(browser, url, engine, what));
    if (runner) started.push(runner);
  }
  if (started.length === 0) return [];
  const own = started.find(({ session }) => session.engine === REFERENCE);
  const reference =
    own ?? (await attempt(REFERENCE, () => startCold(browser, url, REFERENCE, what)));
  if (!own) await reference?.session.close();
  if (!reference) {
    // Nothing is timed that was not found right.
    for (const { session } of started) await session.close();
    return [];
  }
  const maxDiffs = new Map(
    started.map(({ session: { engine }, painting }) => {
      const name = `${engine} with ${what.entry.id} at ${what.size} x ${what.size}`;
      return [engine, checked(painting, reference.painting, name)];
    }),
  );
  const runners = await takeTurns(started, what, attempt);

  const results: Result[] = [];
  for (const engine of engines) {
    const runner = runners.find(({ session }) => session.engine === engine);
    if (!runner) continue;
    const { median, quartiles } = summary(runner.times);
    results.push({
      engine,
      model: what.entry.id,
      size: what.size,
      threads: runner.session.threads,
      medianMs: median,
      quartilesMs: quartiles,
      rounds: runner.times.length,
      coldMs: runner.coldMs,
      peakBytes: await attempt(engine, () => runner.session.peakBytes()),
      maxDiff: maxDiffs.get(engine) ?? Number.NaN,
      ratios: ratiosTo(runner, runners),
      ...(runner.gpuCalls && { gpuCalls: runner.gpuCalls }),
    });
    await runner.session.close();
  }
  return results;
}

async function startCold(
  browser: Browser,
  url: string,
  engine: EngineId,
  { entry, size, style }: Case,
): Promise<Runner> {
  const session = await startSession(browser, url, engine, entry, PICTURE, size);
  try {
    const firstMs = await session.run(style);
    const painting = await session.painting();
    return { session, coldMs: session.loadMs + firstMs, painting, times: [] };
  } catch (error) {
    await session.close(); // its memory and threads are not for the others to bear
    throw error;
  }
}

/**
 * A round is one run of each, in random order. The first is to warm up and to count the calls of the GPU, and not timed.
 * @returns those that came to the end
 */
async function takeTurns(
  runners: readonly Runner[],
  { style, rounds, seconds }: Case,
  attempt: <T>(engine: EngineId, work: () => Promise<T>) => Promise<T | undefined>,
): Promise<Runner[]> {
  let able = [...runners];
  async function run(runner: Runner, work: () => Promise<void>): Promise<void> {
    const done = await attempt(runner.session.engine, async () => {
      await work();
      return true;
    });
    if (done) return;
    able = able.filter((other) => other !== runner);
    await runner.session.close();
  }
  for (const runner of able) {
    await run(runner, async () => {
      runner.gpuCalls = await runner.session.count(style);
    });
  }
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < rounds; round++) {
    if (round >= MIN_ROUNDS && performance.now() > end) break;
    for (const runner of shuffled(able)) {
      await sleep(PAUSE_MS);
      await run(runner, async () => {
        runner.times.push(await runner.session.run(style));
      });
    }
  }
  return able;
}

function ratiosTo(own: Runner, runners: readonly Runner[]): Result['ratios'] {
  const others = runners.filter((runner) => runner !== own);
  return Object.fromEntries(
    others.map(({ session, times }) => [session.engine, pairedRatios(own.times, times)]),
  );
}
