import { EngineProblem, toProblem, type EngineFault } from '../problems.ts';

/** A problem that a device made, so that another executor may do better. */
export class DeviceProblem extends EngineProblem {}

/**
 * Do what a device does. Rejects as `work` does, with a mark where another executor may do better: what the device
 * refused, and paintings that are none. Memory is such a reason only while a model is put on the device: of a picture
 * that is too large for one device a smaller one is wanted, rather than a slower device.
 */
export async function onDevice<T>(kind: 'prepare' | 'paint', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { fault } = toProblem(error);
    const mark = kind === 'prepare' ? PREPARING : PAINTING;
    throw mark.has(fault.code) ? new DeviceProblem(fault, { cause: error }) : error;
  }
}

type Codes = ReadonlySet<EngineFault['code']>;
const PAINTING: Codes = new Set(['engine/internal', 'engine/broken-painting']);
const PREPARING: Codes = new Set([...PAINTING, 'engine/memory', 'engine/model-unsupported']);
