import type { Ladder } from '../../../state/compare/index.ts';
import { LadderPictures } from './LadderPictures.tsx';
import { LadderPlot } from './LadderPlot.tsx';
import { LadderTable } from './LadderTable.tsx';

type Opened = Extract<Ladder, { readonly status: 'open' }>;

/** The ladder's plot, its paintings and its table. */
export function OpenedLadder({ rows, published }: Opened) {
  return (
    <>
      <LadderPlot rows={rows} published={published} />
      <LadderPictures rows={rows} />
      <LadderTable rows={rows} published={published} />
    </>
  );
}
