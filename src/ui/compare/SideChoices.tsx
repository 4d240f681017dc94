import { ArrowLeft, ArrowRight, ArrowRightLeft } from 'lucide-react';
import type { Capabilities, ExecutorChoice, Manifest } from '../../engine/index.ts';
import {
  knownOfSide,
  type SideChoice,
  type SideId,
  type Sides,
  type SideState,
} from '../../state/compare/index.ts';
import { isChosen } from '../../state/index.ts';
import { median } from '../../state/shared/index.ts';
import { useCompare } from '../shared/context.ts';
import { duration, megabytes } from '../shared/format.ts';
import { deviceName, networkTitle, sentenceOf, words } from '../words/compare.ts';
import styles from './SideChoices.module.css';

interface Props {
  readonly choices: Sides<SideChoice>;
  readonly states: Sides<SideState>;
  readonly manifest: Manifest;
  readonly capabilities: Capabilities | undefined;
  readonly onChoose: (side: SideId, changes: Partial<SideChoice>) => void;
  readonly onSwap: () => void;
  /** Gives the other side the model and executor of this one. */
  readonly onCopy: (from: SideId) => void;
}

/** The choices of both sides, and buttons to swap and copy them. */
export function SideChoices({ choices, states, onChoose, onSwap, onCopy, ...known }: Props) {
  const header = (side: SideId) => (
    <SidePicker
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
        <IconButton label={words.compare.swap} onClick={onSwap} Icon={ArrowRightLeft} />
        <IconButton
          label={words.compare.copyLeft}
          onClick={() => onCopy('left')}
          Icon={ArrowRight}
        />
        <IconButton
          label={words.compare.copyRight}
          onClick={() => onCopy('right')}
          Icon={ArrowLeft}
        />
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

interface SidePickerProps {
  readonly side: SideId;
  readonly choice: SideChoice;
  readonly state: SideState;
  readonly manifest: Manifest;
  /** Unknown until the browser has been asked. */
  readonly capabilities: Capabilities | undefined;
  readonly onChoose: (changes: Partial<SideChoice>) => void;
}

/** The choices of one side: its model, and the executor that runs it. */
function SidePicker({ side, choice, state, manifest, capabilities, onChoose }: SidePickerProps) {
  const title = words.compare.sides[side];
  const networks = [...new Set(manifest.models.map(networkTitle))];
  return (
    <div className={styles.side} role="group" aria-label={title}>
      <p className={`marked ${styles.title}`} data-side={side} aria-hidden>
        {title}
      </p>
      <select
        className={styles.model}
        aria-label={words.compare.networkOf(title)}
        value={choice.model}
        onChange={({ target }) => onChoose({ model: target.value })}
      >
        {manifest.models.every(({ id }) => id !== choice.model) && (
          // Without this the browser would show the first model as chosen.
          <option value={choice.model} disabled>
            {choice.model}
          </option>
        )}
        {networks.map((network) => (
          <optgroup key={network} label={network}>
            {manifest.models
              .filter((model) => networkTitle(model) === network)
              .map(({ id, precision, bytes }) => (
                <option key={id} value={id}>
                  {`${network} ${precision}${words.shared.comma}${megabytes(bytes)}`}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <div className={styles.on}>
        <select
          className={styles.executor}
          aria-label={words.compare.runsOn(title)}
          value={optionOf(choice, capabilities)}
          onChange={({ target }) => onChoose({ executor: target.value as ExecutorChoice | 'auto' })}
        >
          <option value="auto">
            {capabilities
              ? words.compare.automaticIs(words.shared.executors[capabilities.chosen.id])
              : words.compare.automatic}
          </option>
          {capabilities?.available.map((executor) => (
            <option key={executor.id} value={executor.id}>
              {`${words.shared.executors[executor.id]}${words.shared.comma}${executor.software ? words.compare.emulated : deviceName(executor)}`}
            </option>
          ))}
          {capabilities?.missing.map(({ id, reason }) => (
            <option key={id} value={id} disabled>
              {sentenceOf(reason)}
            </option>
          ))}
        </select>
        <Took side={side} state={state} />
      </div>
    </div>
  );
}

/** How long the painting took, or the median where both sides were measured: the page tells one time of a side. */
function Took({ side, state }: { side: SideId; state: SideState }) {
  const runs = useCompare((all) => knownOfSide(all, side).measured?.runs);
  // The time of an earlier painting belongs to other settings.
  if (state.status !== 'done') return null;
  const ms = runs ? median(runs.map(({ total }) => total)) : state.result.ms;
  return (
    <span className={styles.took} title={runs && words.compare.headline.medianTime}>
      {duration(ms)}
    </span>
  );
}

/** @returns the option of a choice: of a GPU's API, the executor that it means */
function optionOf({ executor }: SideChoice, capabilities: Capabilities | undefined) {
  const known = [...(capabilities?.available ?? []), ...(capabilities?.missing ?? [])];
  if (executor === 'auto') return executor;
  return known.find(({ id }) => isChosen(executor, id))?.id ?? executor;
}
