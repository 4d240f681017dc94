import { useLive, useLiveActions } from '../shared/context.ts';
import { ProgressBar } from '../shared/Progress.tsx';

/** How far a snapshot is. A GPU is done before this can be seen. */
export function SnapshotProgress() {
  const { cancelSnapshot } = useLiveActions();
  const snapshot = useLive((state) => state.snapshot);
  if (snapshot.status !== 'running') return null;
  const { done } = snapshot.progress;
  return <ProgressBar progress={{ phase: 'paint', done }} onCancel={cancelSnapshot} />;
}
