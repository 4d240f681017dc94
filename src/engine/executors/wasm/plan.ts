import { EngineProblem } from '../../problems.ts';
import { place, type Life } from './arena.ts';
import { blocksOf } from './blocks.ts';
import { isDoubled, kernelOf, PLANAR, roundUp, type Layer } from './method.ts';
import { ACTIVATIONS, KINDS, kindOf, makeStep, STEP_BYTES, type Step } from './step.ts';

/**
 * What one convolution needs to run: its steps, and where its normalization's numbers lie. A depthwise one has no step:
 * the next one computes it, too.
 */
export interface LayerPlan {
  readonly layer: Layer;
  readonly steps: readonly { readonly at: number; readonly step: Step }[];
  /** Scale and shift of the style, float32 [2][outputPitch]. */
  readonly row: number;
  /** Mean and variance, likewise. */
  readonly statistics: number;
  /** What both become, [2][coefficientCount]; 0 of a layer without a norm. */
  readonly coefficients: number;
  readonly coefficientCount: number;
}

/** A network's run on a picture of one size, with every address known before it starts. */
export interface Plan {
  readonly layers: readonly LayerPlan[];
  /** The step after the last layer. */
  readonly final: { readonly at: number; readonly step: Step };
  /** [height, width, input], and [height, width, outputs], float32. */
  readonly image: number;
  readonly picture: number;
  readonly pictureLength: number;
  /** The first address that the run leaves alone. */
  readonly end: number;
}

/** A map in memory, and what its readers have to do to it first. */
interface Value {
  readonly life: Life;
  readonly height: number;
  readonly width: number;
  readonly pitch: number;
  readonly coefficients: number;
  readonly rectify: number;
}

/** Bytes of a ticket's sums, see assembly/stats.ts. */
export const partialBytes = (lanes: number) => 16 + 24 * lanes;

/**
 * Plan a run of `layers`, whose packed weights lie at `weights`, in the memory from `base` on (a multiple
 * of 64). Throws EngineProblem where the picture is smaller than the reflection that it needs.
 */
