import { type ReactNode, useEffect } from 'react';
import { outputSize } from '../../state/shared/index.ts';
import type { CloseUp, Stage } from '../../state/stylize/index.ts';
import { PixelsCanvas } from '../shared/Canvas.tsx';
import { useStylize, useStylizeActions } from '../shared/context.ts';
import zooming from '../shared/Zoom.module.css';
import { useZoomPan } from '../shared/zoomPan.ts';
import styles from './PhotoZoom.module.css';

const NOTHING = { width: 1, height: 1 };

/**
 * The zoom of the open photo. 100 % is one pixel of the file that a download gives.
 *
 * @returns `isCoarse`: the page has fewer pixels of the picture than the file
 */
export function usePhotoZoom(stage: Stage) {
  const { lookAt } = useStylizeActions();
  const output = useStylize((state) => state.settings.output);
  const photo = stage.status === 'empty' ? undefined : stage.photo;
  const size = photo && outputSize(photo, output);
  const { zoom, attach } = useZoomPan(size ?? NOTHING, photo?.id, photo?.bitmap);
  useEffect(() => {
    const tell = () => {
      const { zoomed, seen } = zoom.store.getState();
      const { x: left, y: top, width, height, across } = seen;
      lookAt(zoomed ? { left, top, width, height, across } : undefined);
    };
    const stop = zoom.store.subscribe(tell);
    return () => {
      stop();
      lookAt(undefined);
    };
  }, [zoom, lookAt]);
  const isCoarse = size !== undefined && photo !== undefined && size.width > photo.bitmap.width;
  return { zoom, attach, isCoarse };
}

interface Props {
  readonly isCoarse: boolean;
  /** Which of the two is shown as it is in the file, where the page has fewer pixels and it is looked at from near by. */
  readonly closer: 'photo' | 'painting';
  readonly children: ReactNode;
}

/** A picture that fills the frame, and is zoomed with it. */
export function Zoomed({ isCoarse, closer, children }: Props) {
  const closeUp = useStylize((state) => state.closeUp);
  return (
    <>
      <div className={`${zooming.picture} ${styles.fill} ${isCoarse ? zooming.coarse : ''}`}>
        {children}
      </div>
      {closeUp && (
        <div className={zooming.over}>
          <div className={styles.part} style={placeOf(closeUp)} data-testid={`near-${closer}`}>
            <PixelsCanvas pixels={closeUp[closer]} />
          </div>
        </div>
      )}
    </>
  );
}

function placeOf({ area, of }: CloseUp): React.CSSProperties {
  return {
    ...{ left: `${(100 * area.left) / of.width}%`, top: `${(100 * area.top) / of.height}%` },
    ...{
      width: `${(100 * area.width) / of.width}%`,
      height: `${(100 * area.height) / of.height}%`,
    },
  };
}
