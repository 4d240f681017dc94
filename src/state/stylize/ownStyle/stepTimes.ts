import * as v from 'valibot';
import type { Capabilities } from '../../../engine/index.ts';
import { keep, recall } from '../../shared/index.ts';

/** How long a step took on this machine when a painting was learned the last time. */
export interface StepTime {
  readonly network: string;
  /** The executor's id. */
  readonly executor: string;
  /** Milliseconds; the median of the last steps. */
  readonly ms: number;
}

/**
 * Milliseconds of a step of the compressed network on two processor cores, beside other work, as
 * docs/journal/learning.md has it: 30 steps took 43 s.
 */
const USUAL_MS = 43_000 / 30;
const USUAL_NETWORK = 'compressed';

const KEY = 'brushlite-learning';

const schema = v.object({
  steps: v.fallback(
    v.array(
      v.object({
        network: v.string(),
        executor: v.string(),
        ms: v.pipe(v.number(), v.finite(), v.gtValue(0)),
      }),
    ),
    [],
  ),
});

/** @returns the times of earlier visits; none where nothing was learned here yet, or storage is closed */
export const recallStepTimes = (): readonly StepTime[] => recall(KEY, schema).steps;

export const keepStepTimes = (steps: readonly StepTime[]): void => keep(KEY, { steps });

/** @returns the times with a new one, in place of the last one of the same network and executor */
export function withStepTime(times: readonly StepTime[], time: StepTime): readonly StepTime[] {
  const isOther = ({ network, executor }: StepTime) =>
    network !== time.network || executor !== time.executor;
  return [time, ...times.filter(isOther)];
}

/**
 * @param available the executors of this browser, the preferred one first: learning takes the first that it can
 * @returns how long so many steps take, in milliseconds, as they were measured; undefined where none were
 */
export function msToLearn(
  times: readonly StepTime[],
  steps: number,
  network: string,
  available: Capabilities['available'],
): number | undefined {
  const measured = available.flatMap(({ id }) =>
    times.filter((time) => time.network === network && time.executor === id),
  );
  const [first] = measured;
  return first && first.ms * steps;
}

/** @returns how long so many steps took elsewhere, on two processor cores, in milliseconds; undefined where not measured */
export const usualMs = (steps: number, network: string): number | undefined =>
  network === USUAL_NETWORK ? USUAL_MS * steps : undefined;
