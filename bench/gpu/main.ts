import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT, runMain } from '../../scripts/prepare.mjs';
import type { GpuReport } from './device/results.ts';
import { readOptions } from './options.ts';
import { pack } from './pack.ts';
import { toMarkdown } from './report.ts';
import { smoke } from './smoke.ts';

await runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  switch (options.task) {
    case 'pack':
      return pack();
    case 'smoke':
      return smoke(options.seconds, options.ort, options.stages);
    case 'report': {
      const report = JSON.parse(readFileSync(resolve(ROOT, options.json), 'utf8')) as GpuReport;
      return writeFileSync(resolve(ROOT, options.markdown), await toMarkdown(report));
    }
  }
});
