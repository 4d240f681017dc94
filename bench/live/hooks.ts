/** What the benchmark of the Live page sends into the page. Each function is complete in itself. */

/** What the page's own loop has done so far, and what it was asked for last. */
export interface LiveCounts {
  /** Frames that the engine has painted for the loop. */
  readonly painted: number;
  /** Milliseconds that they took in the engine's worker, all together. */
  readonly engineMs: number;
  /** Of the last frame. */
  readonly width: number;
  readonly height: number;
}

/** Pictures painted one after the other, with nothing else to do. */
export interface Singles {
  readonly painted: number;
  /** Milliseconds that all of it took. */
  readonly ms: number;
  /** Milliseconds in the engine's worker. */
  readonly engineMs: number;
}

export interface LiveBench {
  counts(): LiveCounts;
  /** Paint a picture as large as the last frame, with its model and style, again and again for so long. */
  singles(ms: number): Promise<Singles>;
}

/**
 * Run before the page's own scripts: listens to the engine's worker, which the page goes on using, and can send it
 * requests beside the page's own.
 */
export function listen() {
  if ('liveBench' in window) return;
  interface Frame {
    readonly model: string;
    readonly style: unknown;
    readonly width: number;
    readonly height: number;
  }
  let engine: Worker | undefined;
  let last: Frame | undefined;
  let [painted, engineMs] = [0, 0];
  const frames = new Set<number>();
  /** Of the benchmark, far from the page's own. */
  let id = 1e9;
  const waiting = new Map<number, (ms: number) => void>();

  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: unknown[]) {
    const { type, name, input, id: of } = message as Record<string, unknown>;
    if (type === 'ask' && name === 'paintFrame') {
      follow(this);
      const { model, style, width, height } = input as Frame;
      last = { model, style, width, height };
      frames.add(of as number);
    }
    return Reflect.apply(postMessage, this, [message, ...rest]);
  };

  function follow(worker: Worker) {
    if (engine !== worker) worker.addEventListener('message', hear);
    engine = worker;
  }

  function hear({ data }: MessageEvent) {
    const { type, id: of, update, result } = data;
    if (type === 'result' && frames.delete(of)) {
      painted += 1;
      engineMs += result.ms;
    }
    if (type === 'update' && update.type === 'result') waiting.get(of)?.(update.ms);
  }

  const bench: LiveBench = {
    counts: () => ({ painted, engineMs, width: last?.width ?? 0, height: last?.height ?? 0 }),
    async singles(ms) {
      if (!engine || !last) throw new Error('No frame was painted yet.');
      const { model, style, width, height } = last;
      const data = new Uint8ClampedArray(width * height * 4).map((_, i) => (i * 2654435761) >>> 24);
      const [begun, all] = [performance.now(), { painted: 0, engineMs: 0 }];
      while (performance.now() - begun < ms) {
        const took = new Promise<number>((resolve) => waiting.set(++id, resolve));
        const input = { model, style, picture: { width, height, data } };
        engine.postMessage({ type: 'ask', id, name: 'run', input });
        all.engineMs += await took;
        waiting.delete(id);
        all.painted += 1;
      }
      return { ...all, ms: performance.now() - begun };
    },
  };
  Object.assign(window, { liveBench: bench });
}
