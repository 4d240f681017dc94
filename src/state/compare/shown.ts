import { fitSize } from '../../picture/index.ts';
import type { Photo } from '../types.ts';
import { heldOutOf, layersOf, sizeFigures, type Figures, type SideFigures } from './figures.ts';
import { lastOutcome } from './sides.ts';
import type { CompareState } from './state.ts';
import type { SideId, Sides } from './types.ts';

/** Without a photo, multiply-adds are those of a picture as the study had them. */
const STUDY = { width: 256, height: 256 };

/**
 * The figures that the page shows: those of the report that is looked at, or of this machine;
 * undefined until both models' cards are there.
 */
export function shownFigures(state: CompareState, photo: Photo | undefined): Figures | undefined {
  return state.report ?? figuresOf(state, photo);
}

/** The figures of this machine. */
export function figuresOf(state: CompareState, photo: Photo | undefined): Figures | undefined {
  const { connection, settings, comparison } = state;
  if (connection.status !== 'connected') return undefined;
  const { manifest } = connection;
  const picture = photo ? fitSize(photo.bitmap.width, photo.bitmap.height, settings.size) : STUDY;
  const sides: Partial<Sides<SideFigures>> = {
    left: sideFigures('left'),
    right: sideFigures('right'),
  };
  if (!sides.left || !sides.right) return undefined;
  const style = manifest.styles.find(({ id }) => id === settings.style);
  return {
    picture,
    style: { id: settings.style, title: style?.title ?? settings.style },
    sides: { left: sides.left, right: sides.right },
    likeness: comparison && {
      ssim: comparison.ssim,
      psnr: comparison.psnr,
      difference: comparison.difference,
    },
  };

  function sideFigures(side: SideId): SideFigures | undefined {
    const { model, executor } = settings[side];
    const facts = state.facts[model];
    if (!facts) return undefined;
    const { id, network, title, precision } = facts.entry;
    const painted = state.sides[side];
    const outcome = painted.status === 'shown' ? lastOutcome(painted) : undefined;
    const { benchmark } = state;
    return {
      model: { id, network, title, precision },
      executor,
      ranOn: outcome?.ranOn,
      ms: outcome?.ms,
      size: sizeFigures(facts, manifest.styles.length, picture),
      layers: layersOf(facts, picture),
      heldOut: heldOutOf(facts.card.quality, manifest),
      measured: benchmark.status === 'done' ? benchmark.sides[side] : undefined,
    };
  }
}
