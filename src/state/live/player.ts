import type { LiveStore } from './types.ts';

/** What a visitor does with a film that plays; `playing` is none where there is no film. */
export function createPlayer(store: LiveStore, playing: () => HTMLVideoElement | undefined) {
  /** It was playing when the tab was hidden. */
  let hidden: HTMLVideoElement | undefined;

  function seek(position: number) {
    const video = playing();
    const { film } = store.getState();
    if (!video || !film) return;
    video.currentTime = position;
    // Now, or the slider jumps back until the video says so, and seeks there.
    store.setState({ film: { ...film, position } });
  }

  function setMuted(muted: boolean) {
    const video = playing();
    if (video) video.muted = muted;
  }

  /** The tab is hidden, where the film would play on and be heard. */
  function hide() {
    const video = playing();
    hidden = video && !video.paused ? video : undefined;
    hidden?.pause();
  }

  function show() {
    // Another film may have taken its place.
    if (hidden && hidden === playing()) start(hidden);
    hidden = undefined;
  }

  return {
    play: () => start(playing()),
    pause: () => playing()?.pause(),
    seek,
    setMuted,
    hide,
    show,
  };
}

/** A pause that comes right after is no error. */
function start(video: HTMLVideoElement | undefined) {
  video?.play().catch(() => {});
}
