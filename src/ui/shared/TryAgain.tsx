import { type AppFault, isNewVersion } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';

interface Props {
  readonly fault: AppFault;
  readonly onClick: () => void;
}

/** Beside what went wrong. Not there where it can't help: a new version is told of with a button that reloads, and a policy
 * stays. */
export function TryAgain({ fault, onClick }: Props) {
  if (isNewVersion(fault) || fault.code === 'loading/workers-forbidden') return null;
  return (
    <button type="button" className="button small" onClick={onClick}>
      {words.shared.tryAgain}
    </button>
  );
}
