import { isChosen, type Engines, type ExecutorChoice, type Stylizer } from '../../engine/index.ts';

/**
 * Engines for a while: `dispose` ends the executors that were asked for here and that nobody else has,
 * since each keeps a worker with all models that ran there. One that is asked for later starts again.
 */
export function borrow(engines: Engines, isInUse: (executor: ExecutorChoice) => boolean): Engines {
  const borrowed = new Map<ExecutorChoice, Stylizer>();

  async function get(executor: ExecutorChoice | 'auto') {
    const stylizer = await engines.get(executor);
    if (executor === 'auto') return stylizer;
    // The executor that `auto` runs on shares its worker, and that is every page's.
    const { chosen } = await (await engines.get('auto')).capabilities();
    if (!isChosen(executor, chosen.id)) borrowed.set(executor, stylizer);
    return stylizer;
  }

  async function dispose() {
    for (const [executor, stylizer] of borrowed) {
      // Asked for each at the last moment: somebody may have begun to use it.
      if (!isInUse(executor)) await stylizer.dispose();
    }
    borrowed.clear();
  }

  return { get, dispose };
}
