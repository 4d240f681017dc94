import type { ReactNode } from 'react';

/** Words of the Stylize page. */
export const stylize = {
  welcome: 'Your photo, as a painting',
  /** The picture that the page begins with. */
  example: {
    label: 'Example of a painting',
    photo: 'Photo',
    painting: 'Painted as The Starry Night',
  },
  /** What is made of a painting afterwards: how much of it covers the photo, and with which colours. */
  finish: 'Finish',
  keepColours: 'Keep my colours',
  anotherPhoto: 'Another photo',
  beforeAndAfter: 'Before and after',
  painted: (photo: string) => `${photo}, painted`,
  download: 'Download',
  paintedIn: (time: ReactNode) => <>Painted in {time}</>,
  took: (time: ReactNode, network: string | undefined) => (
    <>
      {time} with the {network} network
    </>
  ),
  pixels: (width: number, height: number) => `${width}\u00a0×\u00a0${height}\u00a0pixels`,
  emulated: '(a GPU emulated by the processor)',
  notPainted: 'Not painted yet',
  notPaintedAs: (style: string) => `Not painted as ${style} yet`,
  notPaintedAt: (side: number) => `Not painted at ${side} pixels yet`,
  notPaintedWithThese: 'Not painted with these settings yet',
};
