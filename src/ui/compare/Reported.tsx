import type { Report } from '../../state/compare/index.ts';
import { Chapters } from './Chapters.tsx';
import { Headline } from './Headline.tsx';
import { headline } from './headline.ts';
import { sideNames } from './names.ts';
import { ReportBanner } from './ReportBanner.tsx';
import stage from './Stage.module.css';

interface Props {
  readonly report: Report;
  readonly onClose: () => void;
}

/** A report, looked at: the figures without the pictures, which are not in it. */
export function Reported({ report, onClose }: Props) {
  const { figures } = report;
  const { sides, style, picture } = figures;
  const names = sideNames(sides);
  return (
    <>
      <section className={`${stage.stage} ${stage.reported}`} aria-labelledby="compare-title">
        <ReportBanner report={report} onClose={onClose} />
        <div className={stage.head}>
          <h1 id="compare-title">
            {names.left} and {names.right}
          </h1>
          <p>
            {style.title}, {picture.width} × {picture.height} pixels
          </p>
        </div>
        <Headline figures={headline(figures)} />
      </section>
      <Chapters figures={figures} reported />
    </>
  );
}
