import { median } from '../../state/shared/index.ts';
import type { SideMeasurement } from '../../state/compare/index.ts';
import { DotPlot } from './DotPlot.tsx';
import { mapSides, type Sides } from './sides.ts';

interface Props {
  readonly names: Sides<string>;
  /** Each with a run at least. */
  readonly sides: Sides<SideMeasurement>;
}

/** The measured runs as dots. */
export function RunsPlot({ names, sides }: Props) {
  const runs = mapSides(sides, (side) => side.runs.map(({ total }) => total));
  return <DotPlot names={names} runs={runs} medians={mapSides(runs, median)} />;
}
