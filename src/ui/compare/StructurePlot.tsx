import {
  type HeldOut,
  SIDES,
  type Sides,
  type StructurePoint,
  type StyleStructure,
} from '../../state/compare/index.ts';
import { words } from '../words/index.ts';
import quality from './Quality.module.css';
import styles from './StructurePlot.module.css';

const text = words.compare.structure;

/** Units of the drawing, and the room for the words of its axes. */
const WIDTH = 480;
const HEIGHT = 280;
const MARGIN = { left: 34, right: 56, top: 16, bottom: 34 };

interface Props {
  readonly names: Sides<string>;
  readonly structure: Sides<HeldOut['structure']>;
  /** The style that the visitor chose. */
  readonly style: string;
}

/** From soft to bold, for each network: how far its paintings are from the photo, and from the painting's strokes. */
export function StructurePlot({ names, structure, style }: Props) {
  const of = (side: HeldOut['structure']) => side?.styles.find(({ id }) => id === style);
  const curves = { left: of(structure.left), right: of(structure.right) };
  const any = curves.left ?? curves.right;
  const photos = (structure.left ?? structure.right)?.photos;
  if (!any || !photos) return null;
  const all = [curves.left, curves.right].flatMap((curve) => (curve ? pointsOf(curve) : []));
  const scale = {
    content: span(all.map(({ content }) => content)),
    structure: span(all.map(({ structure }) => structure)),
  };
  const summary = SIDES.flatMap((side) => {
    const curve = curves[side];
    return curve ? [text.described(names[side], pointsOf(curve))] : [];
  });
  return (
    <div className={quality.part}>
      <h3>{text.title(any.title)}</h3>
      <p className={quality.quiet}>{text.about(photos)}</p>
      <svg
        className={styles.plot}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={summary.join(' ')}
      >
        <path
          className={styles.axes}
          d={`M${MARGIN.left} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}H${WIDTH - MARGIN.right}`}
        />
        <text x={(MARGIN.left + WIDTH - MARGIN.right) / 2} y={HEIGHT - 8} textAnchor="middle">
          {text.fromPhoto}
        </text>
        <text
          transform={`translate(14 ${(MARGIN.top + HEIGHT - MARGIN.bottom) / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          {text.fromStrokes}
        </text>
        {SIDES.map((side) => {
          const curve = curves[side];
          return curve && <Curve key={side} side={side} curve={curve} scale={scale} />;
        })}
        <Ends all={all} scale={scale} />
      </svg>
      <p className={styles.legend} aria-hidden>
        {SIDES.filter((side) => curves[side]).map((side) => (
          <span key={side} className="marked" data-side={side}>
            {names[side]}
          </span>
        ))}
      </p>
      {SIDES.filter((side) => !curves[side]).map((side) => (
        <p key={side} className={quality.quiet}>
          {text.unmeasured(names[side])}
        </p>
      ))}
    </div>
  );
}

type Span = readonly [low: number, high: number];

interface Scale {
  readonly content: Span;
  readonly structure: Span;
}

interface CurveProps {
  readonly side: 'left' | 'right';
  readonly curve: StyleStructure;
  readonly scale: Scale;
}

function Curve({ side, curve, scale }: CurveProps) {
  const places = pointsOf(curve).map((point) => placeOf(point, scale));
  return (
    <g className={side === 'left' ? styles.left : styles.right}>
      <polyline points={places.map(({ x, y }) => `${x},${y}`).join(' ')} />
      {places.map(({ x, y }) => (
        <circle key={x} cx={x} cy={y} r="4.5" />
      ))}
    </g>
  );
}

/** The words at the two ends: beside the outermost points, where no line is. */
function Ends({ all, scale }: { readonly all: readonly StructurePoint[]; readonly scale: Scale }) {
  const places = all.map((point) => placeOf(point, scale)).sort((a, b) => a.x - b.x);
  const [first, last] = [places[0], places.at(-1)];
  return (
    <>
      {first && (
        <text x={first.x - 9} y={first.y + 4} textAnchor="end">
          {text.soft}
        </text>
      )}
      {last && (
        <text x={last.x + 9} y={last.y + 4}>
          {text.bold}
        </text>
      )}
    </>
  );
}

function placeOf({ content, structure }: StructurePoint, scale: Scale) {
  return {
    x: position(content, scale.content, MARGIN.left, WIDTH - MARGIN.right),
    y: position(structure, scale.structure, HEIGHT - MARGIN.bottom, MARGIN.top),
  };
}

const pointsOf = ({ soft, half, bold }: StyleStructure) => [soft, half, bold];

/** The range of some values, with a little room around. */
function span(values: readonly number[]): Span {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.12 * (high - low || high || 1);
  return [low - room, high + room];
}

function position(value: number, [low, high]: Span, from: number, to: number): number {
  return from + ((value - low) / (high - low)) * (to - from);
}
