import { Timer, X } from 'lucide-react';
import type { Benchmark, RunProgress } from '../../state/compare/index.ts';
import { lastResult } from '../../state/shared/index.ts';
import styles from './MeasureButton.module.css';

interface Props {
  readonly benchmark: Benchmark;
  readonly disabled: boolean;
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** Starts the measured runs; while they run, how far they are and the way out. */
export function MeasureButton({ benchmark, disabled, onMeasure, onCancel }: Props) {
  if (benchmark.status !== 'running') {
    return (
      <button type="button" className="button primary" disabled={disabled} onClick={onMeasure}>
        <Timer size={18} aria-hidden />
        {lastResult(benchmark) ? 'Measure again' : 'Measure both'}
      </button>
    );
  }
  return <Measuring {...benchmark.progress} onCancel={onCancel} />;
}

interface MeasuringProps extends RunProgress {
  readonly onCancel: () => void;
}

/** How far measured runs are, and the way out. */
export function Measuring({ done, total, phase, onCancel }: MeasuringProps) {
  return (
    <div className={styles.running}>
      <p role="status">{PHASES[phase]}</p>
      {phase !== 'waiting' && (
        <p className={styles.count} aria-hidden>
          {done} of {total} runs
        </p>
      )}
      <progress aria-label="Measured runs" max={total} value={done} />
      <button type="button" className="icon-button" onClick={onCancel}>
        <X size={16} aria-hidden />
        <span className="visually-hidden">Cancel measuring</span>
      </button>
    </div>
  );
}

const PHASES: Record<RunProgress['phase'], string> = {
  waiting: 'Waiting for its turn',
  measuring: 'Measuring',
  paused: 'Paused while the tab is hidden',
};
