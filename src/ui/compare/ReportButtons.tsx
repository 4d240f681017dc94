import { Check, ClipboardCopy, Download, FolderOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { FileInput, saveFile } from '../shared/Files.tsx';
import { words } from '../words/compare.ts';
import { Chapter } from './Chapter.tsx';
import { NextButton } from './NextButton.tsx';
import styles from './ReportButtons.module.css';

interface Props {
  /** Whether there are no figures to report yet. */
  readonly disabled: boolean;
  readonly markdown: () => string | undefined;
  readonly onSave: () => { readonly blob: Blob; readonly name: string } | undefined;
  /** Undefined where it can be opened elsewhere on the page. */
  readonly onOpen?: ((files: readonly File[]) => Promise<void>) | undefined;
}

/** Buttons to copy and download the figures as a report, and to open one. */
export function ReportButtons({ disabled, markdown, onSave, onOpen }: Props) {
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => {
    if (!copied) return undefined;
    // It says what was done last.
    const end = new AbortController();
    const forget = () => setCopied(undefined);
    document.addEventListener('click', forget, { signal: end.signal });
    document.addEventListener('keydown', forget, { signal: end.signal });
    return () => end.abort();
  }, [copied]);
  return (
    <Chapter title={words.compare.report.title} about={<p>{words.compare.report.about}</p>}>
      <div className={styles.bar}>
        <button
          type="button"
          className="button"
          disabled={disabled}
          onClick={() => void copy(markdown()).then(setCopied)}
        >
          {copied ? <Check size={18} aria-hidden /> : <ClipboardCopy size={18} aria-hidden />}
          {words.compare.report.copy}
        </button>
        <button
          type="button"
          className="button"
          disabled={disabled}
          onClick={() => saveFile(onSave())}
        >
          <Download size={18} aria-hidden />
          {words.compare.report.download}
        </button>
        {onOpen && <OpenReport onOpen={onOpen} />}
        <p role="status" className={styles.result}>
          {copied === undefined
            ? null
            : copied
              ? words.compare.report.copied
              : words.compare.report.notCopied}
        </p>
      </div>
    </Chapter>
  );
}

interface OpenReportProps {
  readonly onOpen: (files: readonly File[]) => Promise<void>;
  readonly label?: string;
  /** It takes the place of something that the visitor had in use. */
  readonly takesFocus?: boolean;
}

/** The button that opens a report from a file. */
export function OpenReport({
  onOpen,
  label = words.compare.report.open,
  takesFocus = false,
}: OpenReportProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <NextButton className="button" takesFocus={takesFocus} onClick={() => input.current?.click()}>
        <FolderOpen size={18} aria-hidden />
        {label}
      </NextButton>
      <FileInput
        ref={input}
        label={words.compare.report.file}
        accept="application/json,.json"
        onFiles={(files) => void onOpen(files)}
      />
    </>
  );
}

/** @returns whether it worked: browsers refuse it to pages without the focus and on insecure addresses */
async function copy(text: string | undefined): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text ?? '');
    return true;
  } catch {
    return false;
  }
}
