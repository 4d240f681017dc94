import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { viewOf } from '../../../state/stylize/index.ts';
import { useStudio, useStudioActions } from '../../shared/context.ts';
import { OpenElsewhere } from '../../shared/OpenElsewhere.tsx';
import settings from '../../shared/Settings.module.css';
import { sentenceOf, words } from '../../words/index.ts';
import { useEscape } from '../useEscape.ts';
import { ChoosePainting } from './ChoosePainting.tsx';
import { CropPainting } from './CropPainting.tsx';
import { LearningStyle } from './LearningStyle.tsx';
import { LearnedStyle } from './LearnedStyle.tsx';
import styles from './OwnStylePanel.module.css';

const VIEWS = {
  choose: ChoosePainting,
  crop: CropPainting,
  learning: LearningStyle,
  style: LearnedStyle,
} as const;

/** In place of the settings: from a painting to a style, step by step. */
export function OwnStylePanel() {
  const { close } = useStudioActions();
  const view = useStudio(viewOf);
  const fault = useStudio((state) => state.fault ?? endOf(state.learning));
  const elsewhere = useStudio((state) => state.fault && state.elsewhere);
  const panel = useRef<HTMLElement>(null);
  useFocus(panel);
  useEscape(close, panel);
  const View = VIEWS[view];
  return (
    <section ref={panel} className={styles.panel} aria-label={words.ownStyle.title} tabIndex={-1}>
      <div className={styles.head}>
        <h2>{words.ownStyle.title}</h2>
        <button type="button" className="icon-button" onClick={close}>
          <X size={18} aria-hidden />
          <span className="visually-hidden">{words.shared.close}</span>
        </button>
      </div>
      {fault && (
        <div role="alert" className={styles.fault}>
          <p>{sentenceOf(fault)}</p>
          <OpenElsewhere elsewhere={elsewhere} />
        </div>
      )}
      <View />
      <p className={settings.quiet}>
        <small>{words.ownStyle.kept}</small>
      </p>
    </section>
  );
}

/** @returns what went wrong when learning ended */
function endOf(learning: Parameters<typeof viewOf>[0]['learning']) {
  if (learning.status === 'failed') return learning.fault;
  return learning.status === 'done' ? learning.result.fault : undefined;
}

/** The panel takes the focus; the button that opened it is gone. It gives nothing back: the button takes it then. */
function useFocus(panel: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [panel]);
}
