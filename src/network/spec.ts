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

/** One convolution of a flattened network, with its conditional instance normalization. */
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
  /** The first convolution of a residual block keeps its input; the second adds it to its output. */
  readonly residual: 'none' | 'keep' | 'add';
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

/** The convolutions of a network in the order they run. Throws on a layer of an unknown kind. */
export function convolutions(spec: NetworkSpec): Convolution[] {
  const flat: Convolution[] = [];
  let inputs = spec.input;
  for (const layer of spec.layers) {
    const { name, kernel, out } = layer;
    const own = { layer: name, kernel, outputs: out, stride: 1, upsample: 1 };
    if (layer.kind === 'conv') {
      const { stride = 1, upsample = 1, activation = 'relu' } = layer;
      flat.push({
        ...own,
        ...{ name, inputs, stride, upsample, activation },
        ...{ shift: 0, residual: 'none' },
      });
    } else if (layer.kind === 'residual') {
      const base = { ...own, shift: layer.shift ?? 0 };
      flat.push({
        ...base,
        name: `${name}/conv1`,
        inputs,
        activation: 'relu',
        residual: 'keep',
      });
      flat.push({
        ...base,
        name: `${name}/conv2`,
        inputs: out,
        activation: 'none',
        residual: 'add',
      });
    } else {
      throw new Error(`Layer ${name} of network ${spec.id} has an unknown kind.`);
    }
    inputs = out;
  }
  return flat;
}
