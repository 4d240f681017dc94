import { spawnSync } from 'node:child_process';
import { ROOT, Stop } from '../scripts/prepare.mjs';

/** Writes models/ as ONNX files into a folder: training/export.py, in a Python that has PyTorch. */
export function exportOnnx(folder: string): void {
  const pythons = [process.env['PYTHON'], 'python3', '/usr/bin/python3', 'python'];
  const exported = pythons.some((python) => {
    const args = ['training/export.py', '--onnx', folder];
    return python && spawnSync(python, args, { cwd: ROOT }).status === 0;
  });
  if (!exported) {
    throw new Stop(
      'ONNX Runtime Web needs the models as ONNX, which training/export.py writes in a Python with torch and numpy: install them, name such a Python in PYTHON, or leave it out: npm run bench -- --engines brushlite-wasm,tfjs-wasm',
    );
  }
}
