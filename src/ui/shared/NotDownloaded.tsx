import type { AppFault } from '../../state/shared/index.ts';
import { isNewVersion } from '../../state/shared/index.ts';
import { sentenceOf, words } from '../words/index.ts';
import { useApp } from './context.ts';
import { PageFailed, PartFailed } from './ErrorBoundary.tsx';

interface Props {
  readonly fault: AppFault;
}

/** In the place of a page whose code did not arrive: why, and a button that reloads. */
export function PageNotDownloaded({ fault }: Props) {
  return <PageFailed {...useWhy(fault)} />;
}

/** The same in the place of a part of a page. */
export function PartNotDownloaded({ fault }: Props) {
  return <PartFailed {...useWhy(fault)} />;
}

function useWhy(fault: AppFault) {
  const { updates } = useApp();
  const { title, text } = words.shared.notDownloaded;
  // A page that is kept for use without a network would come back as it is.
  if (isNewVersion(fault)) return { title, text: sentenceOf(fault), onReload: updates.reload };
  return { title, text };
}
