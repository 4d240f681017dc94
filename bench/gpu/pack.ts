import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT, Stop } from '../../scripts/prepare.mjs';
import { ONNX } from '../serve.ts';
import { exportOnnx } from '../onnx.ts';
import { ORT_FILES } from './device/ort.ts';

/** What travels to a GPU machine: git ignores it. */
export const BUILD = join(ROOT, 'bench/gpu/build');
export const DAWN = join(ROOT, 'node_modules/webgpu/dist/linux-x64/dawn.node');
export const ORT = join(ROOT, 'node_modules/onnxruntime-web/dist');

/** The device tool takes so many bytes: this folder and the files of the repository. */
const MOST_BYTES = 64 * 2 ** 20;

/** What finds the driver: of Debian, as the GPU machine has none. */
const LOADERS = [
  'libvulkan1',
  'libegl1',
  'libglvnd0',
  'libopengl0',
  'libgl1',
  'libglx0',
  'libgles2',
];

/** Bundle the program for Node: our engine with its WGSL, and stock TensorFlow.js. */
export async function bundle(): Promise<void> {
  await build({
    configFile: false,
    root: join(ROOT, 'bench/gpu/device'),
    logLevel: 'warn',
    // Two copies of the TensorFlow.js engine share its global state and break each other.
    resolve: { dedupe: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-cpu'] },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(ROOT, 'bench/gpu/device/main.ts'),
      target: 'node20',
      minify: true,
      outDir: join(BUILD, 'program'),
      emptyOutDir: true,
      rolldownOptions: {
        checks: { pluginTimings: false },
        output: { entryFileNames: 'main.mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
}

/** The commit's short hash. */
export function commit(): string {
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' });
  return git.status === 0 ? git.stdout.trim() : 'unknown';
}

/** Fill the folder. What takes long, and did not change, stays from the last time. */
export async function pack(): Promise<void> {
  mkdirSync(BUILD, { recursive: true });
  await bundle();
  compress(DAWN, 'dawn.node');
  compress(stripped(process.execPath), 'node');
  for (const file of [ORT_FILES.script, ORT_FILES.glue]) {
    copyFileSync(join(ORT, file), join(BUILD, file));
  }
  compress(join(ORT, ORT_FILES.binary), ORT_FILES.binary);
  exportOnnx(ONNX);
  for (const network of ['original', 'compressed']) {
    compress(join(ONNX, `${network}-float32.onnx`), `${network}-float32.onnx`);
  }
  downloadLoaders(join(BUILD, 'loader'));
  writeFileSync(join(BUILD, 'commit'), `${commit()}\n`);
  copyFileSync(join(ROOT, 'bench/gpu/run.sh'), join(BUILD, 'run.sh'));
  const [own, repository] = [bytesOf(BUILD), trackedBytes()];
  console.log(`${megabytes(own)} in bench/gpu/build, ${megabytes(repository)} in the repository.`);
  if (own + repository > MOST_BYTES) {
    throw new Stop(`That is more than the ${megabytes(MOST_BYTES)} that travel.`);
  }
}

/** Compress a file into the folder, unless that is newer than the file. */
function compress(file: string, name: string): void {
  const target = join(BUILD, `${name}.xz`);
  if (existsSync(target) && statSync(target).mtimeMs > statSync(file).mtimeMs) return;
  console.log(`Compressing ${name} …`);
  const bytes = execFileSync('xz', ['-9', '-T1', '-c', file], { maxBuffer: 2 ** 28 });
  writeFileSync(target, bytes);
}

/** Node without its symbols, which are a third of it. */
function stripped(node: string): string {
  const copy = join(ROOT, 'node_modules/.cache/bench/node');
  if (existsSync(copy) && statSync(copy).mtimeMs > statSync(node).mtimeMs) return copy;
  mkdirSync(join(copy, '..'), { recursive: true });
  copyFileSync(node, copy);
  execFileSync('strip', [copy]);
  return copy;
}

function downloadLoaders(folder: string): void {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const missing = LOADERS.filter((name) => !there.some((file) => file.startsWith(`${name}_`)));
  if (missing.length === 0) return;
  mkdirSync(folder, { recursive: true });
  execFileSync('apt-get', ['download', ...missing], { cwd: folder, stdio: 'inherit' });
}

function bytesOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** Of the files that git has or would take, which travel, too. */
function trackedBytes(): number {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const list = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return list
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(ROOT, file)))
    .reduce((sum, file) => sum + statSync(join(ROOT, file)).size, 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
