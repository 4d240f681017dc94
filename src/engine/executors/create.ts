import { loadCode } from '../../loading/index.ts';
import type { AvailableExecutor } from '../stylizer.ts';
import type { Executor } from './executor.ts';
import type { ExecutorId } from './index.ts';

interface ExecutorModule {
  create(info: AvailableExecutor): Promise<Executor>;
}

/** Each executor's code is a chunk of its own. Not in the registry, or the page would be built with them, too. */
const modules = import.meta.glob<ExecutorModule>('./*/executor.ts');

/** Load and start an executor. Rejects with EngineProblem, or the error of a library. */
export async function createExecutor(info: AvailableExecutor): Promise<Executor> {
  const load = modules[pathOf(info.id)];
  if (!load) throw new Error(`there is no ${pathOf(info.id)}`);
  return (await loadCode(load)).create(info);
}

/** Where an executor's module is: in the folder that has its id for a name. */
const pathOf = (id: ExecutorId) => `./${id}/executor.ts`;
