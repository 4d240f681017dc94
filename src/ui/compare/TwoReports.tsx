import {
  type Figures,
  type Report,
  type SideFigures,
  SIDES,
  type Sides,
} from '../../state/compare/index.ts';
import { median } from '../../state/shared/index.ts';
import {
  against,
  duration,
  megabytes,
  orDash,
  sizeText,
  type LessAndMore,
} from '../shared/format.ts';
import { deviceAlone, networkTitle, words } from '../words/compare.ts';
import { Chapter } from './Chapter.tsx';
import { type Figure, FiguresTable } from './FiguresTable.tsx';
import { boldnessOfReport, styleOfReport } from './reportStyle.ts';

interface Props {
  readonly first: Report;
  readonly second: Report;
}

/** Two reports beside each other, model by model: what another machine, browser or version makes of them. */
export function TwoReports({ first, second }: Props) {
  const text = words.compare.reports;
  const names = { left: text.first, right: text.second };
  const pairs = SIDES.map((side) => {
    const own = first.figures.sides[side];
    const other = sameModel(own, second.figures.sides);
    const size = (of: SideFigures, { figures }: Report) => sizeText(of.picture ?? figures.picture);
    return { own, other, alike: other && size(own, first) === size(other, second) };
  });
  const samePicture = pairs.every(({ alike }) => alike !== false);
  return (
    <Chapter
      title={text.title}
      about={
        <>
          <p>{text.about}</p>
          {!samePicture && <p>{text.otherPicture}</p>}
        </>
      }
    >
      <FiguresTable
        caption={text.conditions}
        names={names}
        against={false}
        figures={[
          row(text.machine, machineOf(first), machineOf(second)),
          row(text.date, dateOf(first), dateOf(second)),
          row(text.picture, pictureOf(first.figures), pictureOf(second.figures)),
        ]}
      />
      {pairs.map(({ own, other, alike }, place) => (
        <FiguresTable
          key={place}
          caption={titleOf(own)}
          names={names}
          against={text.against}
          figures={
            other ? figuresOf(own, other, alike === true) : [row(text.network, titleOf(own), '–')]
          }
        />
      ))}
    </Chapter>
  );
}

const row = (name: string, left: string, right: string): Figure => ({ name, left, right });

/** @returns the side with the same model, and where there are two, on the same executor */
function sameModel({ model, executor }: SideFigures, { left, right }: Sides<SideFigures>) {
  const same = [left, right].filter((side) => side.model.id === model.id);
  return same.find((side) => side.executor === executor) ?? same[0];
}

const titleOf = ({ model }: SideFigures) => `${networkTitle(model)} ${model.precision}`;

const machineOf = ({ machine: { browser, platform, cores } }: Report) =>
  words.compare.reports.machineOf(browser, platform, cores);

const dateOf = ({ date }: Report) =>
  new Date(date).toLocaleDateString(words.locale, { dateStyle: 'medium' });

function pictureOf(figures: Figures): string {
  const { width, height } = figures.picture;
  const boldness = boldnessOfReport(figures);
  return words.compare.report.picture(styleOfReport(figures.style), boldness, width, height);
}

function figuresOf(own: SideFigures, other: SideFigures, samePicture: boolean): Figure[] {
  const text = words.compare.reports;
  const compared = (
    name: string,
    left: number | undefined,
    right: number | undefined,
    show: (value: number) => string,
    lessAndMore: LessAndMore | undefined,
  ): Figure => ({
    name,
    left: orDash(left, show),
    right: orDash(right, show),
    ratio:
      left === undefined || right === undefined || !lessAndMore
        ? undefined
        : against(left, right, lessAndMore),
  });
  const both = <T,>(of: (side: SideFigures) => T) => [of(own), of(other)] as const;
  const score = (value: number) => value.toFixed(3);
  const { time, size } = words.shared.ratio;
  return [
    row(text.ranOn, ...both(ranOn)),
    compared(text.median, ...both(medianOf), duration, samePicture ? time : undefined),
    compared(text.warmUp, ...both(({ measured }) => measured?.warmUpMs), duration, undefined),
    compared(text.download, ...both((side) => side.size.download), megabytes, size),
    compared(text.score, ...both(({ heldOut }) => heldOut?.mean.vgg), score, undefined),
  ];
}

function ranOn({ ranOn: executor }: SideFigures): string {
  if (!executor) return '–';
  return [words.shared.executors[executor.id], deviceAlone(executor)].join(words.shared.comma);
}

const medianOf = ({ measured }: SideFigures) =>
  measured && median(measured.runs.map(({ total }) => total));
