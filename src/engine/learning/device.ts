import { entryOf, executorOf, isChosen, type ExecutorChoice } from '../executors/index.ts';
import { createOps, hasOps, type OpsDevice } from '../executors/ops.ts';
import { probeAll, rank } from '../executors/rank.ts';
import { EngineProblem, toProblem, type EngineFault } from '../problems.ts';
import type { AvailableExecutor } from '../stylizer.ts';

/** What the page is asked to compute on, or anything but a GPU. */
export type DeviceChoice = ExecutorChoice | 'processor';

/** Start the best device to learn on. Rejects with EngineProblem. */
export async function startBest(choice?: DeviceChoice): Promise<OpsDevice> {
  const { available } = rank(await probeAll());
  const faults: EngineFault[] = [];
  for (const info of inOrder(available.filter(hasOps), choice)) {
    try {
      return await createOps(info);
    } catch (error) {
      faults.push(toProblem(error).fault);
    }
  }
  const [only, ...others] = faults;
  if (!only) throw new EngineProblem({ code: 'engine/no-executor' });
  throw new EngineProblem(others.length === 0 ? only : { code: 'engine/none-started', faults });
}

/**
 * Not every executor can learn, so a choice that can't means one on the same API.
 * @param usual executors that can learn, the best first
 * @returns them with what the choice means first, then others on its API; for the processor no GPU
 */
export function inOrder(
  usual: readonly AvailableExecutor[],
  choice?: DeviceChoice,
): AvailableExecutor[] {
  if (!choice) return [...usual];
  if (choice === 'processor') return usual.filter(({ id }) => !entryOf(id).wantsGpu);
  const { api } = entryOf(executorOf(choice));
  const place = ({ id }: AvailableExecutor) =>
    isChosen(choice, id) ? 0 : entryOf(id).api === api ? 1 : 2;
  return [...usual].sort((a, b) => place(a) - place(b)); // it keeps the order of equals
}
