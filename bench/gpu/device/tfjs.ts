import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import type { Files } from './files.ts';
import type { Painter, Subject } from './painters.ts';

/** The part of a model.json that TensorFlow.js reads. */
interface ModelJson {
  readonly modelTopology: object;
  readonly format: string;
  readonly signature: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
}

/** Stock TensorFlow.js on WebGPU: `loadGraphModel` of the float32 model. */
export async function tfjsPainter(files: Files, subject: Subject): Promise<Painter> {
  if (!(await tf.setBackend('webgpu')) || tf.getBackend() !== 'webgpu') {
    throw new Error('TensorFlow.js did not start on WebGPU.');
  }
  const { network, image, style } = subject;
  const folder = `models/${network}-float32`;
  const json = files.json(`${folder}/model.json`) as ModelJson;
  const paths = json.weightsManifest.flatMap(({ paths }) => paths);
  const bytes = Buffer.concat(paths.map((path) => files.read(`${folder}/${path}`)));
  const model = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      format: json.format,
      signature: json.signature,
      weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
      weightData: new Uint8Array(bytes).buffer,
    }),
  });
  const inputs = () => ({
    image: tf.tensor4d(image.values, [1, image.height, image.width, 3]),
    style: tf.tensor2d([...style], [1, style.length]),
  });
  const kept = inputs();
  return {
    name: 'tfjs-webgpu',
    async whole() {
      const given = inputs();
      const output = model.predict(given) as tf.Tensor;
      const values = await output.data<'float32'>();
      tf.dispose([given, output]);
      return values;
    },
    async onDevice() {
      const output = model.predict(kept) as tf.Tensor;
      const pixel = tf.slice(output, [0, 0, 0, 0], [1, 1, 1, 3]);
      await pixel.data();
      tf.dispose([output, pixel]);
    },
    dispose() {
      tf.dispose(kept);
      model.dispose();
    },
  };
}
