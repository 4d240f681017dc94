import type { Executor } from '../executors/executor.ts';
import { EngineProblem, type EngineFault } from '../problems.ts';
import { DeviceProblem } from './deviceProblem.ts';
import type { Models } from './models.ts';
import type { InTurn } from './queue.ts';
import type { Started } from './start.ts';

/** An executor, with the models that are on it. */
export interface InUse {
  /** Rejects with EngineProblem where none starts. */
  readonly started: Promise<Started>;
  readonly models: Models;
  /** Do what uses the device when it is its turn. Rejects where another executor has taken over until then. */
  readonly inTurn: InTurn;
}

type Failed = Started['failed'];

interface FailoverOptions {
  /** Whether there is an executor beside those that failed. */
  readonly isLeft: (failed: Failed) => Promise<boolean>;
  /** Start the best executor beside those that failed. Rejects with EngineProblem. */
  readonly start: (failed: Failed) => Promise<Started>;
  readonly modelsOn: (executor: () => Promise<Executor>, inTurn: InTurn) => Models;
  /** All that uses a device. */
  readonly queue: InTurn;
  /** The executor in use has lost its device. */
  readonly onLost: (fault: EngineFault) => void;
}

/** The executor in use. Where it fails at what it has to do, the next one takes over. */
export class Failover {
  private current: InUse | undefined;

  constructor(private readonly options: FailoverOptions) {}

  /** The executor in use, which is started now where there is none. */
  get inUse(): InUse {
    return this.current ?? this.begin([]);
  }

  /**
   * Do something on the executor in use, and once more on the next one where that fails for a reason of the device.
   * The next one's info tells why. Rejects as `work` does: with a reason of the device only where no other executor
   * is left or starts.
   * @param goOn rejects where nobody wants the work any more
   */
  async serve<T>(work: (inUse: InUse) => Promise<T>, goOn: () => Promise<void>): Promise<T> {
    for (;;) {
      const { inUse } = this;
      try {
        return await work(inUse);
      } catch (error) {
        await goOn();
        const started = await inUse.started.catch(() => undefined);
        if (!started || !(await this.isReplaced(inUse, started, error))) throw error;
      }
    }
  }

  async dispose(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    if (current) await this.retire(current);
  }

  /** @returns whether another executor has taken over, which it does now where the error is one of the device */
  private async isReplaced(inUse: InUse, { executor, failed }: Started, error: unknown) {
    if (this.current !== inUse) return true; // another piece of work has failed before
    if (!(error instanceof DeviceProblem)) return false;
    const { id } = executor.info;
    const reason = { code: 'engine/executor-failed', executor: id, fault: error.fault } as const;
    const all = [...failed, { id, reason }];
    if (!(await this.options.isLeft(all))) return false;
    const next = this.current === inUse ? this.begin(all, inUse) : this.inUse;
    return next.started.then(
      () => true,
      () => false,
    );
  }

  private begin(failed: Failed, before?: InUse): InUse {
    const { start, modelsOn, queue } = this.options;
    const started = (async () => {
      // Two devices at a time may be too much, and TensorFlow.js has one for each thread.
      if (before) await this.retire(before);
      return start(failed);
    })();
    const inTurn: InTurn = (task, signal) =>
      queue(async () => {
        if (this.current !== inUse) throw new EngineProblem({ code: 'engine/disposed' });
        return task();
      }, signal);
    const models = modelsOn(async () => (await started).executor, inTurn);
    const inUse: InUse = { started, models, inTurn };
    this.current = inUse;
    void this.watch(inUse);
    return inUse;
  }

  /** See whether an executor starts, and when it is lost. */
  private async watch(inUse: InUse): Promise<void> {
    try {
      const { executor } = await inUse.started;
      const fault = await executor.lost;
      if (this.current === inUse) this.options.onLost(fault);
    } catch {
      // It did not start: the next piece of work begins with the best executor again.
      if (this.current === inUse) this.current = undefined;
    }
  }

  /** Free the device, once nothing runs on it any more. */
  private async retire({ started, models }: InUse): Promise<void> {
    await this.options.queue(async () => models.dispose());
    const running = await started.catch(() => undefined);
    running?.executor.dispose();
  }
}
