import { convolutions, type NetworkSpec } from '../../network/index.ts';
import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { prepareNetwork } from './network.ts';

const conv = { kind: 'conv', kernel: 3, out: 16 } as const;

/** One layer for each kernel. */
const SPEC: NetworkSpec = {
  ...{ id: 'tier', title: '', description: '', input: 3 },
  layers: [
    { ...conv, name: 'direct', kernel: 9 },
    { ...conv, name: 'strided', stride: 2 },
    { ...conv, name: 'winograd', kind: 'residual' },
    { ...conv, name: 'doubled', upsample: 2 },
    { ...conv, name: 'narrow', kernel: 9, out: 3, activation: 'sigmoid' },
  ],
};
const SIDE = 64;
/** What runs for a few milliseconds in all is worth compiling well. */
const TIMES = 3;

/**
 * Run every kernel a little. Browsers compile a module quickly first, and well only what runs a lot:
 * this happens while the weights are still on their way, and the first picture finds fast kernels.
 */
export async function tierUp(heap: Heap, kernels: Kernels, threads: number): Promise<void> {
  const zeros = (...shape: number[]) => ({
    shape,
    values: new Float32Array(shape.reduce((product, n) => product * n)),
  });
  const weights = new Map(
    convolutions(SPEC).flatMap(({ name, kernel, inputs, outputs }) => [
      [`${name}/weights`, zeros(kernel, kernel, inputs, outputs)],
      [`${name}/scale`, zeros(1, outputs)],
      [`${name}/shift`, zeros(1, outputs)],
    ]),
  );
  const network = prepareNetwork({ spec: SPEC, weights }, heap, kernels, threads);
  const values = new Float32Array(SIDE * SIDE * 3);
  for (let i = 0; i < TIMES; i++) await network.paint({ height: SIDE, width: SIDE, values }, [1]);
  network.dispose();
}
