/** One layer of models/networks/<id>.json. See training/spec.py, which reads the same files. */
export interface LayerSpec {
  readonly name: string;
  /** `conv`: upsample, reflect-pad, convolve, normalize, activate. `residual`: two of them and an addition. */
  readonly kind: 'conv' | 'residual';
  /** Side of the square kernel, odd. */
  readonly kernel: number;
  /** Output channels. */
  readonly out: number;
  /** Step of the convolution; 1 unless given. */
  readonly stride?: number;
  /** Nearest-neighbour enlargement before the convolution; 1 unless given. */
  readonly upsample?: number;
  /** `relu` unless given. */
  readonly activation?: Activation;
  /** In a residual block: see `Convolution.shift`. */
  readonly shift?: number;
  /**
   * Each convolution is two, without a norm or an activation between: one to so many channels, named `<name>/reduce`,
   * and one of 1 x 1 from these.
   */
  readonly rank?: number;
  /** Likewise: a convolution of each channel by itself, named `<name>/depthwise`, and one of 1 x 1. */
  readonly separable?: boolean;
  /** A residual block with the weights of an earlier one, by name, and rows of its own. */
  readonly shares?: string;
}

export type Activation = 'relu' | 'sigmoid' | 'none';

/** A network as data: everything else about it derives from this. */
export interface NetworkSpec {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Input channels. */
  readonly input: number;
  readonly layers: readonly LayerSpec[];
}

/** One convolution of a flattened network, with its conditional instance normalization where it has one. */
export interface Convolution {
  /** Prefix of its weights in the model format: `conv1`, `res1/conv2`. */
  readonly name: string;
  /** The layer of the spec that it belongs to. */
  readonly layer: string;
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: number;
  readonly upsample: number;
  readonly activation: Activation;
  /**
   * How far away half of the input channels are read from, see shift.ts, in pixels of the input map; 0: none is.
   */
  readonly shift: number;
  /** The first convolution of a residual block keeps its input; the last adds it to its output. */
  readonly residual: 'none' | 'keep' | 'add';
  /** Each channel by itself, so that there are as many outputs as inputs. Never normalized. */
  readonly depthwise: boolean;
  /** Whether a norm follows, with rows of scale and shift. Without one there is no activation either. */
  readonly normalized: boolean;
  /** The convolution whose weights it has: mostly itself. */
  readonly weightsOf: string;
}

/** Name of a convolution's weights in the model format. */
export function weightsName({ weightsOf }: Pick<Convolution, 'weightsOf'>): string {
  return `${weightsOf}/weights`;
}

/** Shape of a convolution's weights: [k, k, in, out], or [k, k, channels, 1]. */
export function weightsShape({
  kernel,
  inputs,
  outputs,
  depthwise,
}: Pick<Convolution, 'kernel' | 'inputs' | 'outputs' | 'depthwise'>): [
  number,
  number,
  number,
  number,
] {
  return [kernel, kernel, inputs, depthwise ? 1 : outputs];
}

/** `LayerSpec` as it may come from outside: `shift` was called `neighbours` until 2026. */
type FormerLayerSpec = LayerSpec & { readonly neighbours?: number };

/**
 * A spec that comes from a file, with today's names. Model files that were exported before the field
 * `neighbours` became `shift` go on working.
 */
export function currentSpec(spec: NetworkSpec): NetworkSpec {
  const layers = spec.layers.map(({ neighbours, ...layer }: FormerLayerSpec) =>
    neighbours === undefined ? layer : { shift: neighbours, ...layer },
  );
  return { ...spec, layers };
}

/** What a convolution of `layer` is made of. */
function factors(conv: Convolution, { rank, separable }: LayerSpec): Convolution[] {
  const channels = separable ? conv.inputs : rank;
  if (!channels) return [conv];
  const part = separable ? 'depthwise' : 'reduce';
  const first: Convolution = {
    ...conv,
    ...{ name: `${conv.name}/${part}`, weightsOf: `${conv.weightsOf}/${part}` },
    ...{ outputs: channels, depthwise: part === 'depthwise' },
    ...{ normalized: false, activation: 'none' },
    residual: conv.residual === 'keep' ? 'keep' : 'none',
  };
  const second: Convolution = {
    ...conv,
    ...{ kernel: 1, inputs: channels, stride: 1, upsample: 1, shift: 0 },
    residual: conv.residual === 'add' ? 'add' : 'none',
  };
  return [first, second];
}

/** The convolutions of a network in the order they run. Throws on a layer of an unknown kind. */
export function convolutions(spec: NetworkSpec): Convolution[] {
  const flat: Convolution[] = [];
  let inputs = spec.input;
  for (const layer of spec.layers) {
    const { name, kernel, out } = layer;
    const own = {
      ...{ layer: name, kernel, outputs: out, stride: 1, upsample: 1 },
      ...{ depthwise: false, normalized: true },
    };
    if (layer.kind === 'conv') {
      const { stride = 1, upsample = 1, activation = 'relu' } = layer;
      const conv: Convolution = {
        ...own,
        ...{ name, weightsOf: name, inputs, stride, upsample, activation },
        ...{ shift: 0, residual: 'none' },
      };
      flat.push(...factors(conv, layer));
    } else if (layer.kind === 'residual') {
      const base = { ...own, shift: layer.shift ?? 0 };
      const block = layer.shares ?? name;
      const first: Convolution = {
        ...base,
        ...{ name: `${name}/conv1`, weightsOf: `${block}/conv1`, inputs },
        ...{ activation: 'relu', residual: 'keep' },
      };
      const second: Convolution = {
        ...base,
        ...{ name: `${name}/conv2`, weightsOf: `${block}/conv2`, inputs: out },
        ...{ activation: 'none', residual: 'add' },
      };
      flat.push(...factors(first, layer), ...factors(second, layer));
    } else {
      throw new Error(`Layer ${name} of network ${spec.id} has an unknown kind.`);
    }
    inputs = out;
  }
  return flat;
}
