import { ArrowLeft, FileText, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { alike, type Report } from '../../state/compare/index.ts';
import { useCompare } from '../shared/context.ts';
import { words } from '../words/compare.ts';
import { Chapters } from './Chapters.tsx';
import { Headline, headline } from './Headline.tsx';
import { NextButton } from './NextButton.tsx';
import styles from './OpenedReport.module.css';
import results from './Results.module.css';
import { OpenReport } from './ReportButtons.tsx';
import { ReportedModels } from './ReportedModels.tsx';
import { boldnessOfReport, styleOfReport } from './reportStyle.ts';
import { sideNames } from './sides.ts';
import { TwoReports } from './TwoReports.tsx';

interface Props {
  readonly report: Report;
  /** A second one, which is looked at beside it. */
  readonly other: Report | undefined;
  readonly onClose: (which?: 'other') => void;
  readonly onOpen: (files: readonly File[]) => Promise<void>;
}

/** A report that was opened: the figures without pictures, since a report has none. Or two of them, side by side. */
export function OpenedReport({ report, other, onClose, onOpen }: Props) {
  const { figures } = report;
  const { sides, style, picture } = figures;
  const names = sideNames(sides);
  const [hadOther, setHadOther] = useState(false);
  if (other && !hadOther) setHadOther(true);
  return (
    <>
      <section className={`${results.results} ${results.reported}`} aria-labelledby="compare-title">
        <ReportBanner report={report} onClose={() => onClose()} />
        {other ? (
          <div className={styles.banner}>
            <FileText size={20} aria-hidden />
            <p>{machineText(other)}</p>
            <NextButton className="button small" onClick={() => onClose('other')}>
              <X size={16} aria-hidden />
              {words.compare.reports.closeSecond}
            </NextButton>
          </div>
        ) : (
          <div className={styles.more}>
            <p>{words.compare.reports.invite}</p>
            <OpenReport label={words.compare.reports.open} takesFocus={hadOther} onOpen={onOpen} />
          </div>
        )}
        <div className={results.head}>
          <h1 id="compare-title">{words.compare.both(names.left, names.right)}</h1>
          <p>
            {words.compare.report.picture(
              styleOfReport(style),
              boldnessOfReport(figures),
              picture.width,
              picture.height,
            )}
          </p>
        </div>
        {!other && <Headline figures={headline(figures)} />}
      </section>
      {other ? (
        <TwoReports first={report} second={other} />
      ) : (
        <>
          {figures.models && <ReportedModels models={figures.models} />}
          <Chapters figures={figures} reported />
        </>
      )}
    </>
  );
}

/** @returns where and when a report was made */
const machineText = ({ machine: { browser, platform, cores }, date }: Report) =>
  words.compare.report.machine(
    browser,
    platform,
    cores,
    new Date(date).toLocaleDateString(words.locale, { dateStyle: 'long' }),
  );

interface ReportBannerProps {
  readonly report: Report;
  readonly onClose: () => void;
}

/** Says where and when the figures of the report were measured, and has the button that closes it. */
function ReportBanner({ report, onClose }: ReportBannerProps) {
  const here = useCompare((state) => alike(state.machine, report.machine));
  const button = useRef<HTMLButtonElement>(null);
  // The button that opened the report is gone, and the focus with it.
  useEffect(() => button.current?.focus(), []);
  return (
    <div className={styles.banner} role="status">
      <FileText size={20} aria-hidden />
      <p>
        <strong>{here ? words.compare.report.fromHere : words.compare.report.fromElsewhere}</strong>{' '}
        <span>{machineText(report)}</span>
      </p>
      <button ref={button} type="button" className="button small" onClick={onClose}>
        <ArrowLeft size={16} aria-hidden />
        {words.compare.report.close}
      </button>
    </div>
  );
}
