import type { Progress } from '../../state/index.ts';

export { EXECUTORS } from '../../state/index.ts';

export const PHASES: Record<Progress['phase'] | 'film', string> = {
  download: 'Downloading the network',
  prepare: 'Getting ready',
  paint: 'Painting',
  film: 'Painting the film',
};
