import { Download } from 'lucide-react';
import { useCallback, useId } from 'react';
import type { Format } from '../../state/stylize/index.ts';
import { useSaving, useSavingActions } from '../shared/context.ts';
import { saveFile } from '../shared/Files.tsx';
import { fileSize } from '../shared/format.ts';
import { useShortcut } from '../shared/useShortcut.ts';
import { words } from '../words/index.ts';
import styles from './Saving.module.css';
import { SavingPanel } from './SavingPanel.tsx';

/** The format, the button that downloads the picture and says how large the file is, and a panel with the rest. */
export function Saving({ disabled }: { disabled: boolean }) {
  return (
    <div className={styles.saving}>
      <FormatPicker />
      <DownloadButton disabled={disabled} />
      <SavingPanel disabled={disabled} />
    </div>
  );
}

function FormatPicker() {
  const { choose } = useSavingActions();
  const format = useSaving(({ settings }) => settings.format);
  const formats = useSaving((state) => state.formats);
  return (
    <select
      className={`button ${styles.format}`}
      aria-label={words.stylize.saving.format}
      value={format}
      onChange={({ target }) => choose({ format: target.value as Format })}
    >
      {formats.map((id) => (
        <option key={id} value={id}>
          {words.stylize.saving.formats[id]}
        </option>
      ))}
    </select>
  );
}

function DownloadButton({ disabled }: { disabled: boolean }) {
  const { save } = useSavingActions();
  const size = useSaving((state) => state.size);
  const waiting = useSaving((state) => state.waiting);
  // A large picture takes seconds. Known to the page, since this button goes away while a part is chosen.
  const making = useSaving((state) => state.making);
  const id = useId();
  const download = useCallback(() => void save().then(saveFile), [save]);
  useShortcut('download', download, !disabled);
  return (
    <button
      type="button"
      className={`button primary ${styles.download}`}
      disabled={disabled}
      // Not `disabled`: the focus stays.
      aria-disabled={making}
      // Its name does not change with the size.
      aria-labelledby={id}
      aria-describedby={`${id}size`}
      onClick={download}
    >
      <Download size={18} aria-hidden />
      <span>
        <span id={id}>{words.stylize.download}</span>
        <span id={`${id}size`} className={styles.size} data-testid="file-size">
          {making
            ? words.stylize.saving[waiting ? 'waiting' : 'working']
            : size && words.stylize.saving.size(fileSize(size.bytes), size.about)}
        </span>
      </span>
    </button>
  );
}
