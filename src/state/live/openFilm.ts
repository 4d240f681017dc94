import { PageProblem } from '../shared/index.ts';
import { fileSource, firstFrame, type Source } from './source.ts';
import type { FilmState, LiveStore } from './types.ts';

/** The one film among the files that were dropped or chosen. Throws PageProblem. */
export function oneFilm(files: readonly File[]): File {
  const [file] = files;
  if (!file) throw new PageProblem({ code: 'film/none' });
  if (files.length > 1) throw new PageProblem({ code: 'film/many', count: files.length });
  if (file.type.startsWith('image/'))
    throw new PageProblem({ code: 'film/photo', name: file.name });
  return file;
}

/** A film that the browser can play, at its first frame. Rejects with PageProblem. */
export async function openFilm(video: HTMLVideoElement, file: File): Promise<Source> {
  const source = fileSource(video, file);
  const playable = await firstFrame(video).then(
    () => video.videoWidth > 0, // a sound file has no picture
    () => false,
  );
  if (playable) return source;
  source.close();
  throw new PageProblem({ code: 'film/unplayable', name: file.name });
}

const EVENTS = ['timeupdate', 'play', 'pause', 'seeked', 'volumechange', 'durationchange'] as const;

/** Keep the field `film` of the state true, as long as `wanted`. */
export function followFilm(video: HTMLVideoElement, store: LiveStore, wanted: () => boolean): void {
  const show = () => wanted() && store.setState({ film: stateOf(video) });
  for (const event of EVENTS) video.addEventListener(event, show);
  show();
}

function stateOf({ duration, currentTime, paused, muted }: HTMLVideoElement): FilmState {
  return { duration, position: currentTime, paused, muted };
}
