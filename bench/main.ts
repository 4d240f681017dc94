import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT, runMain, Stop } from '../scripts/prepare.mjs';
import type { Manifest } from '../src/engine/manifest.ts';
import { styleMix } from '../src/engine/styleRows.ts';
import { entryOf } from '../src/engine/executors/index.ts';
import { gpusOf, launch } from './browser.ts';
import { checkGoldens } from './check.ts';
import { ENGINES, type EngineId } from './engines/requests.ts';
import { Failures, toSentence } from './failures.ts';
import { machine, versions } from './machine.ts';
import { measure } from './measure.ts';
import { exportOnnx } from './onnx.ts';
import { readOptions, type Options } from './options.ts';
import { toMarkdown, withKept } from './report.ts';
import type { Report, Result } from './results.ts';
import { ONNX, servePage } from './serve.ts';

await runMain(async () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'models/manifest.json'), 'utf8')) as Manifest;
  const args = process.argv.slice(2);
  const options = readOptions(args, manifest);
  const start = new Date();
  const { url, close } = await servePage();
  try {
    const report = await bench(url, options, manifest);
    const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
    const date = start.toISOString().slice(0, 10);
    const whole: Report = { date, command, ...report };
    const markdown = await toMarkdown(whole);
    console.log(`\n${markdown}`);
    const file = resolve(ROOT, options.markdown);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    writeFileSync(file, withKept(markdown, before));
    if (options.json) writeFileSync(resolve(ROOT, options.json), JSON.stringify(whole, null, 2));
    const { failures } = report;
    if (failures.length > 0) throw new Stop(failures.map(toSentence).join('\n'));
  } finally {
    await close();
  }
});

async function bench(
  url: string,
  options: Options,
  manifest: Manifest,
): Promise<Omit<Report, 'date' | 'command'>> {
  let browser = await launch('own');
  try {
    let gpus = (await gpusOf(browser, url)).filter(({ software }) => !software);
    const real = new Set(gpus.map(({ id }) => entryOf(id).api));
    const isFast = (engine: EngineId) => ENGINES[engine] === 'wasm' || real.has(ENGINES[engine]);
    const engines = options.engines ?? (Object.keys(ENGINES) as EngineId[]).filter(isFast);
    if (!engines.every(isFast)) {
      console.log('There is no real GPU, so it is emulated on the processor: very slowly.');
      await browser.close();
      browser = await launch('emulated');
      gpus = await gpusOf(browser, url);
    }
    if (engines.some((engine) => engine.startsWith('ort-'))) exportOnnx(ONNX);
    const facts = { machine: machine(gpus), versions: versions(`Chromium ${browser.version()}`) };

    const failures = new Failures();
    for (const entry of options.models) {
      for (const engine of engines) {
        const check = () => checkGoldens(browser, url, engine, entry, manifest);
        const off = await failures.attempt({ engine, model: entry.id }, check);
        if (off === undefined) continue;
        console.log(`${engine} paints ${entry.id} as PyTorch does, within ${off.toExponential(0)}`);
      }
    }
    const results: Result[] = [];
    const style = styleMix(manifest.styles, 0, 0.5);
    for (const entry of options.models) {
      const able = failures.without(engines, entry.id);
      for (const size of options.sizes) {
        console.log(`Measuring ${entry.id} at ${size} x ${size} …`);
        const { rounds, seconds } = options;
        const what = { entry, size, style, rounds, seconds };
        results.push(...(await measure(browser, url, able, what, failures)));
      }
    }
    return { ...facts, results, failures: failures.all };
  } finally {
    await browser.close();
  }
}
