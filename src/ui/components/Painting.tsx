import { useEffect, useRef } from 'react';
import { lastPainting, type Stage } from '../../state/index.ts';

const RESULT_STATES = { running: 'running', shown: 'done', failed: 'failed' };

/** The painting's canvas, as large as the painting in pixels, with what checks from outside read. */
export function Painting({ stage }: { stage: Exclude<Stage, { status: 'empty' }> }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painting = lastPainting(stage);
  const pixels = painting?.pixels;
  // Cancelled, or about to start.
  const waiting = painting ? 'done' : 'running';
  useEffect(() => {
    if (!canvas.current || !pixels) return;
    const { data, width, height } = pixels;
    // Setting the size clears the canvas, so size and pixels change in one go.
    canvas.current.width = width;
    canvas.current.height = height;
    canvas.current.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pixels]);
  return (
    <div
      data-testid="result"
      data-state={stage.status === 'ready' ? waiting : RESULT_STATES[stage.status]}
      data-executor={painting?.executor.id}
      data-ms={painting?.ms}
      style={{ visibility: painting ? 'visible' : 'hidden' }}
    >
      <canvas ref={canvas} aria-hidden />
    </div>
  );
}
