import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ModelEntry } from '../../engine/index.ts';
import { useCompareActions } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { words } from '../words/compare.ts';
import styles from './TakeAway.module.css';

interface Props {
  readonly entry: ModelEntry;
  /** As it is called on the page. */
  readonly name: string;
}

/** What the text in the archive names: engine/export/ and state/compare/takeAway.ts make these. */
const NAMES = {
  tfjs: 'tfjs/',
  load: "tf.loadGraphModel('tfjs/model.json')",
  onnx: '*.onnx',
  tflite: '*.tflite',
  card: 'card.json',
  licence: 'LICENSE.txt',
  image: 'image [1, height, width, 3]',
  style: 'style [1, rows]',
  styles: 'userDefinedMetadata.styles',
  model: 'tfjs/model.json',
  output: 'stylized [1, height, width, 3]',
};

/** Under a model's name: the model in all formats, as one archive. */
export function TakeAway({ entry, name }: Props) {
  const { takeAway } = useCompareActions();
  const [making, setMaking] = useState<AbortController>();
  async function make() {
    const controller = new AbortController();
    setMaking(controller);
    saveFile(await takeAway(entry, words.ladder.readme(name, NAMES), controller.signal));
    setMaking(undefined);
  }
  // Nobody waits for it once it is no longer shown.
  useEffect(() => () => making?.abort(), [making]);
  return (
    <span className={styles.both}>
      <button
        type="button"
        className={styles.button}
        aria-disabled={making !== undefined}
        title={words.ladder.takeAwayHint}
        onClick={() => making ?? void make()}
      >
        <Download size={14} aria-hidden />
        <span aria-live="polite">{making ? words.ladder.takingAway : words.ladder.takeAway}</span>
        <span className="visually-hidden">{words.ladder.takeAwayOf(name)}</span>
      </button>
      {making && (
        <button type="button" className={styles.button} onClick={() => making.abort()}>
          {words.shared.cancel}
          <span className="visually-hidden">{words.ladder.takeAwayOf(name)}</span>
        </button>
      )}
    </span>
  );
}
