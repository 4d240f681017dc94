import type { ReactNode } from 'react';

/** Words of the Stylize page. */
export const stylize = {
  welcome: 'Your photo, as a painting',
  anotherPhoto: 'Another photo',
  beforeAndAfter: 'Before and after',
  painted: (photo: string) => `${photo}, painted`,
  download: 'Download',
  took: (time: ReactNode, network: string | undefined) => (
    <>
      {time} with the {network} network
    </>
  ),
  pixels: (width: number, height: number) => `${width}\u00a0×\u00a0${height}\u00a0pixels`,
  emulated: '(a GPU emulated by the processor)',
  notPainted: 'Not painted yet',
  notPaintedAs: (style: string) => `Not painted as ${style} yet`,
};
