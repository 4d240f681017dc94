import { EngineProblem } from '../../problems.ts';
import { CONTROL, type Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { roundUp } from './method.ts';
import { makeStep, STEP_BYTES, writeStep, type Step } from './step.ts';

/** Tickets that a pass over a map is cut into. */
const TICKETS = 16;

/** Runs single steps on the kernels, with all threads. */
export class Runner {
  /** Address of the step that runs: one at a time. */
  readonly step: number;

  constructor(
    readonly heap: Heap,
    readonly kernels: Kernels,
    readonly threads: number,
    private readonly onLost: () => void,
  ) {
    this.step = heap.keep(STEP_BYTES).at;
  }

  /** Do a step. Throws EngineProblem `worker-stopped` when a thread has died. */
  run(fields: Partial<Step> & Pick<Step, 'kind'>): void {
    writeStep(this.heap.memory.buffer, this.step, makeStep(fields));
    if (this.kernels.run(CONTROL, this.step)) return;
    this.onLost();
    throw new EngineProblem({ code: 'engine/worker-stopped' });
  }

  /** Do a step that goes over `rows` rows, cut into tickets of some rows. @returns the number of tickets */
  pass(rows: number, fields: Partial<Step> & Pick<Step, 'kind'>): number {
    const stripRows = Math.ceil(rows / TICKETS);
    const strips = Math.ceil(rows / stripRows);
    this.run({ stripRows, strips, chunks: 1, ...fields });
    return strips;
  }

  /**
   * Room above all that the heap keeps, until something is kept: an address for each length in bytes. Throws RangeError
   * where memory ends.
   */
  room(...lengths: readonly number[]): number[] {
    let end = this.heap.top;
    const places = lengths.map((bytes) => {
      const start = end;
      end = roundUp(end + bytes, 64);
      return start;
    });
    this.heap.reach(end);
    return places;
  }
}
