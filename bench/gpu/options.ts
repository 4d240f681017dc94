import { parseArgs } from 'node:util';
import { Stop } from '../../scripts/prepare.mjs';
import { STAGES } from './device/settings.ts';

/** What `npm run bench:gpu` is asked for. */
export type Options =
  /** Make the folder that travels to a GPU machine. */
  | { readonly task: 'pack' }
  /** Run the same program here, on an emulated GPU, with tiny sizes. */
  | {
      readonly task: 'smoke';
      readonly seconds: number;
      readonly ort: boolean;
      readonly stages: string;
    }
  /** Make tables of the results that came back. */
  | { readonly task: 'report'; readonly json: string; readonly markdown: string };

/** Read the command line's arguments. Throws Stop with a sentence where they make no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      smoke: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '1200' },
      'without-ort': { type: 'boolean', default: false },
      stages: { type: 'string', default: STAGES.join() },
      report: { type: 'string' },
      markdown: { type: 'string' },
    },
  });
  const { smoke, report, markdown } = values;
  if (smoke && report !== undefined) throw new Stop('Use --smoke or --report, not both.');
  if ((report === undefined) !== (markdown === undefined)) {
    throw new Stop('--report names the JSON file of a run, --markdown the file for its tables.');
  }
  if (report !== undefined && markdown !== undefined) {
    return { task: 'report', json: report, markdown };
  }
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Stop('--seconds wants a number above 0.');
  return smoke
    ? { task: 'smoke', seconds, ort: !values['without-ort'], stages: values.stages }
    : { task: 'pack' };
}
