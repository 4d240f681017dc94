/** What runs on the GPU machine: facts, peaks, checks, times beside the peers, a sweep of tiles, times with the best. */
import { resolve } from 'node:path';
import { factsOf, findAdapter, newGpu, openDawn } from './dawn.ts';
import { Files } from './files.ts';
import { Run } from './run.ts';
import { readSettings, type Stage } from './settings.ts';
import { checkAll, coldAll, peaksOf, sweepAll, timeAll } from './stages.ts';

const settings = readSettings(process.argv.slice(2));
openDawn(resolve(settings.dawn));
const run = new Run(settings, new Files(settings.repo));

const adapter = factsOf(await findAdapter());
run.report.adapter = adapter;
run.say('adapter', adapter);
const gpu = await newGpu();

const stages: Record<Stage, () => Promise<unknown>> = {
  peaks: () => peaksOf(run, gpu),
  checks: () => checkAll(run, gpu),
  cold: () => coldAll(run),
  times: () => timeAll(run, gpu, 'as chosen'),
  sweep: () => sweepAll(run, gpu),
  fastest: () => timeAll(run, gpu, 'fastest tiles'),
};
for (const stage of settings.stages) await stages[stage]();

run.end();
// Devices of the peers would keep the process alive.
process.exit(run.report.checks.every(({ passed }) => passed) ? 0 : 1);
