import { memo } from 'react';
import type { KnownFigures } from '../../state/compare/index.ts';
import { EnginesPanel } from './EnginesPanel.tsx';
import { LatencyPanel } from './LatencyPanel.tsx';
import { LayersPanel } from './LayersPanel.tsx';
import { sideNames } from './names.ts';
import { useCompare, useCompareActions } from './useCompare.ts';
import { QualityPanel } from './QualityPanel.tsx';
import { ReportBar } from './ReportBar.tsx';
import { mapSides } from './sides.ts';
import { SizePanel } from './SizePanel.tsx';

interface Props {
  readonly figures: KnownFigures;
  /** They are those of a report. */
  readonly reported: boolean;
}

/** The chapters below the pictures. A switch of the view, which changes no figure, leaves them alone. */
export const Chapters = memo(function Chapters({ figures, reported }: Props) {
  const actions = useCompareActions();
  const benchmark = useCompare((state) => state.benchmark);
  const { sides, likeness, style, picture } = figures;
  const { left, right } = mapSides(sides, (side) => side?.measured);
  const names = sideNames(sides);
  return (
    <>
      <LatencyPanel
        names={names}
        measured={left && right && { left, right }}
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
        <EnginesPanel
          onMeasure={() => void actions.measureEngines()}
          onCancel={actions.cancelMeasureEngines}
        />
      )}
      <QualityPanel
        names={names}
        likeness={likeness}
        heldOut={mapSides(sides, (side) => side?.heldOut)}
        style={style.id}
      />
      <SizePanel
        names={names}
        figures={mapSides(sides, (side) => side?.size)}
        peaks={{ left: left?.peak, right: right?.peak }}
        picture={picture}
      />
      <LayersPanel
        names={names}
        layers={mapSides(sides, (side) => side?.layers ?? [])}
        times={{ left: left?.layers, right: right?.layers }}
      />
      <ReportBar
        disabled={!likeness || !sides.left || !sides.right}
        markdown={actions.reportMarkdown}
        onSave={actions.saveReport}
        onOpen={actions.openReport}
      />
    </>
  );
});
