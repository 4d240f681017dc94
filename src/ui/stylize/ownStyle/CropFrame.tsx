import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Crop } from '../../../picture/index.ts';
import type { OpenPainting } from '../../../state/stylize/index.ts';
import { PhotoCanvas } from '../../shared/Canvas.tsx';
import { percent } from '../../shared/format.ts';
import { words } from '../../words/index.ts';
import { ALL_EDGES, dragPart, type Held } from '../cropGestures.ts';
import styles from './CropFrame.module.css';

const CORNERS = [
  ['left', 'top'],
  ['right', 'top'],
  ['left', 'bottom'],
  ['right', 'bottom'],
] as const;

/** The smallest part that can be chosen, as shares of the sides. */
const LEAST = { x: 0.1, y: 0.1 };

/** Shares of a side that an arrow key moves, and with Shift. */
const [STEP, LARGE_STEP] = [0.01, 0.05];

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Props {
  readonly painting: OpenPainting;
  readonly crop: Crop;
  readonly onCrop: (crop: Crop) => void;
}

/**
 * The painting, and a frame around the part of it that is learned. The frame is dragged, and each of its corners; with
 * the keyboard arrow keys move what has the focus.
 */
export function CropFrame({ painting, crop, onCrop }: Props) {
  const picture = useRef<HTMLDivElement>(null);
  const place = {
    left: `${100 * crop.left}%`,
    top: `${100 * crop.top}%`,
    width: `${100 * crop.width}%`,
    height: `${100 * crop.height}%`,
  };
  const drag = useDrag(picture, crop, onCrop);
  const { cropIs, corners, crop: label } = words.ownStyle;
  const text = cropIs(
    ...([crop.left, crop.top, crop.width, crop.height].map(percent) as Four<string>),
  );
  return (
    <div className={styles.room}>
      <div
        ref={picture}
        className={styles.picture}
        style={{ '--aspect': painting.width / painting.height } as React.CSSProperties}
      >
        <PhotoCanvas bitmap={painting.bitmap} />
        <div className={styles.clip} aria-hidden>
          <div className={styles.shade} style={place} />
        </div>
        <div role="group" aria-label={label} className={styles.frame} style={place}>
          <button
            type="button"
            className={styles.middle}
            aria-label={`${label}: ${text}`}
            {...drag(ALL_EDGES)}
          />
          {CORNERS.map((corner) => (
            <button
              key={corner.join()}
              type="button"
              className={`${styles.corner} ${styles[corner[0]]} ${styles[corner[1]]}`}
              aria-label={corners[corner.join('-')]}
              {...drag(corner)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

type Four<T> = [T, T, T, T];

/** @returns for the sides that are held what an element listens to that is dragged, or moved by keys */
function useDrag(
  picture: React.RefObject<HTMLDivElement | null>,
  crop: Crop,
  onCrop: (crop: Crop) => void,
) {
  /** Where the pointer was pressed, and the crop then. */
  const press = useRef<{ readonly x: number; readonly y: number; readonly crop: Crop }>(undefined);
  const end = () => (press.current = undefined);
  const move = (from: Crop, held: Held, dx: number, dy: number) =>
    onCrop({ ...from, ...dragPart(from, held, dx, dy, LEAST) });
  return (held: Held) => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      press.current = { x: event.clientX, y: event.clientY, crop };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const [{ current }, box] = [press, picture.current?.getBoundingClientRect()];
      if (!current || !box) return;
      const { clientX, clientY } = event;
      const [dx, dy] = [(clientX - current.x) / box.width, (clientY - current.y) / box.height];
      move(current.crop, held, dx, dy);
    },
    onPointerUp: end,
    onPointerCancel: end,
    onKeyDown(event: KeyboardEvent) {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault(); // the page does not scroll
      const step = event.shiftKey ? LARGE_STEP : STEP;
      move(crop, held, step * arrow[0], step * arrow[1]);
    },
  });
}
