import { because, type Executor } from '../executors/executor.ts';
import { isChosen, type ExecutorChoice, type ExecutorId } from '../executors/index.ts';
import { EngineProblem, toProblem, type EngineFault } from '../problems.ts';
import type { AvailableExecutor, Capabilities, StylizerOptions } from '../stylizer.ts';

export interface Started {
  readonly executor: Executor;
  /** Those that were tried before it. */
  readonly failed: Capabilities['missing'];
}

/** The chosen executor, then the others. */
function inOrder({ chosen, available }: Capabilities): AvailableExecutor[] {
  return [chosen, ...available.filter((other) => other !== chosen)];
}

/** The executors that were asked for, or EngineProblem with the reason why there is none. */
function only({ available, missing }: Capabilities, choice: ExecutorChoice): AvailableExecutor[] {
  const wanted = ({ id }: { readonly id: ExecutorId }) => isChosen(choice, id);
  const found = available.filter(wanted);
  if (found.length > 0) return found;
  const reason = missing.find(wanted)?.reason;
  throw new EngineProblem(reason ?? { code: 'engine/executor-missing', executor: choice });
}

type Choice = Pick<StylizerOptions, 'executor' | 'strict'>;

/**
 * The executors that may run jobs, the best first, without those that failed: with `strict` those that the options
 * ask for, else all. Throws EngineProblem where the browser has none that they ask for.
 */
export function executorsLeft(
  found: Capabilities,
  { executor: choice, strict }: Choice,
  failed: Started['failed'],
): AvailableExecutor[] {
  const all = strict && choice ? only(found, choice) : inOrder(found);
  return all.filter((info) => failed.every(({ id }) => id !== info.id));
}

/**
 * The first executor that starts, of those that may. Its info says why it is not a better one: what failed before,
 * and what did not start now. Rejects with EngineProblem when none starts.
 */
export async function startExecutor(
  found: Capabilities,
  choice: Choice,
  create: (info: AvailableExecutor) => Promise<Executor>,
  before: Started['failed'] = [],
): Promise<Started> {
  const failed: { id: ExecutorId; reason: EngineFault }[] = [...before];
  const reasons = () => failed.map(({ reason }) => reason);
  for (const info of executorsLeft(found, choice, before)) {
    try {
      const executor = await create(info);
      if (failed.length === 0) return { executor, failed };
      return { executor: because(executor, reasons()), failed };
    } catch (error) {
      failed.push({ id: info.id, reason: toProblem(error).fault });
    }
  }
  // Nothing else helps then, whatever else is wrong.
  const replaced = reasons().find(({ code }) => code === 'loading/new-version');
  if (replaced) throw new EngineProblem(replaced);
  const [first, ...others] = reasons();
  throw new EngineProblem(
    first && others.length === 0 ? first : { code: 'engine/none-started', faults: reasons() },
  );
}
