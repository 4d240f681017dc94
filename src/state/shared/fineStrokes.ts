import { paintTiles, sampleStatistics, type LargeJob } from '../../engine/index.ts';
import type { LargeId, Size } from '../../picture/index.ts';
import { mixOf } from './boldness.ts';
import type { PaintingChoice, PaintingTools } from './paintPhoto.ts';
import { PageProblem } from './problems.ts';

/**
 * Have the network paint an enlarged painting once more, in tiles, and add the fine strokes of that. Rejects with
 * EngineProblem or PictureProblem, or the signal's reason once it is aborted.
 *
 * @param tell is told the share that is done, 0..1, after each tile
 */
export async function paintFineStrokes(
  { manifest, stylizer, pictures }: PaintingTools,
  large: LargeId,
  size: Size,
  choice: PaintingChoice,
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
  const statistics = await sampleStatistics(stylizer, job, signal);
  let told: Promise<unknown> = Promise.resolve();
  await paintTiles(
    ...[stylizer, job, tiles, statistics],
    ({ seen, kept }, painted) => pictures.large.write(large, seen, kept, painted),
    signal,
    (done) => {
      told = Promise.all([told, tell(done)]);
      // What fails is told below, or is the less where a tile fails, too.
      told.catch(() => undefined);
    },
  );
  await told;
  // It may have been stopped while the last tile was told.
  signal.throwIfAborted();
}

async function tileSize(stylizer: PaintingTools['stylizer'], model: string, signal: AbortSignal) {
  for await (const { tiles } of stylizer.load(model, signal)) if (tiles) return tiles;
  throw new PageProblem({ code: 'paint/nothing-arrived' });
}
