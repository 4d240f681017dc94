import { parseArgs } from 'node:util';

export const STAGES = ['peaks', 'checks', 'cold', 'times', 'sweep', 'fastest'] as const;
export type Stage = (typeof STAGES)[number];

/** How a run on a GPU machine is cut. */
export interface Settings {
  /** Tiny sizes and few repetitions, for a GPU that is emulated on the processor. */
  readonly smoke: boolean;
  /** No new part starts after so many seconds. */
  readonly seconds: number;
  /** The repository: models and goldens are read from it. */
  readonly repo: string;
  /** Dawn's file, the folder of ONNX Runtime Web and its models, and where the results go. */
  readonly dawn: string;
  readonly ort: string;
  readonly out: string;
  readonly commit: string;
  /** The parts that are run, in this order; without a sweep there are no fastest tiles. */
  readonly stages: readonly Stage[];
  /** [width, height] */
  readonly sizes: readonly (readonly [number, number])[];
  readonly sweepSizes: readonly (readonly [number, number])[];
  /** Candidates of tiles that are checked and swept. */
  readonly candidates: number;
  /** Most rounds of a size, and milliseconds after which no new one starts. */
  readonly rounds: number;
  readonly roundsMs: number;
  /** Passes whose median is taken. */
  readonly passes: number;
}

const REAL = {
  sizes: [
    [256, 256],
    [512, 512],
    [1024, 1024],
    [1920, 1080],
  ],
  sweepSizes: [
    [512, 512],
    [1920, 1080],
  ],
  ...{ candidates: 100, rounds: 31, roundsMs: 5000, passes: 7 },
} as const;

const SMOKE = {
  sizes: [[32, 32]],
  sweepSizes: [[32, 32]],
  ...{ candidates: 2, rounds: 3, roundsMs: 1000, passes: 1 },
} as const;

/** Read the arguments of the program on the GPU machine. */
export function readSettings(args: readonly string[]): Settings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      smoke: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '240' },
      repo: { type: 'string', default: '.' },
      dawn: { type: 'string', default: 'dawn.node' },
      ort: { type: 'string', default: '.' },
      out: { type: 'string', default: '.' },
      commit: { type: 'string', default: 'unknown' },
      stages: { type: 'string', default: STAGES.join() },
    },
  });
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error('--seconds wants a number.');
  const { smoke, repo, dawn, ort, out, commit } = values;
  const stages = values.stages.split(',').map(stageOf);
  return { smoke, seconds, repo, dawn, ort, out, commit, stages, ...(smoke ? SMOKE : REAL) };
}

function stageOf(name: string): Stage {
  const stage = STAGES.find((known) => known === name);
  if (stage) return stage;
  throw new Error(`There is no stage “${name}”; there are ${STAGES.join(', ')}.`);
}
