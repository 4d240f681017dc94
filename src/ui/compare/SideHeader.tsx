import type { Capabilities, ExecutorId, Manifest } from '../../engine/index.ts';
import type { SideChoice, SideId, SideState } from '../../state/compare/index.ts';
import { duration, megabytes } from '../format.ts';
import { EXECUTORS, sentenceOf } from '../words/index.ts';
import { lastResult } from './sides.ts';
import styles from './SideHeader.module.css';

interface Props {
  readonly side: SideId;
  readonly choice: SideChoice;
  readonly state: SideState;
  readonly manifest: Manifest;
  /** Unknown until the browser has been asked. */
  readonly capabilities: Capabilities | undefined;
  readonly onChoose: (changes: Partial<SideChoice>) => void;
}

/** What paints a side: its network in a precision, and where it runs. */
export function SideHeader({ side, choice, state, manifest, capabilities, onChoose }: Props) {
  const title = side === 'left' ? 'Left' : 'Right';
  const networks = [...new Set(manifest.models.map((model) => model.title))];
  return (
    <div className={styles.side} role="group" aria-label={title}>
      <p className={`marked ${styles.title}`} data-side={side} aria-hidden>
        {title}
      </p>
      <select
        className={styles.model}
        aria-label={`${title} network`}
        value={choice.model}
        onChange={({ target }) => onChoose({ model: target.value })}
      >
        {manifest.models.every(({ id }) => id !== choice.model) && (
          // Or the first one would seem to be chosen, and could not be.
          <option value={choice.model} disabled>
            {choice.model}
          </option>
        )}
        {networks.map((network) => (
          <optgroup key={network} label={network}>
            {manifest.models
              .filter((model) => model.title === network)
              .map(({ id, precision, bytes }) => (
                <option key={id} value={id}>
                  {network} {precision}, {megabytes(bytes)}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <div className={styles.on}>
        <select
          className={styles.executor}
          aria-label={`${title} runs on`}
          value={choice.executor}
          onChange={({ target }) => onChoose({ executor: target.value as ExecutorId | 'auto' })}
        >
          <option value="auto">
            {capabilities ? `Automatic: ${EXECUTORS[capabilities.chosen.id]}` : 'Automatic'}
          </option>
          {capabilities?.available.map(({ id, device, software }) => (
            <option key={id} value={id}>
              {EXECUTORS[id]}, {software ? 'emulated by the processor' : device}
            </option>
          ))}
          {capabilities?.missing.map(({ id, reason }) => (
            <option key={id} value={id} disabled>
              {sentenceOf(reason)}
            </option>
          ))}
        </select>
        <Took state={state} />
      </div>
    </div>
  );
}

function Took({ state }: { state: SideState }) {
  const outcome = lastResult(state);
  if (!outcome) return null;
  return <span className={styles.took}>{duration(outcome.ms)}</span>;
}
