import { shortName } from '../../picture/index.ts';
import { fileSource, firstFrame, type Source } from './source.ts';
import type { FilmState, LiveStore } from './types.ts';

/** Why a film can't be played: a sentence for the visitor. */
export class FilmProblem extends Error {
  override readonly name = 'FilmProblem';
}

export const filmProblems = {
  none: 'There was no video file in that. Save the video first, then drop the file.',
  many: (count: number) =>
    `Those were ${count} files. Brushlite plays one film at a time: drop just one.`,
  photo: (name: string) =>
    `“${shortName(name)}” is a photo. Open it on the page Stylize; this page takes a video file.`,
  unplayable: (name: string) =>
    `This browser can’t play “${shortName(name)}”. Save it as MP4 (H.264) or WebM and try that.`,
  damaged: (name: string) =>
    `“${shortName(name)}” can’t be played any further: it is damaged. Get a fresh copy, or open another film.`,
};

/** The one film among the files that were dropped or chosen. Throws FilmProblem. */
export function oneFilm(files: readonly File[]): File {
  const [file] = files;
  if (!file) throw new FilmProblem(filmProblems.none);
  if (files.length > 1) throw new FilmProblem(filmProblems.many(files.length));
  if (file.type.startsWith('image/')) throw new FilmProblem(filmProblems.photo(file.name));
  return file;
}

/** A film that the browser can play, at its first frame. Rejects with FilmProblem. */
export async function openFilm(video: HTMLVideoElement, file: File): Promise<Source> {
  const source = fileSource(video, file);
  const playable = await firstFrame(video).then(
    () => video.videoWidth > 0, // a sound file has no picture
    () => false,
  );
  if (playable) return source;
  source.close();
  throw new FilmProblem(filmProblems.unplayable(file.name));
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
