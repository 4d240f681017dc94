import { parseArgs } from 'node:util';
import { Stop } from '../scripts/prepare.mjs';
import type { Manifest, ModelEntry } from '../src/engine/manifest.ts';
import { ANY_NETWORK } from '../src/engine/host/pad.ts';
import { ENGINES, type EngineId } from './engines/requests.ts';

/** What a run is asked for on the command line. */
export interface Options {
  /** Undefined: those that make sense on this machine. */
  readonly engines: readonly EngineId[] | undefined;
  readonly models: readonly ModelEntry[];
  readonly sizes: readonly number[];
  /** At most so many rounds for each model and size, and none that starts after so many seconds. */
  readonly rounds: number;
  readonly seconds: number;
  /** Files to write the results to. */
  readonly json: string | undefined;
  readonly markdown: string;
}

/** Read the command line's arguments. Throws Stop with a sentence where one makes no sense. */
export function readOptions(args: readonly string[], manifest: Manifest): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engines: { type: 'string' },
      models: { type: 'string', default: 'original,compressed' },
      sizes: { type: 'string', default: '128,256,512' },
      rounds: { type: 'string', default: '15' },
      seconds: { type: 'string', default: '25' },
      json: { type: 'string' },
      markdown: { type: 'string', default: 'bench/RESULTS.md' },
    },
  });
  return {
    engines: values.engines?.split(',').map(engineOf),
    models: values.models.split(',').map((name) => modelOf(name, manifest)),
    sizes: values.sizes.split(',').map(sizeOf),
    rounds: multipleOf(1, values.rounds, '--rounds'),
    seconds: multipleOf(1, values.seconds, '--seconds'),
    json: values.json,
    markdown: values.markdown,
  };
}

function engineOf(name: string): EngineId {
  if (name in ENGINES) return name as EngineId;
  throw new Stop(`There is no engine “${name}”; there are ${Object.keys(ENGINES).join(', ')}.`);
}

/** A model in float32 by its network or its id: other precisions are computed in float32 as well. */
function modelOf(name: string, { models }: Manifest): ModelEntry {
  const full = models.filter((model) => model.precision === 'float32');
  const model = full.find(({ id, network }) => id === name || network === name);
  if (model) return model;
  const names = full.map(({ network }) => network).join(', ');
  throw new Stop(`There is no float32 model “${name}”; there are ${names}.`);
}

/** A side that the networks paint as it is. */
function sizeOf(text: string): number {
  const { multiple, least } = ANY_NETWORK;
  const side = multipleOf(multiple, text, '--sizes');
  if (side >= least) return side;
  throw new Stop(`--sizes wants ${least} and more: the networks take no smaller picture.`);
}

function multipleOf(factor: number, text: string, option: string): number {
  const value = Number(text);
  if (Number.isInteger(value / factor) && value > 0) return value;
  throw new Stop(`${option} wants whole numbers${factor > 1 ? `, multiples of ${factor}` : ''}.`);
}
