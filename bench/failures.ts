import { Stop } from '../scripts/prepare.mjs';
import type { EngineId } from './engines/requests.ts';
import type { Failure } from './results.ts';

/** Where something failed. */
type Where = Omit<Failure, 'why'>;

/** Collects what engines failed at, so that the others go on. */
export class Failures {
  readonly all: Failure[] = [];

  /**
   * The work's result; undefined where it failed, which is said and kept. A Stop is thrown on: a wrong
   * picture is no reason to leave an engine out, but to stop.
   */
  async attempt<T>(where: Where, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Stop) throw error;
      const [why = ''] = String(error instanceof Error ? error.message : error).split('\n');
      const failure = { ...where, why };
      this.all.push(failure);
      console.log(toSentence(failure));
      return undefined;
    }
  }

  /** Engines that have not failed with this model. */
  without(engines: readonly EngineId[], model: string): EngineId[] {
    return engines.filter(
      (engine) => !this.all.some((one) => one.engine === engine && one.model === model),
    );
  }
}

/** `ort-webgpu was left out with compressed-float32 at 512 x 512: out of memory` */
export function toSentence({ engine, model, size, why }: Failure): string {
  const where = size === undefined ? model : `${model} at ${size} x ${size}`;
  return `${engine} was left out with ${where}: ${why}`;
}
