import { useState } from 'react';
import type { TaskState } from '../../state/shared/index.ts';

type Job = TaskState<unknown, unknown>;

interface Props {
  readonly job: Job;
  /** Said while it runs. */
  readonly running: string;
  /** Said once it has its result. */
  readonly done: string;
}

/**
 * Tells screen readers what a job does, and that it is done. What shows its progress goes with it, so this is beside that
 * and stays: a status that appears together with its text is often not read out.
 */
export function JobStatus({ job, running, done }: Props) {
  const [seen, setSeen] = useState({ job, isOver: false });
  if (seen.job !== job) {
    setSeen({ job, isOver: seen.job.status === 'running' && isNewResult(seen.job, job) });
  }
  return (
    <p role="status" className="visually-hidden">
      {job.status === 'running' ? running : seen.isOver ? done : ''}
    </p>
  );
}

/** @returns whether the job has come to its end: one that was cancelled has the result that it had before */
export function isNewResult(last: Extract<Job, { status: 'running' }>, now: Job): boolean {
  return now.status === 'done' && now.result !== last.previous;
}
