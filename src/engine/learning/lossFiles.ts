import * as v from 'valibot';
import type { LossEntry } from '../manifest.ts';
import { whileItArrives } from '../../loading/index.ts';
import { EngineProblem } from '../problems.ts';
import { decodeWeights, type Weight } from '../weights/decode.ts';
import { download } from '../weights/download.ts';
import { weightEntry } from '../weights/modelFile.ts';

/** What `loss` of the manifest names; training/lossfiles.py writes it. */
const listSchema = v.object({
  version: v.literal(1),
  networks: v.array(
    v.object({
      id: v.picklist(['vgg', 'distilled']),
      path: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9.-]+$/)),
      sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      bytes: v.number(),
      weights: v.array(weightEntry),
    }),
  ),
});

/** The weights of the two loss networks: `conv11/weights` [3, 3, in, out], `conv11/bias`, and so on. */
export type LossWeights = Readonly<Record<'vgg' | 'distilled', ReadonlyMap<string, Weight>>>;

/**
 * Download the loss networks, or take them from the cache, and decode them. `base` is the folder of the manifest.
 * `onProgress` is told the bytes that arrived, of so many. Throws EngineProblem as `loadModel`.
 */
export async function loadLossWeights(
  entry: LossEntry,
  base: string,
  onProgress: (loaded: number, total: number, stalled?: boolean) => void,
  signal?: AbortSignal,
): Promise<LossWeights> {
  let loaded = 0;
  return whileItArrives(
    async (watched) => {
      const onBytes = (count: number) => {
        loaded += count;
        watched.arrived();
        onProgress(Math.min(loaded, entry.bytes), entry.bytes);
      };
      const fetched = async (url: string, sha256: string) =>
        (await download({ url, sha256, onBytes, signal: watched.signal })).bytes;
      const url = new URL(entry.path, base).href;
      const networks = parse(await fetched(url, entry.sha256));
      const weights = networks.map(async ({ id, path, sha256, weights }) => {
        const bytes = await fetched(new URL(path, url).href, sha256);
        return [id, decodeWeights(weights, bytes)] as const;
      });
      const found = new Map(await Promise.all(weights));
      const [vgg, distilled] = [found.get('vgg'), found.get('distilled')];
      if (!vgg || !distilled) throw new EngineProblem({ code: 'engine/model-unreadable' });
      return { vgg, distilled };
    },
    { signal, onStalled: () => onProgress(loaded, entry.bytes, true) },
  );
}

function parse(bytes: ArrayBuffer) {
  const text = new TextDecoder().decode(bytes);
  const list = v.safeParse(v.pipe(v.string(), v.parseJson(), listSchema), text);
  if (list.success) return list.output.networks;
  throw new EngineProblem({ code: 'engine/model-unreadable' }, { cause: list.issues });
}
