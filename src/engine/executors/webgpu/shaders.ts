import activated from './kernels/activated.wgsl?raw';
import add from './kernels/add.wgsl?raw';
import depthwise from './kernels/depthwise.wgsl?raw';
import direct from './kernels/direct.wgsl?raw';
import finalize from './kernels/finalize.wgsl?raw';
import found from './kernels/found.wgsl?raw';
import frameIn from './kernels/frame-in.wgsl?raw';
import frameOut from './kernels/frame-out.wgsl?raw';
import image from './kernels/image.wgsl?raw';
import merge from './kernels/merge.wgsl?raw';
import painting from './kernels/painting.wgsl?raw';
import float16 from './kernels/product-float16.wgsl?raw';
import float32 from './kernels/product-float32.wgsl?raw';
import source from './kernels/source.wgsl?raw';
import sums from './kernels/sums.wgsl?raw';
import tiled from './kernels/tiled.wgsl?raw';
import winograd from './kernels/winograd.wgsl?raw';
import winogradIn from './kernels/winograd-in.wgsl?raw';
import winogradOut from './kernels/winograd-out.wgsl?raw';

/** How maps and weights are stored and multiplied. Sums and statistics are float32 in both. */
export type Precision = 'float32' | 'float16';

/** @returns bytes of a vector of four channels in a map */
export const vectorBytes = (precision: Precision): number => (precision === 'float16' ? 8 : 16);

/** What a binding is: a uniform, a storage buffer that is only read, or one that is written, a texture, a sampler. */
type Binding = 'uniform' | 'read' | 'write' | 'texture' | 'sampler';

interface Kernel {
  readonly bindings: readonly Binding[];
  readonly parts: readonly string[];
}

const CONVOLUTION = ['uniform', 'read', 'read', 'read', 'write', 'write', 'write'] as const;

/** The kernels: their bindings, in order, and the files that make them. */
export const KERNELS = {
  image: { bindings: ['uniform', 'read', 'write'], parts: [image] },
  frameIn: { bindings: ['uniform', 'texture', 'sampler', 'write'], parts: [frameIn] },
  tiled: { bindings: CONVOLUTION, parts: [source, merge, found, sums, tiled] },
  direct: { bindings: CONVOLUTION, parts: [source, merge, found, sums, direct] },
  depthwise: { bindings: ['uniform', 'read', 'read', 'read', 'write'], parts: [source, depthwise] },
  winogradIn: {
    bindings: ['uniform', 'read', 'read', 'write'],
    parts: [source, winograd, winogradIn],
  },
  winogradOut: {
    bindings: ['uniform', 'read', 'write', 'write', 'write'],
    parts: [merge, found, winograd, winogradOut],
  },
  finalize: {
    bindings: ['uniform', 'read', 'read', 'read', 'write', 'write'],
    parts: [merge, finalize],
  },
  add: { bindings: ['uniform', 'read', 'read', 'read', 'read', 'write'], parts: [add] },
  painting: { bindings: ['uniform', 'read', 'read', 'write'], parts: [activated, painting] },
  frameOut: { bindings: ['uniform', 'read', 'read'], parts: [activated, frameOut] },
} as const satisfies Record<string, Kernel>;

export type KernelId = keyof typeof KERNELS;

export type Constants = Readonly<Record<string, number | boolean>>;

/** @returns the WGSL of a kernel: the types of a precision, the constants, and the kernel's files */
export function shaderCode(kernel: KernelId, precision: Precision, constants: Constants): string {
  const lines = Object.entries(constants).map(([name, value]) => `const ${name} = ${value};`);
  const types = precision === 'float16' ? float16 : float32;
  return [types, ...lines, ...KERNELS[kernel].parts.map((part) => unrolled(part, constants))].join(
    '\n',
  );
}

const UNROLLED = /for \(var (\w+) = 0; \1 < (\w+); \1\+\+\) \{ \/\/ unrolled\n/;

/**
 * Writes out the loops that are marked `// unrolled`, so that arrays in registers are indexed by literals only:
 * some drivers, and SwiftShader, keep an array in memory as soon as an index is a variable.
 * @returns the code. Throws where a loop's end is neither a number nor one of the constants.
 */
export function unrolled(code: string, constants: Constants): string {
  const found = UNROLLED.exec(code);
  if (!found) return code;
  const [head, variable = '', end = ''] = found;
  const start = found.index + head.length;
  const close = closingBrace(code, start);
  const body = code.slice(start, close);
  const count = Number(constants[end] ?? end);
  if (!Number.isInteger(count)) throw new Error(`a loop ends at ${end}, which is no constant`);
  const name = new RegExp(`\\b${variable}\\b`, 'g');
  const copies = Array.from({ length: count }, (_, i) => `{\n${body.replace(name, String(i))}}\n`);
  const before = code.slice(0, found.index);
  return unrolled(`${before}${copies.join('')}${code.slice(close + 1)}`, constants);
}

/** Where the block ends whose text starts at `start`. */
function closingBrace(code: string, start: number): number {
  let depth = 1;
  for (let i = start; i < code.length; i++) {
    if (code[i] === '{') depth++;
    if (code[i] === '}' && --depth === 0) return i;
  }
  throw new Error('a loop without an end');
}
