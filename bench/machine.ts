import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type as system } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/prepare.mjs';
import type { ExecutorInfo } from '../src/engine/stylizer.ts';
import type { Report } from './results.ts';

/** What the figures depend on, besides the code. `gpus`: the ones that were used, real or emulated. */
export function machine(gpus: readonly ExecutorInfo[]): Report['machine'] {
  const names = [
    ...new Set(
      gpus.map(({ device, software }) =>
        software ? `${device}, emulated on the processor` : device,
      ),
    ),
  ];
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: String(cpus().length),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${system()} ${release()}, ${arch()}`,
    gpu: names.join('; ') || 'none',
    // Programs that ran beside this one make every time longer.
    'load before the run': loadavg()[0]?.toFixed(2) ?? 'unknown',
  };
}

/** What was measured, by version. `browser`: as it tells itself. */
export function versions(browser: string): Report['versions'] {
  return {
    browser,
    brushlite: commit(),
    'TensorFlow.js': version('@tensorflow/tfjs'),
    'ONNX Runtime Web': version('onnxruntime-web'),
    'LiteRT.js': version('@litertjs/core'),
    Node: process.versions.node,
  };
}

function version(name: string): string {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The commit's short hash, with a `+` where tracked files of the app differ from it. */
function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'models');
    return git('rev-parse', '--short', 'HEAD') + (changed ? '+' : '');
  } catch {
    return 'unknown'; // not a clone
  }
}
