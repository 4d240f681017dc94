/** Messages in, Stylizer out. The page's side is client.ts. */
import { createLocalStylizer } from './local.ts';
import { toProblem } from '../problems.ts';
import type { FromWorker, ToWorker, Update } from '../protocol.ts';
import type { Stylizer } from '../stylizer.ts';

let stylizer: Stylizer | undefined;
const running = new Map<number, AbortController>();

const send = (message: FromWorker, moved: Transferable[] = []) => self.postMessage(message, moved);

async function serve(id: number, updates: AsyncIterable<Update>) {
  for await (const update of updates) {
    send({ id, type: 'update', update }, moved(update));
  }
}

/** What is handed over with an update, and not copied. */
function moved(update: Update): Transferable[] {
  if ('bitmap' in update) return [update.bitmap];
  return 'type' in update && update.type === 'result' ? [update.picture.data.buffer] : [];
}

async function* once<T>(value: Promise<T>) {
  yield await value;
}

function updates(message: ToWorker, on: Stylizer, signal: AbortSignal): AsyncIterable<Update> {
  switch (message.type) {
    case 'capabilities':
      return once(on.capabilities());
    case 'load':
      return on.load(message.model, signal);
    case 'run':
      return on.run(message.job, signal);
    case 'frame':
      return once(on.paintFrame(message.job));
    default:
      throw new Error(`No answer for ${message.type}`);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') {
    stylizer = createLocalStylizer(data);
  } else if (data.type === 'cancel') {
    running.get(data.id)?.abort();
  } else if (stylizer) {
    const { id } = data;
    const controller = new AbortController();
    running.set(id, controller);
    serve(id, updates(data, stylizer, controller.signal))
      .then(
        () => send({ id, type: 'end' }),
        (error: unknown) => {
          send({ id, type: 'end', fault: toProblem(error).fault });
        },
      )
      .finally(() => running.delete(id));
  }
});
