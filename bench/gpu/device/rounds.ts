import { pairedRatios, shuffled, summary } from '../../stats.ts';
import { differences } from './checks.ts';
import type { Painter } from './painters.ts';
import type { Peaks } from './peaks.ts';
import type { Timed } from './results.ts';

/** What is timed, and how long. */
export interface Rounds {
  readonly network: string;
  readonly width: number;
  readonly height: number;
  readonly gflop: number;
  readonly peaks: Peaks | undefined;
  /** Most rounds, and the time after which no new one starts. There are at least three. */
  readonly most: number;
  readonly ms: number;
  /** Timed passes on the device's own clock. */
  readonly passes: number;
}

const LEAST_ROUNDS = 3;

interface Runner {
  readonly painter: Painter;
  readonly whole: number[];
  readonly onDevice: number[];
  readonly largest: number;
}

/**
 * Time painters that take turns, in a new random order each round. `attempt` runs work and gives undefined where
 * it failed: such a painter is left out.
 */
export async function timeRounds(
  painters: readonly Painter[],
  what: Rounds,
  attempt: <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>,
): Promise<Timed[]> {
  let runners: Runner[] = [];
  let reference: Float32Array | undefined;
  for (const painter of painters) {
    // Each runs both ways once, which is not timed.
    const painting = await attempt(painter.name, async () => {
      await painter.onDevice();
      return painter.whole();
    });
    if (!painting) continue;
    reference ??= painting;
    const { largest } = differences(painting, reference);
    runners.push({ painter, whole: [], onDevice: [], largest });
  }
  const end = performance.now() + what.ms;
  for (let round = 0; round < what.most; round++) {
    if (round >= LEAST_ROUNDS && performance.now() > end) break;
    for (const kind of ['onDevice', 'whole'] as const) {
      for (const runner of shuffled(runners)) {
        const ms = await attempt(runner.painter.name, async () => {
          const start = performance.now();
          await runner.painter[kind]();
          return performance.now() - start;
        });
        if (ms === undefined) runners = runners.filter((other) => other !== runner);
        else runner[kind].push(ms);
      }
    }
  }
  const timed: Timed[] = [];
  for (const runner of runners) {
    const { painter } = runner;
    const gpu = painter.gpuTimes && (await attempt(painter.name, () => timesOf(painter, what)));
    const share = gpu && shareOf(painter.name, gpu.ms, what);
    timed.push({
      ...{ network: what.network, engine: painter.name },
      ...{ width: what.width, height: what.height, gflop: what.gflop },
      rounds: runner.whole.length,
      whole: summary(runner.whole),
      onDevice: summary(runner.onDevice),
      ratios: ratiosOf(runner, runners),
      largest: runner.largest,
      ...(gpu && { gpu }),
      ...(share !== undefined && { share }),
    });
  }
  return timed;
}

async function timesOf(painter: Painter, { passes }: Rounds) {
  return painter.gpuTimes?.(passes);
}

/** Of the peak of the precision that is in the engine's name. */
export function shareOf(
  engine: string,
  ms: number,
  { gflop, peaks }: Pick<Rounds, 'gflop' | 'peaks'>,
): number | undefined {
  const peak = engine.includes('float16') ? peaks?.float16 : peaks?.float32;
  return peak === undefined ? undefined : gflop / ms / peak;
}

function ratiosOf(own: Runner, runners: readonly Runner[]): Timed['ratios'] {
  const others = runners.filter((runner) => runner !== own);
  return Object.fromEntries(
    others.map(({ painter, whole, onDevice }) => [
      painter.name,
      {
        whole: pairedRatios(own.whole, whole),
        onDevice: pairedRatios(own.onDevice, onDevice),
      },
    ]),
  );
}
