import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runMain } from '../prepare.mjs';
import { ladderFiles } from './files.ts';

await runMain(async () => {
  for (const [file, text] of Object.entries(await ladderFiles())) {
    writeFileSync(join(ROOT, file), text);
    console.log(file);
  }
});
