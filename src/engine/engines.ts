import { EngineProblem } from './problems.ts';
import { executorOf, isChosen, type ExecutorChoice, type ExecutorId } from './executors/index.ts';
import type { ExecutorInfo, Stylizer, StylizerOptions } from './stylizer.ts';

/** Stylizers on several executors, each created when it is first asked for, which keep their models. */
export interface Engines {
  /**
   * `auto`: on the executor that the browser is best at, or that the options name; another one may
   * take over where that does not start. By choice: on such an executor and no other. Rejects with
   * EngineProblem, which has the reason, where the browser has none or it does not start. Ask before each
   * piece of work instead of keeping a Stylizer. Disposing of one ends its worker, whoever uses it; the next
   * work starts another.
   */
  get(executor: ExecutorChoice | 'auto'): Promise<Stylizer>;
  dispose(): Promise<void>;
}

/**
 * One worker for each executor. Which executor `auto` runs on is asked first, so that a caller who wants just
 * that one shares its worker: two workers on one device would hold every model twice, and the browser
 * allows few GPU contexts. That costs a start of `auto` where it was not wanted.
 */
export function enginesOf(
  options: StylizerOptions,
  create: (options: StylizerOptions) => Stylizer,
): Engines {
  let auto: Stylizer | undefined;
  const others = new Map<ExecutorId, Promise<Stylizer>>();

  async function get(choice: ExecutorChoice | 'auto'): Promise<Stylizer> {
    auto ??= create(options);
    if (choice === 'auto') return auto;
    const { chosen, available } = await auto.capabilities();
    if (isChosen(choice, chosen.id)) return onlyOn(choice, auto);
    const [first = executorOf(choice), ...next] = available
      .map(({ id }) => id)
      .filter((id) => isChosen(choice, id));
    // Of several on one API the next takes over where the better one does not start.
    return next.reduce((stylizer, id) => stylizer.catch(() => getOther(id)), getOther(first));
  }

  function getOther(executor: ExecutorId): Promise<Stylizer> {
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
 * `auto` for a caller that wants one executor. A worker that lost its device is replaced, and the new one may
 * run on another executor: then there is a problem, and not a picture of that one.
 */
function onlyOn(choice: ExecutorChoice, auto: Stylizer): Stylizer {
  const check = ({ id }: ExecutorInfo) => {
    if (isChosen(choice, id)) return;
    throw new EngineProblem({ code: 'engine/executor-replaced', executor: choice });
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
