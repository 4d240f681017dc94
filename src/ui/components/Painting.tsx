import { lastPainting, type Stage } from '../../state/index.ts';
import { PixelsCanvas } from './PixelsCanvas.tsx';

const RESULT_STATES = { running: 'running', shown: 'done', failed: 'failed' };

/** The painting, with what checks from outside read. */
export function Painting({ stage }: { stage: Exclude<Stage, { status: 'empty' }> }) {
  const painting = lastPainting(stage);
  const waits = stage.status === 'ready' || stage.status === 'cancelled';
  const waiting = painting ? 'done' : 'running';
  return (
    <div
      data-testid="result"
      data-state={waits ? waiting : RESULT_STATES[stage.status]}
      data-executor={painting?.executor.id}
      data-ms={painting?.ms}
      style={{ visibility: painting ? 'visible' : 'hidden' }}
    >
      <PixelsCanvas pixels={painting?.pixels} />
    </div>
  );
}
