import { Timer, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Benchmark, RunProgress } from '../../state/compare/index.ts';
import { lastResult, type TaskState } from '../../state/shared/index.ts';
import { JobStatus } from '../shared/JobStatus.tsx';
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
  return (
    <Measuring benchmark={benchmark} onCancel={onCancel}>
      <button type="button" className="button primary" disabled={disabled} onClick={onMeasure}>
        <Timer size={18} aria-hidden />
        <span>
          {lastResult(benchmark) ? words.compare.measuring.again : words.compare.measuring.both}
        </span>
      </button>
    </Measuring>
  );
}

interface MeasuringProps {
  readonly benchmark: TaskState<unknown, RunProgress>;
  readonly onCancel: () => void;
  /** What starts them. */
  readonly children: ReactNode;
}

/** What starts measured runs; in its place while they run, their progress and a cancel button. */
export function Measuring({ benchmark, onCancel, children }: MeasuringProps) {
  const { phases, done } = words.compare.measuring;
  const progress = benchmark.status === 'running' ? benchmark.progress : undefined;
  return (
    <>
      <JobStatus job={benchmark} running={progress ? phases[progress.phase] : ''} done={done} />
      {progress ? <Runs {...progress} onCancel={onCancel} /> : children}
    </>
  );
}

interface RunsProps extends RunProgress {
  readonly onCancel: () => void;
}

function Runs({ done, total, phase, onCancel }: RunsProps) {
  return (
    <div className={styles.running}>
      <p aria-hidden>{words.compare.measuring.phases[phase]}</p>
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
