import { ArrowLeft, FileText } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { alike, type Report } from '../../state/compare/index.ts';
import { useCompare } from '../shared/context.ts';
import { percent } from '../shared/format.ts';
import { styleTitle, words } from '../words/index.ts';
import { Chapters } from './Chapters.tsx';
import { Headline, headline } from './Headline.tsx';
import styles from './OpenedReport.module.css';
import results from './Results.module.css';
import { sideNames } from './sides.ts';

interface Props {
  readonly report: Report;
  readonly onClose: () => void;
}

/** A report that was opened: the figures without pictures, since a report has none. */
export function OpenedReport({ report, onClose }: Props) {
  const { figures } = report;
  const { sides, style, picture } = figures;
  const names = sideNames(sides);
  return (
    <>
      <section className={`${results.results} ${results.reported}`} aria-labelledby="compare-title">
        <ReportBanner report={report} onClose={onClose} />
        <div className={results.head}>
          <h1 id="compare-title">{words.compare.both(names.left, names.right)}</h1>
          <p>
            {words.compare.report.picture(
              styleTitle(style),
              style.boldness === undefined ? undefined : percent(style.boldness),
              picture.width,
              picture.height,
            )}
          </p>
        </div>
        <Headline figures={headline(figures)} />
      </section>
      <Chapters figures={figures} reported />
    </>
  );
}

interface ReportBannerProps {
  readonly report: Report;
  readonly onClose: () => void;
}

/** Says where and when the figures of the report were measured, and has the button that closes it. */
function ReportBanner({ report: { machine, date }, onClose }: ReportBannerProps) {
  const here = useCompare((state) => alike(state.machine, machine));
  const button = useRef<HTMLButtonElement>(null);
  // The button that opened the report is gone, and the focus with it.
  useEffect(() => button.current?.focus(), []);
  return (
    <div className={styles.banner} role="status">
      <FileText size={20} aria-hidden />
      <p>
        <strong>{here ? words.compare.report.fromHere : words.compare.report.fromElsewhere}</strong>{' '}
        {words.compare.report.machine(
          machine.browser,
          machine.platform,
          machine.cores,
          new Date(date).toLocaleDateString(words.locale, { dateStyle: 'long' }),
        )}
      </p>
      <button ref={button} type="button" className="button small" onClick={onClose}>
        <ArrowLeft size={16} aria-hidden />
        {words.compare.report.close}
      </button>
    </div>
  );
}
