import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dawnEnvironment } from '../../scripts/dawn.mjs';
import { ROOT, Stop } from '../../scripts/prepare.mjs';
import { exportOnnx } from '../onnx.ts';
import { ORT_FILES } from './device/ort.ts';
import { BUILD, bundle, commit, DAWN, ORT } from './pack.ts';

/** Run the program of the GPU machine here, on SwiftShader, with tiny sizes. */
export async function smoke(seconds: number, ort: boolean, stages: string): Promise<void> {
  await bundle();
  const folder = join(ROOT, 'node_modules/.cache/bench/ort');
  mkdirSync(folder, { recursive: true });
  if (ort) {
    exportOnnx(folder);
    for (const file of Object.values(ORT_FILES)) copyFileSync(join(ORT, file), join(folder, file));
  }
  const { status } = spawnSync(
    process.execPath,
    [
      ...[join(BUILD, 'program/main.mjs'), '--smoke', '--seconds', String(seconds)],
      ...['--repo', ROOT, '--dawn', DAWN, '--ort', ort ? folder : '/nowhere'],
      ...[
        '--out',
        join(ROOT, 'node_modules/.cache/bench/gpu-smoke'),
        '--commit',
        commit(),
        '--stages',
        stages,
      ],
    ],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...(await dawnEnvironment()) } },
  );
  if (status !== 0) throw new Stop('The run failed.');
}
