import type { AvailableExecutor } from '../../stylizer.ts';
import type { Ops, OpsDevice } from '../ops.ts';
import { Convolver } from './convolver.ts';
import { startThreads, type WasmOptions } from './executor.ts';
import { frozen } from './frozen.ts';
import { halved, halvedBack, windowBack, windowOf } from './maps.ts';
import { normalized } from './normal.ts';
import { Runner } from './runner.ts';
import { KINDS } from './step.ts';
import { Store, type Held, type Values } from './store.ts';
import { termsOn } from './terms.ts';

/**
 * Ops on our WebAssembly kernels, on all threads. The maps of a step stay in the kernels' memory; what JavaScript does
 * goes over a few numbers, or over a picture.
 */
export async function createOps(
  info: AvailableExecutor,
  options: WasmOptions = {},
): Promise<OpsDevice<Values>> {
  const started = await startThreads(info, options);
  await started.ready;
  const { heap, kernels, threads, onLost, lost } = started;
  return {
    // What a caller gives back is what it was given: a map where it got a map.
    ops: opsOn(new Runner(heap, kernels, threads, onLost)),
    info: started.info,
    lost,
    dispose: () => started.dispose(),
  };
}

function opsOn(runner: Runner): Ops<Held> {
  const store = new Store(runner.heap);
  const convolver = new Convolver(runner);
  const { combined, gram, style, content, variation } = termsOn(runner, convolver, store);
  return {
    prepare: (shape, weights, bias) => frozen(runner, convolver, store, shape, weights, bias),
    matrix: (values, side) => store.put(values, [side, 1, side]),
    map: (values, shape) => store.put(values, shape),
    read: async (all) => all.map((map) => store.read(map)),
    normalize: (map, row, activation, residual) =>
      normalized(runner, store, map, row, activation, residual) as never,
    pool(map) {
      const { height, width, pitch, shape } = map;
      const out = store.map([height >> 1, width >> 1, shape[2]]);
      runner.pass(out.height, {
        ...{ kind: KINDS.pool, input: map.at, inputWidth: width, output: out.at },
        ...{ outputHeight: out.height, outputWidth: out.width, outputPitch: pitch },
      });
      return out;
    },
    poolBack(gradient, map, pooled) {
      const out = store.map(map.shape);
      const { height, width } = gradient;
      runner.pass(height, {
        ...{ kind: KINDS.poolBack, input: gradient.at, inputHeight: height, inputWidth: width },
        ...{ other: map.at, mask: pooled.at, output: out.at },
        ...{ outputHeight: out.height, outputWidth: out.width, outputPitch: out.pitch },
      });
      return out;
    },
    half: (map) => halved(store, map),
    halfBack: (gradient, shape) => halvedBack(store, gradient, shape),
    window: (map, top, left, height, width) => windowOf(store, map, top, left, height, width),
    windowBack: (gradient, top, left, shape) => windowBack(store, gradient, top, left, shape),
    add: (a, b) => combined(a, b, 1, 1),
    gram,
    style: style as never,
    content: content as never,
    variation: variation as never,
    shapeOf: ({ shape }) => shape,
    free: (...all) => store.free(all),
    within: (work) => store.within(work),
  };
}
