import { parseArgs } from 'node:util';
import { Stop } from '../../scripts/prepare.mjs';

const EXECUTORS = ['wasm', 'webgl', 'webgpu'] as const;
export type LiveExecutor = (typeof EXECUTORS)[number];

/** What a run of `npm run bench -- --live` is asked for. */
export interface LiveOptions {
  readonly executors: readonly LiveExecutor[];
  readonly network: string;
  /** Longest side of the paintings, in pixels: one of those that the page offers. */
  readonly size: number;
  /** Width and height of the camera's frames, in pixels. */
  readonly camera: [number, number];
  readonly rounds: number;
  /** That each part of a round takes. */
  readonly seconds: number;
  /** Use an emulated GPU where there is no real one. */
  readonly emulated: boolean;
}

/** Read the command line's arguments. Throws Stop with a sentence where one makes no sense. */
export function readLiveOptions(args: readonly string[]): LiveOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      live: { type: 'boolean' },
      executors: { type: 'string', default: 'wasm' },
      network: { type: 'string', default: 'compressed' },
      size: { type: 'string', default: '256' },
      camera: { type: 'string', default: '1280x720' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '5' },
      emulated: { type: 'boolean', default: false },
    },
  });
  const [width, height, ...more] = values.camera.split('x').map(Number);
  if (!isSide(width) || !isSide(height) || more.length > 0) {
    throw new Stop('--camera wants a width and a height, both even, as in 1280x720.');
  }
  return {
    executors: values.executors.split(',').map(executorOf),
    network: values.network,
    size: positive(values.size, '--size'),
    camera: [width, height],
    rounds: positive(values.rounds, '--rounds'),
    seconds: positive(values.seconds, '--seconds'),
    emulated: values.emulated,
  };
}

const isSide = (side: number | undefined): side is number =>
  side !== undefined && Number.isInteger(side / 2) && side >= 32;

function executorOf(name: string): LiveExecutor {
  const known = EXECUTORS.find((executor) => executor === name);
  if (known) return known;
  throw new Stop(`There is no executor “${name}”; there are ${EXECUTORS.join(', ')}.`);
}

function positive(text: string, option: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Stop(`${option} wants a whole number above 0.`);
}
