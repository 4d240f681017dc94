import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import {
  commonKnowledge,
  figuresOf,
  type KnownFigures,
  sideKnowledge,
} from '../../state/compare/index.ts';
import { useCompare } from './useCompare.ts';

/** All that is known of the two sides by now. The same object until one of the figures changes. */
export function useFigures(): KnownFigures | undefined {
  const left = useCompare(useShallow((state) => sideKnowledge(state, 'left')));
  const right = useCompare(useShallow((state) => sideKnowledge(state, 'right')));
  const known = useCompare(useShallow(commonKnowledge));
  return useMemo(() => figuresOf({ ...known, sides: { left, right } }), [known, left, right]);
}
