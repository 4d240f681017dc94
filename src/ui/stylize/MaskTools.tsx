import { Check, Contrast, Eraser, Paintbrush, Undo2, X } from 'lucide-react';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import { RadioGroup } from '../shared/RadioGroup.tsx';
import { Slider } from '../shared/Slider.tsx';
import { words } from '../words/index.ts';
import styles from './MaskTools.module.css';
import { PictureTools } from './PictureTools.tsx';

/** The thinnest and the widest brush, as shares of the picture's longer side. */
const [THIN, WIDE] = [0.01, 0.41];

/** Below the picture while the mask is drawn: the brush, and what can be done with the whole mask. */
export function MaskTools() {
  const { chooseBrush, invertMask, clearMask, stopMasking } = useStylizeActions();
  const { tool, width, softness } = useStylize((state) => state.masking.brush);
  return (
    <PictureTools label={words.stylize.mask.tools} className={styles.tools}>
      <p className={styles.how}>{words.stylize.mask.how}</p>
      <RadioGroup
        label={words.stylize.mask.brush}
        look="segments"
        chosen={tool}
        onChoose={(id) => chooseBrush({ tool: id })}
        options={[
          { id: 'erase', content: <Tool icon={Eraser} name={words.stylize.mask.erase} /> },
          { id: 'paint', content: <Tool icon={Paintbrush} name={words.stylize.mask.paint} /> },
        ]}
      />
      <div className={styles.sliders} data-brush>
        <Slider
          label={words.stylize.mask.width}
          value={(width - THIN) / (WIDE - THIN)}
          onChange={(share) => chooseBrush({ width: THIN + share * (WIDE - THIN) })}
        />
        <Slider
          label={words.stylize.mask.softEdge}
          value={softness}
          onChange={(value) => chooseBrush({ softness: value })}
        />
      </div>
      <div className={styles.buttons}>
        <UndoStroke />
        <button type="button" className="button small" onClick={invertMask}>
          <Contrast size={16} aria-hidden />
          {words.stylize.mask.invert}
        </button>
        <button type="button" className="button small" onClick={clearMask}>
          <X size={16} aria-hidden />
          {words.stylize.mask.clear}
        </button>
        <button type="button" className="button small primary" onClick={stopMasking}>
          <Check size={16} aria-hidden />
          {words.stylize.mask.done}
        </button>
      </div>
    </PictureTools>
  );
}

/** The other one, above the settings, may be out of sight: the button that opened these tools is far below it. */
function UndoStroke() {
  const { undo } = useStylizeActions();
  const { canUndo } = useStylize((state) => state.history);
  return (
    <button
      type="button"
      className={`button small ${styles.undo}`}
      title={words.stylize.undo}
      // Not `disabled`: the button that takes the last step back would lose the focus.
      aria-disabled={!canUndo}
      onClick={canUndo ? undo : undefined}
    >
      <Undo2 size={16} aria-hidden />
      <span className="visually-hidden">{words.stylize.undo}</span>
    </button>
  );
}

function Tool({ icon: Icon, name }: { icon: typeof Eraser; name: string }) {
  return (
    <>
      <Icon size={16} aria-hidden />
      {name}
    </>
  );
}
