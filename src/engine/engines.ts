import { EngineProblem } from './problems.ts';
import {
  type ExecutorId,
  type ExecutorInfo,
  type Stylizer,
  type StylizerOptions,
} from './stylizer.ts';

/** Stylizers on several executors, which keep their models: each is made when it is first asked for. */
export interface Engines {
  /**
   * `auto`: on the executor that the browser is best at, or that the options name; another one may
   * take over where that does not start. By id: on that executor and no other. Rejects with
   * EngineProblem `unavailable` and the reason where the browser does not have it or it does not
   * start. Ask before each piece of work instead of keeping a Stylizer. Disposing of one ends its worker,
   * whoever uses it; the next work starts another.
   */
  get(executor: ExecutorId | 'auto'): Promise<Stylizer>;
  dispose(): Promise<void>;
}

/**
 * One worker an executor. Which executor `auto` runs on is asked first, so that its worker also serves
 * who wants just that one: two workers on one device would hold every model twice, and the browser
 * allows few GPU contexts. That costs a start of `auto` where it was not wanted.
 */
export function enginesOf(
  options: StylizerOptions,
  create: (options: StylizerOptions) => Stylizer,
): Engines {
  let auto: Stylizer | undefined;
  const others = new Map<ExecutorId, Promise<Stylizer>>();

  async function get(executor: ExecutorId | 'auto'): Promise<Stylizer> {
    auto ??= create(options);
    if (executor === 'auto') return auto;
    const { chosen } = await auto.capabilities();
    if (chosen.id === executor) return onlyOn(executor, auto);
    const other = others.get(executor) ?? start(executor);
    others.set(executor, other);
    return other;
  }

  async function start(executor: ExecutorId): Promise<Stylizer> {
    const stylizer = create({ ...options, executor, strict: true });
    try {
      await stylizer.capabilities();
      return stylizer;
    } catch (error) {
      others.delete(executor);
      await stylizer.dispose();
      throw error;
    }
  }

  async function dispose() {
    const started = await Promise.allSettled(others.values());
    others.clear();
    await auto?.dispose();
    auto = undefined;
    for (const result of started) if (result.status === 'fulfilled') await result.value.dispose();
  }

  return { get, dispose };
}

/**
 * `auto` for who wants one executor. A worker that lost its device is replaced, and the new one may
 * run on another executor: then there is a problem, and not a picture of that one.
 */
function onlyOn(executor: ExecutorId, auto: Stylizer): Stylizer {
  const check = ({ id }: ExecutorInfo) => {
    if (id === executor) return;
    throw new EngineProblem({ code: 'engine/executor-replaced', executor });
  };
  return {
    ...auto,
    async *run(job, signal) {
      for await (const update of auto.run(job, signal)) {
        if (update.type === 'result') check(update.executor);
        yield update;
      }
    },
    async paintFrame(job) {
      const painted = await auto.paintFrame(job);
      try {
        check(painted.executor);
      } catch (error) {
        painted.bitmap.close();
        throw error;
      }
      return painted;
    },
  };
}
