import { completeRecording } from '../../picture/index.ts';
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
  if (file.size === 0) throw new PageProblem({ code: 'film/empty', name: file.name });
  return file;
}

/** Seconds. A film that is shorter, such as one of a single frame, would begin over and over and never be painted. */
const SHORTEST_LOOP = 0.5;

/** A film that the browser can play, at its first frame. Rejects with PageProblem. */
export async function openFilm(createVideo: () => HTMLVideoElement, file: File): Promise<Source> {
  const source = await play(createVideo, file, file.name);
  if (source.video.duration !== Infinity) return source;
  // As browsers record films. Without its length there is no seeking, and a player that tries stands still.
  source.close();
  return play(createVideo, await completeRecording(file), file.name);
}

async function play(createVideo: () => HTMLVideoElement, file: Blob, name: string) {
  const video = createVideo();
  const source = fileSource(video, file);
  try {
    await firstFrame(video);
  } catch {
    source.close();
    throw new PageProblem({ code: 'film/unplayable', name });
  }
  if (video.videoWidth === 0) {
    source.close();
    throw new PageProblem({ code: 'film/only-sound', name });
  }
  video.loop = video.duration >= SHORTEST_LOOP;
  return source;
}

const EVENTS = [
  'timeupdate',
  'play',
  'pause',
  'ended',
  'seeked',
  'volumechange',
  'durationchange',
] as const;

/** Keep the field `film` of the state true, as long as `wanted`. */
export function followFilm(video: HTMLVideoElement, store: LiveStore, wanted: () => boolean): void {
  const show = () => wanted() && store.setState({ film: stateOf(video) });
  for (const event of EVENTS) video.addEventListener(event, show);
  show();
}

function stateOf({ duration, currentTime, paused, muted }: HTMLVideoElement): FilmState {
  return { duration, position: currentTime, paused, muted };
}
