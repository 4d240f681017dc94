import { createContext, type ReactNode, type Ref, use, useEffect, useRef, useState } from 'react';
import { words } from '../words/index.ts';
import styles from './Files.module.css';

const Browse = createContext<() => void>(() => {});

/** Opens the browser's file dialog. */
export function useBrowse(): () => void {
  return use(Browse);
}

/** What a page takes; photos where it does not say. */
interface Takes {
  readonly label: string;
  readonly accept: string;
}

const PHOTO: Takes = { label: words.shared.photo, accept: 'image/*' };

interface Props {
  readonly takes?: Takes;
  readonly onFiles: (files: File[]) => void;
  readonly children: ReactNode;
}

/** The whole window takes dropped and pasted files; also the home of the one file input. */
export function Dropzone({ takes = PHOTO, onFiles, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const over = useDropAndPaste(onFiles);
  return (
    <Browse value={() => input.current?.click()}>
      <FileInput ref={input} label={takes.label} accept={takes.accept} onFiles={onFiles} />
      {children}
      {over && (
        <div className={styles.veil}>
          <p>{words.shared.dropHere}</p>
        </div>
      )}
    </Browse>
  );
}

/** -> whether a file is being dragged over the window. */
function useDropAndPaste(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Every child under the pointer fires its own enter and leave; the depth tells the window's.
    let depth = 0;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (carriesFiles(event)) setOver(++depth > 0);
    };
    const leave = (event: DragEvent) => {
      if (carriesFiles(event)) setOver(--depth > 0);
    };
    // Always, or the browser would leave the page for a link that was dropped on it.
    const allow = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) {
        event.preventDefault();
        onFiles(files);
      }
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [onFiles]);
  return over;
}

interface FileInputProps {
  /** A button beside it clicks it: the input itself is not seen. */
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly accept: string;
  readonly onFiles: (files: File[]) => void;
}

/** The browser's file dialog. */
export function FileInput({ ref, label, accept, onFiles }: FileInputProps) {
  return (
    <input
      ref={ref}
      className="visually-hidden"
      type="file"
      accept={accept}
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

/** Hand a file to the browser's download list. */
export function saveFile(file: { readonly blob: Blob; readonly name: string } | undefined): void {
  if (!file) return;
  const url = URL.createObjectURL(file.blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // Later: the click only starts the download.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
