import { ArrowLeft, FileText } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { alike, type Report } from '../../state/compare/index.ts';
import styles from './ReportBanner.module.css';
import { useCompare } from './useCompare.ts';

interface Props {
  readonly report: Report;
  readonly onClose: () => void;
}

/** Says that the figures are those of a report, where and when they were measured, and the way back. */
export function ReportBanner({ report: { machine, date }, onClose }: Props) {
  const here = useCompare((state) => alike(state.machine, machine));
  const button = useRef<HTMLButtonElement>(null);
  // What opened the report is gone, and with it the focus.
  useEffect(() => button.current?.focus(), []);
  return (
    <div className={styles.banner} role="status">
      <FileText size={20} aria-hidden />
      <p>
        <strong>
          {here
            ? 'These are the figures of a report from this machine or one like it.'
            : 'These are the figures of a report from another browser or machine.'}
        </strong>{' '}
        {machine.browser} on {machine.platform}, {machine.cores} logical processors,{' '}
        {new Date(date).toLocaleDateString('en', { dateStyle: 'long' })}.
      </p>
      <button ref={button} type="button" className="button small" onClick={onClose}>
        <ArrowLeft size={16} aria-hidden />
        Close the report
      </button>
    </div>
  );
}
