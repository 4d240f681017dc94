import type { SideId, SideState } from '../../state/compare/index.ts';
import { PixelsCanvas } from '../components/PixelsCanvas.tsx';
import { lastResult } from './sides.ts';

const STATES: Record<SideState['status'], string> = {
  idle: 'empty',
  cancelled: 'empty',
  running: 'running',
  done: 'done',
  failed: 'failed',
};

/** A side's picture, with what checks from outside read. */
export function SidePicture({ side, state }: { side: SideId; state: SideState }) {
  const outcome = lastResult(state);
  return (
    <div
      data-testid={`side-${side}`}
      data-state={STATES[state.status]}
      data-executor={outcome?.ranOn.id}
      data-ms={outcome?.ms}
      // Not 'visible', which would show it in a view that hides it.
      style={outcome ? undefined : { visibility: 'hidden' }}
    >
      <PixelsCanvas pixels={outcome?.pixels} />
    </div>
  );
}
