import { isRepainting } from '../../state/stylize/index.ts';
import { useStudio, useStylize } from '../shared/context.ts';

/** Whether the photo is painted again because more of the chosen style was learned. That happens every few steps. */
export function useIsRepainting(): boolean {
  const stage = useStylize((state) => state.stage);
  const settings = useStylize((state) => state.settings);
  const learning = useStudio((state) => state.learning);
  return isRepainting({ stage, settings }, { learning });
}
