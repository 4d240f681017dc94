import { useEffect, useRef } from 'react';
import type { Pixels } from '../../picture/index.ts';

/** Pixels across, enough for a screen with two pixels a CSS pixel. */
const WIDTH = 192;

/** A picture, small. The browser scales it off the page's thread: there is a table of them. */
export function Thumbnail({ pixels }: { pixels: Pixels | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!pixels) {
      // What is in it was painted with other settings.
      if (canvas.current) canvas.current.width = 0;
      return undefined;
    }
    let current = true;
    async function draw({ data, width, height }: Pixels) {
      const image = new ImageData(data, width, height);
      const small = { resizeWidth: WIDTH, resizeQuality: 'medium' } as const;
      const bitmap = await createImageBitmap(image, small);
      if (current && canvas.current) {
        canvas.current.width = bitmap.width;
        canvas.current.height = bitmap.height;
        canvas.current.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    }
    void draw(pixels);
    return () => {
      current = false;
    };
  }, [pixels]);
  return <canvas ref={canvas} aria-hidden />;
}
