import {
  type HeldOut,
  SIDES,
  type Sides,
  type StructurePoint,
  type StyleStructure,
} from '../../state/compare/index.ts';
import { styleTitle, words } from '../words/compare.ts';
import { evenTicks } from './evenTicks.ts';
import quality from './Quality.module.css';
import styles from './StructurePlot.module.css';
import {
  curvesOf,
  describeCurves,
  HEIGHT,
  MARGIN,
  placeOf,
  pointsOf,
  type Scale,
  scaleOf,
  WIDTH,
} from './structureChart.ts';

interface Props {
  readonly names: Sides<string>;
  readonly structure: Sides<HeldOut['structure']>;
  /** The style that the visitor chose. */
  readonly style: string;
}

/**
 * How far paintings are from the photo, and from the strokes of the style's painting: a line from soft to bold for each
 * network, and a cross for the public network of this painting, where there is one.
 */
export function StructurePlot({ names, structure, style }: Props) {
  const curves = curvesOf(structure, style);
  if (!curves) return null;
  const { peer, photos } = curves;
  const all = [curves.left, curves.right].flatMap((curve) => (curve ? pointsOf(curve) : []));
  const scale = scaleOf(peer ? [...all, peer] : all);
  return (
    <div className={quality.part}>
      <h3>{words.compare.structure.title(styleTitle(curves))}</h3>
      <p className={quality.quiet}>{words.compare.structure.about(photos)}</p>
      <div className={styles.beside}>
        <svg
          className={styles.plot}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={describeCurves(names, curves).join(' ')}
        >
          <Ticks scale={scale} />
          <path
            className={styles.axes}
            d={`M${MARGIN.left} ${MARGIN.top}V${HEIGHT - MARGIN.bottom}H${WIDTH - MARGIN.right}`}
          />
          <text x={(MARGIN.left + WIDTH - MARGIN.right) / 2} y={HEIGHT - 8} textAnchor="middle">
            {words.compare.structure.fromPhoto}
          </text>
          <text
            transform={`translate(14 ${(MARGIN.top + HEIGHT - MARGIN.bottom) / 2}) rotate(-90)`}
            textAnchor="middle"
          >
            {words.compare.structure.fromStrokes}
          </text>
          {SIDES.map((side) => {
            const curve = curves[side];
            return curve && <Curve key={side} side={side} curve={curve} scale={scale} />;
          })}
          <Ends all={all} scale={scale} />
          {peer && <Cross point={peer} scale={scale} />}
        </svg>
        <div className={styles.words}>
          <p className={styles.legend} aria-hidden>
            {SIDES.filter((side) => curves[side]).map((side) => (
              <span key={side} className="marked" data-side={side}>
                {names[side]}
              </span>
            ))}
            {peer && (
              <span className={`marked ${styles.peer}`}>
                {words.compare.structure.publicNetwork}
              </span>
            )}
          </p>
          {peer && <p className={quality.quiet}>{words.compare.structure.aboutPublic}</p>}
          {SIDES.filter((side) => !curves[side]).map((side) => (
            <p key={side} className={quality.quiet}>
              {words.compare.structure.unmeasured(names[side])}
            </p>
          ))}
        </div>
      </div>
    </div>
  );
}

/** The numbers at both axes: these do not begin at 0. */
function Ticks({ scale }: { readonly scale: Scale }) {
  const [right, bottom] = [WIDTH - MARGIN.right, HEIGHT - MARGIN.bottom];
  const [content, structure] = [scale.content[0], scale.structure[0]];
  return (
    <g className={styles.ticks}>
      {evenTicks(scale.structure).map(({ value, text }) => {
        const { y } = placeOf({ content, structure: value }, scale);
        return (
          <g key={value}>
            <line x1={MARGIN.left} x2={right} y1={y} y2={y} />
            <text x={MARGIN.left - 8} y={y + 4} textAnchor="end">
              {text}
            </text>
          </g>
        );
      })}
      {evenTicks(scale.content).map(({ value, text }) => {
        const { x } = placeOf({ content: value, structure }, scale);
        return (
          <g key={value}>
            <line x1={x} x2={x} y1={MARGIN.top} y2={bottom} />
            <text x={x} y={bottom + 18} textAnchor="middle">
              {text}
            </text>
          </g>
        );
      })}
    </g>
  );
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
      {places.map(({ x, y }) =>
        side === 'left' ? (
          <rect key={x} x={x - 4} y={y - 4} width="8" height="8" />
        ) : (
          <circle key={x} cx={x} cy={y} r="4.5" />
        ),
      )}
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
          {words.compare.structure.soft}
        </text>
      )}
      {last && (
        <text x={last.x + 9} y={last.y + 4}>
          {words.compare.structure.bold}
        </text>
      )}
    </>
  );
}

/** The public network: one point, since it has no boldness. */
function Cross({ point, scale }: { readonly point: StructurePoint; readonly scale: Scale }) {
  const { x, y } = placeOf(point, scale);
  const strokes = `M${x - 6} ${y - 6}l12 12m0 -12l-12 12`;
  return (
    <g className={styles.cross}>
      <path d={strokes} />
      <path d={strokes} />
    </g>
  );
}
