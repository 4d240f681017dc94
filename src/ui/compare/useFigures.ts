import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import {
  knownOfBoth,
  figuresOf,
  type KnownFigures,
  knownOfSide,
} from '../../state/compare/index.ts';
import { useCompare } from './useCompare.ts';

/** All that is known of the two sides by now. The same object until one of the figures changes. */
export function useFigures(): KnownFigures | undefined {
  const left = useCompare(useShallow((state) => knownOfSide(state, 'left')));
  const right = useCompare(useShallow((state) => knownOfSide(state, 'right')));
  const known = useCompare(useShallow(knownOfBoth));
  return useMemo(() => figuresOf({ ...known, sides: { left, right } }), [known, left, right]);
}
