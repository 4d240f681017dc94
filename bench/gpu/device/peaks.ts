import { Clock } from './clock.ts';

/** What plain WGSL reaches on this GPU at most. */
export interface Peaks {
  /** TFLOP/s of multiply-adds in registers, a multiply-add being two. */
  readonly float32: number;
  readonly float16?: number;
  /** GB/s read and written by a copy. */
  readonly copy: number;
}

const LOOPS = 2048;
/** Multiply-adds of a thread: four chains of vectors of four. */
const PER_THREAD = LOOPS * 4 * 4;

const fmaCode = (type: 'f32' | 'f16') => `${type === 'f16' ? 'enable f16;' : ''}
alias V = vec4<${type}>;
@group(0) @binding(0) var<storage, read_write> result: array<V>;
@compute @workgroup_size(256)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let seed = ${type}(id.x % 64) / 128;
  let factor = V(seed);
  var a = V(seed);
  var b = a + V(0.125);
  var c = a + V(0.25);
  var d = a + V(0.375);
  for (var i = 0; i < ${LOOPS}; i++) {
    a = fma(a, factor, V(0.25));
    b = fma(b, factor, V(0.25));
    c = fma(c, factor, V(0.25));
    d = fma(d, factor, V(0.25));
  }
  result[id.x] = a + b + c + d;
}`;

const COPY = `
@group(0) @binding(0) var<storage, read_write> result: array<vec4f>;
@group(0) @binding(1) var<storage, read> values: array<vec4f>;
@compute @workgroup_size(256)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let at = (group.y * 65535 + group.x) * 256 + thread;
  if (at < arrayLength(&result)) {
    result[at] = values[at];
  }
}`;

/** Measure the peaks of a device. `small`: a hundredth of the work, for an emulated GPU. */
export async function measurePeaks(device: GPUDevice, small: boolean): Promise<Peaks> {
  const clock = new Clock(device);
  const groups = small ? 64 : 8192;
  const buffers: GPUBuffer[] = [];
  const buffer = (size: number) => {
    const made = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE });
    buffers.push(made);
    return made;
  };
  const best = async (code: string, bound: readonly GPUBuffer[], grid: [number, number]) => {
    const module = device.createShaderModule({ code });
    const compute = { module, entryPoint: 'main' };
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute });
    const bindings = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const times: number[] = [];
    for (let i = 0; i < (small ? 2 : 10); i++) {
      times.push(
        await clock.pass((pass) => {
          pass.setPipeline(pipeline);
          pass.setBindGroup(0, bindings);
          pass.dispatchWorkgroups(...grid);
        }),
      );
    }
    return Math.min(...times);
  };
  const fma = async (type: 'f32' | 'f16') => {
    const ms = await best(fmaCode(type), [buffer(groups * 256 * 16)], [groups, 1]);
    return (groups * 256 * PER_THREAD * 2) / ms / 1e9;
  };
  const bytes = small ? 2 ** 22 : Math.min(2 ** 28, device.limits.maxStorageBufferBindingSize);
  const copyGroups = Math.ceil(bytes / 16 / 256);
  const rows = Math.ceil(copyGroups / 65_535);
  const copyMs = await best(
    COPY,
    [buffer(bytes), buffer(bytes)],
    [Math.min(copyGroups, 65_535), rows],
  );
  const peaks: Peaks = {
    float32: await fma('f32'),
    ...(device.features.has('shader-f16') && { float16: await fma('f16') }),
    copy: (2 * bytes) / copyMs / 1e6,
  };
  for (const made of buffers) made.destroy();
  return peaks;
}
