import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { backend, engine, env, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Activation } from '../../../network/index.ts';

const ACTIVATIONS: Readonly<Record<Activation, string>> = {
  none: 'value',
  relu: 'max(value, vec4(0.0))',
  sigmoid: '1.0 / (1.0 + exp(-value))',
};

/**
 * The end of an instance norm in one pass, where composed operations take three or four: the map minus the mean of
 * each channel, times a gain, plus a shift, and then the activation. All but the map [1, H, W, C] are [1, 1, 1, C].
 */
export function normalize(
  map: Tensor4D,
  mean: Tensor4D,
  gain: Tensor4D,
  shift: Tensor4D,
  activation: Activation,
): Tensor4D {
  const program: GPGPUProgram = {
    variableNames: ['Map', 'Mean', 'Gain', 'Shift'],
    outputShape: map.shape,
    packedInputs: true,
    packedOutput: true,
    // As tfjs does: else the shader has the map's size in it, and each size is compiled.
    enableShapeUniforms: env().getBool('WEBGL_USE_SHAPES_UNIFORMS'),
    userCode: `
      void main() {
        vec4 value = (getMapAtOutCoords() - getMeanAtOutCoords()) * getGainAtOutCoords() + getShiftAtOutCoords();
        setOutput(${ACTIVATIONS[activation]});
      }`,
  };
  const inputs = [map, mean, gain, shift];
  const output = (backend() as MathBackendWebGL).compileAndRun(program, inputs, 'float32');
  return engine().makeTensorFromTensorInfo(output) as Tensor4D;
}
