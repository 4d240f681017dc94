/** A film has played for so long without a word of the browser: it tells of no frames. */
const SILENCE_MS = 500;

/**
 * Calls back for each new frame of a video, with the time when the camera took it, or else when the browser showed it;
 * as performance.now().
 *
 * The browser tells of them, by requestVideoFrameCallback. Firefox does since 132. Safari did not for some videos that
 * are not on the page, as these (https://bugs.webkit.org/show_bug.cgi?id=282782, mended in 2024), and WebKitGTK 2.50 does
 * only while the page draws something else, too. So the page asks to draw while the video plays, and where the browser
 * says nothing, the clock of the video tells.
 *
 * @returns a function that ends it
 */
export function watchFrames(video: HTMLVideoElement, listener: (at: number) => void): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  const tells = 'requestVideoFrameCallback' in video;
  let silent = !tells;
  /** Whether it has told of one since the film plays. A film may have less than a frame a second. */
  let heard = false;
  /** When a frame was told of, and where the film was then. */
  let told = performance.now();
  let position = video.currentTime;
  let looking = false;

  function tell(at: number) {
    told = performance.now();
    position = video.currentTime;
    listener(at);
  }

  function ask() {
    video.requestVideoFrameCallback((now, { captureTime }) => {
      if (signal.aborted) return;
      silent = false;
      heard = true;
      tell(captureTime ?? now);
      ask();
    });
  }

  function look(now: number) {
    looking = !signal.aborted && !video.paused;
    if (!looking) return;
    if (video.currentTime !== position) {
      silent ||= !heard && now - told >= SILENCE_MS;
      if (silent) tell(now);
    }
    requestAnimationFrame(look);
  }

  function play() {
    told = performance.now();
    heard = false;
    if (looking) return;
    looking = true;
    requestAnimationFrame(look);
  }

  if (tells) ask();
  video.addEventListener('play', play, { signal });
  if (!video.paused) play();
  return () => ends.abort();
}
