import { lastResult, type Stage } from '../../state/index.ts';
import { PixelsCanvas } from './PixelsCanvas.tsx';

interface Props {
  readonly stage: Exclude<Stage, { status: 'empty' }>;
}

function stateOf({ status }: Props['stage'], painted: boolean): string {
  if (painted && status === 'cancelled') return 'done';
  return status === 'idle' ? 'running' : status; // it is about to start
}

/** The painting, with what checks from outside read. */
export function Painting({ stage }: Props) {
  const painting = lastResult(stage);
  return (
    <div
      data-testid="result"
      data-state={stateOf(stage, painting !== undefined)}
      data-executor={painting?.executor.id}
      data-ms={painting?.ms}
      style={{ visibility: painting ? 'visible' : 'hidden' }}
    >
      <PixelsCanvas pixels={painting?.pixels} />
    </div>
  );
}
