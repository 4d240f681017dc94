import { ArrowLeft, ArrowRight, ArrowRightLeft } from 'lucide-react';
import type { Capabilities, Manifest } from '../../engine/index.ts';
import type { SideChoice, SideId, SideState } from '../../state/compare/index.ts';
import { SideHeader } from './SideHeader.tsx';
import type { Sides } from './sides.ts';
import styles from './SidesBar.module.css';

interface Props {
  readonly choices: Sides<SideChoice>;
  readonly states: Sides<SideState>;
  readonly manifest: Manifest;
  readonly capabilities: Capabilities | undefined;
  readonly onChoose: (side: SideId, changes: Partial<SideChoice>) => void;
  readonly onSwap: () => void;
  /** Give the other side what this one has. */
  readonly onCopy: (from: SideId) => void;
}

/** What paints the two sides, and what one can do with the pair. */
export function SidesBar({ choices, states, onChoose, onSwap, onCopy, ...known }: Props) {
  const header = (side: SideId) => (
    <SideHeader
      side={side}
      choice={choices[side]}
      state={states[side]}
      onChoose={(changes) => onChoose(side, changes)}
      {...known}
    />
  );
  return (
    <div className={styles.bar}>
      {header('left')}
      <div className={styles.pair}>
        <IconButton label="Swap the sides" onClick={onSwap} Icon={ArrowRightLeft} />
        <IconButton label="Copy left to right" onClick={() => onCopy('left')} Icon={ArrowRight} />
        <IconButton label="Copy right to left" onClick={() => onCopy('right')} Icon={ArrowLeft} />
      </div>
      {header('right')}
    </div>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly Icon: typeof ArrowLeft;
}

function IconButton({ label, onClick, Icon }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      title={label}
      aria-label={label}
      onClick={onClick}
    >
      <Icon size={16} aria-hidden />
    </button>
  );
}
