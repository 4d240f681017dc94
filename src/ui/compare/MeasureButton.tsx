import { Timer, X } from 'lucide-react';
import { useState } from 'react';
import type { Benchmark, RunProgress } from '../../state/compare/index.ts';
import { lastResult, type TaskState } from '../../state/shared/index.ts';
import { JobStatus } from '../shared/JobStatus.tsx';
import { words } from '../words/compare.ts';
import styles from './MeasureButton.module.css';
import { NextButton } from './NextButton.tsx';

interface Props {
  readonly benchmark: Benchmark;
  readonly disabled: boolean;
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** The button that starts measured runs; while they run, their progress and a cancel button. */
export function MeasureButton({ benchmark, disabled, onMeasure, onCancel }: Props) {
  return (
    <Measuring
      benchmark={benchmark}
      label={lastResult(benchmark) ? words.compare.measuring.again : words.compare.measuring.both}
      primary
      disabled={disabled}
      onMeasure={onMeasure}
      onCancel={onCancel}
    />
  );
}

interface MeasuringProps {
  readonly benchmark: TaskState<unknown, RunProgress>;
  /** Of the button that starts them. */
  readonly label: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** Whether that button is in the place of one that the visitor pressed. */
  readonly takesFocus?: boolean;
  readonly onMeasure: () => void;
  readonly onCancel: () => void;
}

/** A button that starts measured runs; in its place while they run, their progress and a cancel button. */
export function Measuring({
  benchmark,
  label,
  primary = false,
  disabled = false,
  takesFocus = false,
  onMeasure,
  onCancel,
}: MeasuringProps) {
  const { phases, done } = words.compare.measuring;
  const progress = benchmark.status === 'running' ? benchmark.progress : undefined;
  const [hasRun, setHasRun] = useState(false);
  if (progress && !hasRun) setHasRun(true);
  return (
    <>
      <JobStatus job={benchmark} running={progress ? phases[progress.phase] : ''} done={done} />
      {progress ? (
        <Runs {...progress} onCancel={onCancel} />
      ) : (
        <NextButton
          className={primary ? 'button primary' : 'button'}
          disabled={disabled}
          takesFocus={takesFocus || hasRun}
          onClick={onMeasure}
        >
          <Timer size={18} aria-hidden />
          <span>{label}</span>
        </NextButton>
      )}
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
      <NextButton className="icon-button" onClick={onCancel}>
        <X size={16} aria-hidden />
        <span className="visually-hidden">{words.compare.measuring.cancel}</span>
      </NextButton>
    </div>
  );
}
