import {
  paintTiles,
  sampleStatistics,
  type LargeJob,
  type Statistics,
  type TileSize,
} from '../../engine/index.ts';
import type { LargeId, Size } from '../../picture/index.ts';
import { mixOf } from './boldness.ts';
import type { PaintingChoice, PaintingTools } from './paintPhoto.ts';
import { PageProblem } from './problems.ts';

/**
 * How far the fine strokes of one large painting are. Who keeps it can stop, and go on later where they stopped: the
 * large painting holds the tiles that are there.
 */
export interface StrokesSoFar {
  /** What all tiles have in common, once that is measured. */
  measured?: { readonly tiles: TileSize; readonly statistics: Statistics };
  /** How many tiles are there. */
  count: number;
  /** The share of the picture that they cover, 0..1. */
  share: number;
}

export const noStrokes = (): StrokesSoFar => ({ count: 0, share: 0 });

/**
 * Have the network paint an enlarged painting once more, in tiles, and add the fine strokes of that. Rejects with
 * EngineProblem or PictureProblem, or the signal's reason once it is aborted.
 *
 * @param soFar where it goes on; it is brought up to date with each tile
 * @param tell is told the share that is done, 0..1, after each tile
 */
export async function paintFineStrokes(
  { manifest, stylizer, pictures }: PaintingTools,
  large: LargeId,
  size: Size,
  choice: PaintingChoice,
  soFar: StrokesSoFar,
  signal: AbortSignal,
  tell: (done: number) => Promise<void>,
): Promise<void> {
  const job: LargeJob = {
    ...size,
    model: choice.model,
    style: mixOf(choice, manifest, choice.model),
    read: (area) => pictures.large.read(large, area),
  };
  const tiles = await tileSize(stylizer, choice.model, signal);
  // Another executor may hold only smaller tiles, and these are cut in other places.
  if (!isSame(soFar.measured?.tiles, tiles)) {
    const statistics = await sampleStatistics(stylizer, job, signal);
    Object.assign(soFar, { measured: { tiles, statistics }, ...noStrokes() });
  }
  const { statistics } = soFar.measured!;
  let told: Promise<unknown> = Promise.resolve();
  await paintTiles(
    ...[stylizer, job, tiles, statistics],
    ({ seen, kept }, painted) => pictures.large.write(large, seen, kept, painted),
    {
      from: soFar.count,
      signal,
      tell: (done) => {
        Object.assign(soFar, done);
        told = Promise.all([told, tell(done.share)]);
        // What fails is told below, or is the less where a tile fails, too.
        told.catch(() => undefined);
      },
    },
  );
  await told;
  // It may have been stopped while the last tile was told.
  signal.throwIfAborted();
}

const isSame = (a: TileSize | undefined, b: TileSize): boolean =>
  a?.side === b.side && a.halo === b.halo;

async function tileSize(stylizer: PaintingTools['stylizer'], model: string, signal: AbortSignal) {
  for await (const { tiles } of stylizer.load(model, signal)) if (tiles) return tiles;
  throw new PageProblem({ code: 'paint/nothing-arrived' });
}
