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

/**
 * Start what the options choose. With `strict` that is one that they ask for; else any other takes over where it
 * does not start. Rejects with EngineProblem when none starts.
 */
export function startExecutor(
  found: Capabilities,
  { executor: choice, strict }: Pick<StylizerOptions, 'executor' | 'strict'>,
  create: (info: AvailableExecutor) => Promise<Executor>,
): Promise<Started> {
  return startFirst(strict && choice ? only(found, choice) : inOrder(found), create);
}

/** The first executor that starts. */
async function startFirst(
  infos: readonly AvailableExecutor[],
  create: (info: AvailableExecutor) => Promise<Executor>,
): Promise<Started> {
  const failed: { id: ExecutorId; reason: EngineFault }[] = [];
  const reasons = () => failed.map(({ reason }) => reason);
  for (const info of infos) {
    try {
      const executor = await create(info);
      if (failed.length === 0) return { executor, failed };
      return { executor: because(executor, reasons()), failed };
    } catch (error) {
      failed.push({ id: info.id, reason: toProblem(error).fault });
    }
  }
  const [first, ...others] = reasons();
  throw new EngineProblem(
    first && others.length === 0 ? first : { code: 'engine/none-started', faults: reasons() },
  );
}
