import { ArrowLeft, FileText } from 'lucide-react';
import { useEffect, useRef } from 'react';
import styles from './ReportBanner.module.css';

interface Props {
  /** Where and when it was measured. */
  readonly source: string;
  readonly onClose: () => void;
}

/** Says that the figures are those of a report, with the way back. */
export function ReportBanner({ source, onClose }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  // What opened the report is gone, and with it the focus.
  useEffect(() => button.current?.focus(), []);
  return (
    <div className={styles.banner} role="status">
      <FileText size={20} aria-hidden />
      <p>
        <strong>These are the figures of a report from another machine.</strong> {source}
      </p>
      <button ref={button} type="button" className="button small" onClick={onClose}>
        <ArrowLeft size={16} aria-hidden />
        Back to this machine
      </button>
    </div>
  );
}
