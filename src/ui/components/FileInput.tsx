import type { Ref } from 'react';

interface Props {
  /** A button beside it clicks it: the input itself is not seen. */
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly accept: string;
  readonly onFiles: (files: File[]) => void;
}

/** The browser's file dialog. */
export function FileInput({ ref, label, accept, onFiles }: Props) {
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