export function makePlan(
  layers: readonly Layer[],
  weights: readonly number[],
  base: number,
  height: number,
  width: number,
  threads: number,
): Plan {
  const lives: Life[] = [];
  let time = 0;
  let end = base;
  /** Memory that is needed all the time. */
  const reserve = (bytes: number) => {
    const at = end;
    end = roundUp(end + bytes, 64);
    return at;
  };
  const born = (bytes: number): Life => {
    const life = { bytes, from: time, to: time, at: 0 };
    lives.push(life);
    return life;
  };
  /** Steps whose addresses of buffers are set when these have their places. */
  const open: { step: Step; lives: Partial<Record<'input' | 'output' | 'other', Life>> }[] = [];
  const emit = (fields: Step, used: (typeof open)[number]['lives']) => {
    for (const life of Object.values(used)) life.to = time;
    open.push({ step: fields, lives: used });
    time++;
    return { at: reserve(STEP_BYTES), step: fields };
  };

  const first = layers[0] as Layer;
  const image = born(height * width * first.inputs * 4);
  let value: Value = {
    life: image,
    height,
    width,
    pitch: first.inputs,
    coefficients: 0,
    rectify: 0,
  };
  let kept: Value | undefined;
  /** A depthwise convolution that the next one computes, and what that one reads. */
  let before: { layer: Layer; input: Value; weights: number } | undefined;
  const plans: LayerPlan[] = [];
  for (const [index, layer] of layers.entries()) {
    if (layer.residual === 'keep') kept = value;
    const input = value;
    const pitch = layer.outputPitch;
    const [h, w] = outputSize(layer, input);
    const lanes = layer.method === 'planar' ? PLANAR.lanes : pitch;
    const count = layer.normalized ? lanes : 0;
    const own = { row: reserve(pitch * 8), statistics: reserve(pitch * 8) };
    if (layer.method === 'depthwise') {
      before = { layer, input, weights: weights[index] as number };
      value = { ...input, height: h, width: w, pitch };
      plans.push({ layer, steps: [], ...own, coefficients: 0, coefficientCount: 0 });
      continue;
    }
    const steps = [];
    const output = born(h * w * pitch * 4);
    const blocks = blocksOf(layer, h, w, before?.layer);
    const read = before?.layer ?? layer;
    const from = before?.input ?? input;
    const step = makeStep({
      kind: kindOf(layer.method),
      ...inputOf(from),
      ...sizeOf({ height: h, width: w, pitch }),
      ...blocks,
      kernel: kernelOf(read),
      stride: read.stride,
      upsample: read.upsample,
      shift: read.shift,
      weights: weights[index] as number,
      depthwise: before?.weights ?? 0,
      doubled: before && isDoubled(before.layer) ? 1 : 0,
      partials: reserve(blocks.strips * blocks.chunks * partialBytes(blocks.lanes)),
    });
    steps.push(emit(step, { input: from.life, output }));
    before = undefined;
    const coefficients = layer.normalized ? reserve(count * 8) : 0;
    const rectify = layer.activation === 'relu' ? 1 : 0;
    value = { life: output, height: h, width: w, pitch, coefficients, rectify };
    if (layer.residual === 'add' && kept) {
      const step = makeStep({
        kind: KINDS.add,
        ...inputOf(value),
        ...sizeOf(value),
        ...rowStrips(value),
        otherCoefficients: kept.coefficients,
        otherRectify: kept.rectify,
      });
      steps.push(emit(step, { input: output, other: kept.life, output }));
      value = { ...value, coefficients: 0, rectify: 0 };
      kept = undefined;
    }
    plans.push({ layer, steps, ...own, coefficients, coefficientCount: count });
  }

  const { layer } = plans.at(-1) as LayerPlan;
  const pictureLength = value.height * value.width * layer.outputs;
  const picture = value.pitch === layer.outputs ? value.life : born(pictureLength * 4);
  const finalStep = makeStep({
    kind: KINDS.final,
    ...inputOf(value),
    ...sizeOf({ ...value, pitch: layer.outputs }),
    ...rowStrips(value),
    activation: layer.residual === 'add' ? ACTIVATIONS.none : ACTIVATIONS[layer.activation],
  });
  const final = emit(finalStep, { input: value.life, output: picture });

  const scratchBytes = Math.max(...open.map(({ step }) => step.scratchBytes));
  const scratch = reserve(scratchBytes * threads);
  const buffers = reserve(place(lives));
  for (const { step, lives } of open) {
    Object.assign(step, { scratch, scratchBytes });
    for (const [field, { at }] of Object.entries(lives)) step[field as 'input'] = buffers + at;
  }
  return {
    layers: plans,
    final,
    image: buffers + image.at,
    picture: buffers + picture.at,
    pictureLength,
    end,
  };
}

function inputOf({ height, width, pitch, coefficients, rectify }: Value): Partial<Step> {
  return { inputHeight: height, inputWidth: width, inputPitch: pitch, coefficients, rectify };
}

function sizeOf({ height, width, pitch }: Pick<Value, 'height' | 'width' | 'pitch'>) {
  return { outputHeight: height, outputWidth: width, outputPitch: pitch };
}

/** Tickets of a pointwise step: some rows each. */
function rowStrips({ height }: Value) {
  const stripRows = Math.max(1, Math.ceil(height / 32));
  return { stripRows, strips: Math.ceil(height / stripRows), chunks: 1 };
}

function outputSize(layer: Layer, { height, width }: Value): [height: number, width: number] {
  const [tall, wide] = [height * layer.upsample, width * layer.upsample];
  if (Math.max(layer.kernel >> 1, layer.shift) >= Math.min(tall, wide)) {
    throw new EngineProblem({ code: 'engine/wrong-size', width, height });
  }
  if (layer.method === 'planar' && wide % (PLANAR.lanes / PLANAR.outputs) !== 0) {
    throw new EngineProblem({ code: 'engine/wrong-size', width, height });
  }
  return [Math.ceil(tall / layer.stride), Math.ceil(wide / layer.stride)];
}
