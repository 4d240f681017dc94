import { faultOf, loadCode } from '../../shared/index.ts';
import type { ComparePart } from '../state.ts';
import type { LadderNeeds, LadderPart } from './ladder.ts';

/** The ladder, whose code is downloaded when it is opened: few visitors do. Before that all else does nothing. */
export function createLazyLadder(part: ComparePart, needs: LadderNeeds): LadderPart {
  let ladder: LadderPart | undefined;

  async function open() {
    try {
      const code = ladder ? undefined : await loadCode(() => import('./ladder.ts'));
      ladder ??= code?.createLadder(part, needs);
      await ladder?.open();
    } catch (error) {
      part.store.setState({ ladder: { status: 'failed', problem: faultOf(error) } });
    }
  }

  return {
    open,
    collect: () => ladder?.collect(),
    paint: (model) => ladder?.paint(model),
    cancelPainting: (model) => ladder?.cancelPainting(model),
    measure: async (runs) => ladder?.measure(runs),
    cancelMeasuring: () => ladder?.cancelMeasuring(),
    reset: () => ladder?.reset(),
    suspend: () => ladder?.suspend(),
  };
}
