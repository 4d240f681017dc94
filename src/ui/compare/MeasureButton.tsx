import { Timer, X } from 'lucide-react';
import type { Benchmark, RunProgress } from '../../state/compare/index.ts';
import { lastResult } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';
import styles from './MeasureButton.module.css';

interface Props {
  readonly benchmark: Benchmark;
  readonly disabled: boolean;
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** The button that starts measured runs; while they run, their progress and a cancel button. */
export function MeasureButton({ benchmark, disabled, onMeasure, onCancel }: Props) {
  if (benchmark.status !== 'running') {
    return (
      <button type="button" className="button primary" disabled={disabled} onClick={onMeasure}>
        <Timer size={18} aria-hidden />
        <span>
          {lastResult(benchmark) ? words.compare.measuring.again : words.compare.measuring.both}
        </span>
      </button>
    );
  }
  return <Measuring {...benchmark.progress} onCancel={onCancel} />;
}

interface MeasuringProps extends RunProgress {
  readonly onCancel: () => void;
}

/** The progress of measured runs, and a cancel button. */
export function Measuring({ done, total, phase, onCancel }: MeasuringProps) {
  return (
    <div className={styles.running}>
      <p role="status">{words.compare.measuring.phases[phase]}</p>
      {phase !== 'waiting' && (
        <p className={styles.count} aria-hidden>
          {words.compare.measuring.runs(done)}
        </p>
      )}
      <progress aria-label={words.compare.measuring.label} max={total} value={done} />
      <button type="button" className="icon-button" onClick={onCancel}>
        <X size={16} aria-hidden />
        <span className="visually-hidden">{words.compare.measuring.cancel}</span>
      </button>
    </div>
  );
}
