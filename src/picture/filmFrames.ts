/** The frames of a film, decoded one after the other. */
import type { InputVideoTrack, VideoSample } from 'mediabunny';

type Mediabunny = typeof import('./mediabunny.ts');

/** Frames that are decoded ahead. */
const AHEAD = 4;

/**
 * The frames that a player shows from `from` seconds on: an edit list hides those before. The first one may begin
 * earlier, and is the one that is shown then. Whoever takes a frame closes it. Throws where a frame can't be read or
 * decoded.
 */
export async function* filmFrames(
  bunny: Mediabunny,
  track: InputVideoTrack,
  from: number,
): AsyncGenerator<VideoSample, void, unknown> {
  // mediabunny merges transparency in workers from blobs, which the page's policy forbids.
  const transparent = await track.canBeTransparent();
  yield* transparent ? opaqueFrames(bunny, track) : new bunny.VideoSampleSink(track).samples(from);
}

/** The frames without their transparency, as they are stored beside it. */
async function* opaqueFrames(bunny: Mediabunny, track: InputVideoTrack) {
  const config = await track.getDecoderConfig();
  if (!config) return;
  const ready: VideoFrame[] = [];
  let failed: Error | undefined;
  let wake = () => {};
  const decoder = new VideoDecoder({
    output: (frame) => {
      ready.push(frame);
      wake();
    },
    error: (error) => {
      failed = error;
      wake();
    },
  });
  /** Of the packets, by their time in microseconds: decoders of some browsers drop it. Seconds. */
  const lengths = new Map<number, number>();
  function* taken() {
    while (ready.length > 0) {
      const frame = ready.shift() as VideoFrame;
      const { timestamp } = frame;
      yield new bunny.VideoSample(frame, {
        timestamp: timestamp / 1e6,
        duration: lengths.get(timestamp) ?? 0,
      });
      lengths.delete(timestamp);
    }
  }
  try {
    decoder.configure(config);
    for await (const packet of new bunny.EncodedPacketSink(track).packets()) {
      const chunk = packet.toEncodedVideoChunk();
      lengths.set(chunk.timestamp, packet.duration);
      decoder.decode(chunk);
      while (decoder.decodeQueueSize > AHEAD && !failed && ready.length === 0) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (failed) throw failed;
      yield* taken();
    }
    await decoder.flush();
    yield* taken();
  } finally {
    for (const frame of ready) frame.close();
    if (decoder.state !== 'closed') decoder.close();
  }
}
