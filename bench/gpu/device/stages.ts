import { convolutionWork } from '../../../src/network/index.ts';
import type { Gpu } from '../../../src/engine/executors/webgpu/gpu.ts';
import type { Precision } from '../../../src/engine/executors/webgpu/shaders.ts';
import { directTile } from '../../../src/engine/executors/webgpu/tiles.ts';
import { checks } from './checks.ts';
import { newGpu } from './dawn.ts';
import { NETWORKS, pictureOf } from './files.ts';
import { ortPainter } from './ort.ts';
import { ownPainter, type Painter, type Subject } from './painters.ts';
import { measurePeaks } from './peaks.ts';
import type { Cold } from './results.ts';
import { timeRounds } from './rounds.ts';
import type { Run } from './run.ts';
import { fastest, sweep, sweepCount } from './sweep.ts';

const precisionsOf = ({ device }: Gpu): Precision[] =>
  device.features.has('shader-f16') ? ['float32', 'float16'] : ['float32'];

/** Imported when Dawn is there: TensorFlow.js looks for WebGPU only when it is loaded. */
async function tfjsPainter(run: Run, subject: Subject): Promise<Painter> {
  return (await import('./tfjs.ts')).tfjsPainter(run.files, subject);
}

/** The tiles that the app chooses: on an emulated GPU others, which compile quickly there. */
const chosenBy = (run: Run) => (run.settings.smoke ? directTile : undefined);

const styleOf = (rows: number) => Array.from({ length: rows }, (_, row) => Number(row === 0));

/** What plain WGSL reaches here. */
export async function peaksOf(run: Run, gpu: Gpu): Promise<void> {
  await run.attempt('peaks', async () => {
    const peaks = await measurePeaks(gpu.device, run.settings.smoke);
    run.report.peaks = peaks;
    run.say('peaks', { ...peaks });
  });
}

/** Compare paintings with PyTorch's: both networks, both precisions, every tile. */
export async function checkAll(run: Run, gpu: Gpu): Promise<void> {
  for (const network of NETWORKS) {
    const model = await run.files.model(network);
    const goldens = run.files.goldens(network);
    for (const precision of precisionsOf(gpu)) {
      for (const next of checks(
        gpu,
        model,
        goldens,
        precision,
        run.settings.candidates,
        chosenBy(run),
      )) {
        const what = `check of ${network} in ${precision}`;
        if (run.late(what)) return;
        const found = await run.attempt(what, next);
        if (!found) continue;
        run.report.checks.push(found);
        run.say('check', found);
      }
    }
  }
}

/** From a new device to the first painting, at the smallest size. */
export async function coldAll(run: Run): Promise<void> {
  const [width, height] = run.settings.sizes[0] ?? [256, 256];
  for (const network of NETWORKS) {
    const model = await run.files.model(network);
    const subject = { network, image: pictureOf(width, height), style: styleOf(model.styles) };
    const time = async (engine: string, make: () => Promise<Painter>) => {
      const what = `cold start of ${engine} with ${network}`;
      if (run.late(what)) return;
      await run.attempt(what, async () => {
        const start = performance.now();
        const painter = await make();
        const loaded = performance.now();
        await painter.whole();
        const firstMs = performance.now() - loaded;
        painter.dispose();
        const cold: Cold = {
          ...{ network, engine, width, height },
          ...{ loadMs: loaded - start, firstMs },
        };
        run.report.cold.push(cold);
        run.say('cold', cold);
      });
    };
    const fresh = await newGpu();
    for (const precision of precisionsOf(fresh)) {
      const options = { precision, tileOf: chosenBy(run) };
      await time(`brushlite ${precision}`, () => ownPainter('', fresh, model, subject, options));
    }
    fresh.dispose();
    await time('tfjs-webgpu', () => tfjsPainter(run, subject));
    await time('ort-webgpu', () => ortPainter(run.settings.ort, subject));
  }
}

/** Our engine in both precisions beside its peers, at every size; the peers only where the tiles are as chosen. */
export async function timeAll(
  run: Run,
  gpu: Gpu,
  tiles: 'as chosen' | 'fastest tiles',
): Promise<void> {
  const { rounds, roundsMs, passes, sizes, sweepSizes, ort } = run.settings;
  for (const network of NETWORKS) {
    const model = await run.files.model(network);
    for (const [width, height] of tiles === 'as chosen' ? sizes : sweepSizes) {
      const what = `${network} at ${width} x ${height}, ${tiles}`;
      if (run.late(what)) return;
      const subject: Subject = {
        ...{ network, image: pictureOf(width, height) },
        style: styleOf(model.styles),
      };
      const painters: Painter[] = [];
      const add = async (name: string, make: () => Promise<Painter>) => {
        const painter = await run.attempt(`${name}, ${what}`, make);
        if (painter) painters.push(painter);
      };
      for (const precision of precisionsOf(gpu)) {
        const name = `brushlite ${precision}`;
        if (tiles === 'as chosen') {
          await add(name, () =>
            ownPainter(name, gpu, model, subject, { precision, tileOf: chosenBy(run) }),
          );
          continue;
        }
        const own = run.report.swept.filter(
          (one) =>
            one.network === network &&
            one.precision === precision &&
            one.width === width &&
            one.height === height,
        );
        const tileOf = fastest(own);
        const best = `${name}, ${tiles}`;
        await add(best, () => ownPainter(best, gpu, model, subject, { precision, tileOf }));
      }
      if (tiles === 'as chosen') {
        await add('tfjs-webgpu', () => tfjsPainter(run, subject));
        await add('ort-webgpu', () => ortPainter(ort, subject));
      }
      const work = convolutionWork(model.spec, height, width);
      const gflop = (2 * work.reduce((sum, one) => sum + one, 0)) / 1e9;
      const found = await timeRounds(
        painters,
        {
          ...{ network, width, height, gflop, passes },
          ...{ peaks: run.report.peaks, most: rounds, ms: roundsMs },
        },
        (name, work) => run.attempt(`${name}, ${what}`, work),
      );
      for (const painter of painters) painter.dispose();
      for (const timed of found) {
        run.report.timed.push(timed);
        run.say('timed', timed);
      }
    }
  }
}

/** Time every tile of every class of layers. */
export async function sweepAll(run: Run, gpu: Gpu): Promise<void> {
  const { sweepSizes, candidates, passes } = run.settings;
  for (const [width, height] of sweepSizes) {
    const image = pictureOf(width, height);
    for (const network of NETWORKS) {
      const model = await run.files.model(network);
      for (const precision of precisionsOf(gpu)) {
        const count = Math.min(candidates, sweepCount(model, precision));
        for (let index = 0; index < count; index++) {
          const what = `sweep of ${network} in ${precision} at ${width} x ${height}, ${index}`;
          if (run.late(what)) return;
          const found = await run.attempt(what, () =>
            sweep(gpu, model, precision, image, index, passes),
          );
          if (!found) continue;
          run.report.swept.push(...found);
          run.say('sweep', {
            ...{ network, precision, width, height, index },
            layers: found.length,
          });
        }
      }
    }
  }
}
