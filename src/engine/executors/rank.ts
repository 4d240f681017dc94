import { EngineProblem, type EngineFault } from '../problems.ts';
import type { AvailableExecutor, Capabilities } from '../stylizer.ts';
import { EMULATED_SIZES } from './entry.ts';
import { entryOf, isChosen, REGISTRY, type ExecutorChoice, type ExecutorId } from './index.ts';

/** What probing one executor found: it is here, or why not. */
export type Probe = AvailableExecutor | { readonly id: ExecutorId; readonly reason: EngineFault };

/** Ask the browser for every executor. Works in a worker and on the page. */
export async function probeAll(): Promise<Probe[]> {
  return Promise.all(
    REGISTRY.map(async ({ id, probe, firstSizes }): Promise<Probe> => {
      // One that throws, as half-finished browsers do, says nothing about the others.
      const found = await probe().catch((error: unknown) =>
        error instanceof EngineProblem ? error.fault : undefined,
      );
      if (!found) return { id, reason: { code: 'engine/executor-missing', executor: id } };
      if ('code' in found) return { id, reason: found };
      return { id, ...found, firstSizes: found.software ? EMULATED_SIZES : firstSizes };
    }),
  );
}

/**
 * Put the probes, which are in the registry's order, in the order of preference: real GPUs first, then the
 * processor, then emulated GPUs. The first that `choice` asks for is chosen where there is one.
 * Throws EngineProblem `no-executor` when nothing was found.
 */
export function rank(probes: readonly Probe[], choice?: ExecutorChoice): Capabilities {
  const found = probes.filter((probe) => 'device' in probe);
  const place = ({ id, software }: AvailableExecutor) =>
    software ? 2 : entryOf(id).wantsGpu ? 0 : 1;
  const available = [...found].sort((a, b) => place(a) - place(b)); // it keeps the order of equals
  const chosen = available.find(({ id }) => choice && isChosen(choice, id)) ?? available[0];
  if (!chosen) throw new EngineProblem({ code: 'engine/no-executor' });
  return { available, missing: probes.filter((probe) => 'reason' in probe), chosen };
}
