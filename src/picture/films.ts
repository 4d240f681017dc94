/** Video files. The code for them is downloaded when the first one is opened: most visitors paint photos. */
import type { FilmFacts, Repaint, RepaintedFilm } from './filmFile.ts';
import { loadCode } from '../loading/index.ts';

const load = () => loadCode(() => import('./filmFile.ts'));

/** As in filmFile.ts. Rejects also where the code does not arrive. */
export const inspectFilm = async (file: Blob, name: string): Promise<FilmFacts> =>
  (await load()).inspectFilm(file, name);

/** As in filmFile.ts. Rejects also where the code does not arrive. */
export const repaintFilm = async (wanted: Repaint): Promise<RepaintedFilm> =>
  (await load()).repaintFilm(wanted);

/** As in filmFile.ts. The recording stays as it is where the code does not arrive. */
export async function completeRecording(recording: Blob): Promise<Blob> {
  const film = await load().catch(() => undefined);
  return film ? film.completeRecording(recording) : recording;
}
