import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import type { ModelEntry } from '../src/engine/manifest.ts';
import { checked } from './check.ts';
import type { EngineId } from './engines/protocol.ts';
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
}

/**
 * Measure engines with one model at one size: each from cold, then all in turn. Throws Stop, before
 * anything is timed in turn, where one paints another picture than the reference.
 */
export async function measure(
  browser: Browser,
  url: string,
  engines: readonly EngineId[],
  what: Case,
): Promise<Result[]> {
  const runners: Runner[] = [];
  for (const engine of shuffled(engines)) {
    runners.push(await startCold(browser, url, engine, what));
  }
  const own = runners.find(({ session }) => session.engine === REFERENCE);
  const reference = own ?? (await startCold(browser, url, REFERENCE, what));
  if (!own) await reference.session.close();
  const maxDiffs = new Map(
    runners.map(({ session: { engine }, painting }) => {
      const name = `${engine} with ${what.entry.id} at ${what.size} x ${what.size}`;
      return [engine, checked(painting, reference.painting, name)];
    }),
  );
  await takeTurns(runners, what);

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
      peakBytes: await runner.session.peakBytes(),
      maxDiff: maxDiffs.get(engine) ?? Number.NaN,
      ratios: ratiosTo(runner, runners),
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
  const firstMs = await session.run(style);
  const painting = await session.painting();
  return { session, coldMs: session.loadMs + firstMs, painting, times: [] };
}

/** A round is one run of each, in random order. The first is to warm up and not counted. */
async function takeTurns(runners: readonly Runner[], { style, rounds, seconds }: Case) {
  for (const { session } of runners) await session.run(style);
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < rounds; round++) {
    if (round >= MIN_ROUNDS && performance.now() > end) break;
    for (const { session, times } of shuffled(runners)) {
      await sleep(PAUSE_MS);
      times.push(await session.run(style));
    }
  }
}

function ratiosTo(own: Runner, runners: readonly Runner[]): Result['ratios'] {
  const others = runners.filter((runner) => runner !== own);
  return Object.fromEntries(
    others.map(({ session, times }) => [session.engine, pairedRatios(own.times, times)]),
  );
}
