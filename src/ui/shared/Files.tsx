import {
  createContext,
  useCallback,
  type ReactNode,
  type Ref,
  use,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { SavedFile } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';
import { type Dropped, filesIn } from './droppedFiles.ts';
import styles from './Files.module.css';
import { watchFileDrag } from './fileDrag.ts';
import { TEXT_FIELDS } from './textFields.ts';
import { useShortcut } from './useShortcut.ts';

const Browse = createContext<() => void>(() => {});

/** Opens the browser's file dialog. */
export function useBrowse(): () => void {
  return use(Browse);
}

/** The files that a page takes, for the file dialog. */
interface Takes {
  readonly label: string;
  readonly accept: string;
}

/** What file dialogs are told of pictures. By name, too: not every system knows these as pictures. */
export const PICTURES = 'image/*,.avif,.heic,.heif,.jxl,.tif,.tiff';

interface Props {
  readonly takes?: Takes;
  /** Whether the file dialog lets the visitor choose several. */
  readonly several?: boolean;
  /** The most files that are taken of folders. */
  readonly most?: number;
  /** `leftOut`: what was in folders, and is not among the files. */
  readonly onFiles: (files: File[], leftOut?: Dropped['leftOut']) => void;
  readonly children: ReactNode;
}

/** The page takes files that are dropped anywhere on the window or pasted, and has the input for chosen files. */
export function Dropzone({ takes, several = false, most, onFiles, children }: Props) {
  const { label, accept } = takes ?? { label: words.shared.photo, accept: PICTURES };
  const input = useRef<HTMLInputElement>(null);
  const over = useDropAndPaste(accept, most, onFiles);
  const browse = useCallback(() => input.current?.click(), []);
  useShortcut('open', browse);
  return (
    <Browse value={browse}>
      <FileInput ref={input} label={label} accept={accept} several={several} onFiles={onFiles} />
      {children}
      {over && (
        <div className={styles.veil}>
          <p>{words.shared.dropHere}</p>
        </div>
      )}
    </Browse>
  );
}

/** @returns whether a file is being dragged over the window */
function useDropAndPaste(
  accept: string,
  most: number | undefined,
  onFiles: Props['onFiles'],
): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => watchFileDrag(window, setOver), []);
  useEffect(() => {
    // Always: otherwise the browser leaves the page when a link is dropped on it.
    const allow = (event: DragEvent) => event.preventDefault();
    const bring = (transfer: DataTransfer | null) => {
      void filesIn(transfer, { accept, most }).then(({ files, leftOut }) =>
        onFiles(files, leftOut),
      );
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      bring(event.dataTransfer);
    };
    // What is no file is told, as where it is dropped. Text is for a field, where the focus is in one.
    const paste = (event: ClipboardEvent) => {
      const { clipboardData, target } = event;
      const isForField = target instanceof Element && target.matches(TEXT_FIELDS);
      if (isForField && !clipboardData?.types.includes('Files')) return;
      event.preventDefault();
      bring(clipboardData);
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [accept, most, onFiles]);
  return over;
}

interface FileInputProps {
  /** The input is hidden. A visible button clicks it. */
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly accept: string;
  readonly several?: boolean;
  /** The dialog is for a whole folder. Browsers then ignore `accept`. */
  readonly folder?: boolean;
  readonly onFiles: (files: File[]) => void;
}

/** The input that opens the browser's file dialog. */
export function FileInput({
  ref,
  label,
  accept,
  several = false,
  folder = false,
  onFiles,
}: FileInputProps) {
  return (
    <input
      ref={ref}
      className="visually-hidden"
      type="file"
      accept={accept}
      multiple={several}
      {...(folder && { webkitdirectory: '' })}
      aria-label={label}
      tabIndex={-1}
      onChange={(event) => {
        const files = [...(event.target.files ?? [])];
        if (files.length > 0) onFiles(files);
        event.target.value = ''; // so that the same file can be chosen again
      }}
    />
  );
}

/** Saves a file through the browser's download list; does nothing without a file. */
export function saveFile(file: SavedFile | undefined): void {
  if (!file) return;
  const url = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // Later, since the click only starts the download.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
