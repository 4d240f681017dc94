import { memo } from 'react';
import { type KnownFigures, layerTimes, sharedLayers } from '../../state/compare/index.ts';
import { useCompare, useCompareActions, useLanguage } from '../shared/context.ts';
import { speedText } from '../shared/format.ts';
import { Executors } from './Executors.tsx';
import { timesOf } from './figureRows.ts';
import { LadderChapter } from './ladder/LadderChapter.tsx';
import { Latency } from './Latency.tsx';
import { Layers } from './Layers.tsx';
import { Quality } from './Quality.tsx';
import { toMarkdown } from './reportMarkdown.ts';
import { ReportButtons } from './ReportButtons.tsx';
import { mapSides, sideNames } from './sides.ts';
import { SizeAndMemory } from './SizeAndMemory.tsx';

interface Props {
  readonly figures: KnownFigures;
  /** Whether the figures come from a report that was opened. */
  readonly reported: boolean;
}

/** The chapters below the pictures. `memo`: another view changes no figure, so they need not render. */
export const Chapters = memo(function Chapters({ figures, reported }: Props) {
  useLanguage();
  const actions = useCompareActions();
  const benchmark = useCompare((state) => state.benchmark);
  const { sides, likeness, style, picture } = figures;
  const { left, right } = mapSides(sides, (side) => side?.measured);
  const names = sideNames(sides);
  const layers = mapSides(sides, (side) => side?.layers ?? []);
  const times = mapSides({ left, right }, layerTimes);
  const shared = sharedLayers(layers, times.right);
  return (
    <>
      <Latency
        names={names}
        measured={left && right && { left, right }}
        shared={shared === undefined ? undefined : { name: names.right, share: shared }}
        measuring={
          reported
            ? undefined
            : {
                benchmark,
                disabled: !likeness,
                onMeasure: () => void actions.measure(),
                onCancel: actions.cancelMeasure,
              }
        }
      />
      {!reported && (
        <Executors
          onMeasure={() => void actions.measureEngines()}
          onCancel={actions.cancelMeasureEngines}
        />
      )}
      <Quality
        names={names}
        likeness={likeness}
        heldOut={mapSides(sides, (side) => side?.heldOut)}
        style={style.id}
        mix={style.mix}
      />
      <SizeAndMemory
        names={names}
        figures={mapSides(sides, (side) => side?.size)}
        peaks={{ left: left?.peak, right: right?.peak }}
        pictures={mapSides(sides, (side) => side?.picture ?? picture)}
      />
      <Layers
        names={names}
        layers={layers}
        times={times}
        speed={left && right && speedText(timesOf(left, 'inference'), timesOf(right, 'inference'))}
      />
      {!reported && <LadderChapter />}
      <ReportButtons
        disabled={!likeness || !sides.left || !sides.right}
        markdown={() => {
          const report = actions.report();
          return report && toMarkdown(report);
        }}
        onSave={actions.saveReport}
        onOpen={reported ? undefined : actions.openReports}
      />
    </>
  );
});
