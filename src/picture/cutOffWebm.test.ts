import {
  BufferTarget,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  BlobSource,
  Output,
  WEBM,
  WebMOutputFormat,
} from 'mediabunny';
import { expect, it } from 'vitest';
import { withWholeClusters } from './cutOffWebm.ts';

const FRAMES = 30;

/** A film of 30 frames of 500 bytes, one in 0.1 s, in clusters of about a second. */
async function film(): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget();
  const format = new WebMOutputFormat({ minimumClusterDuration: 1 });
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource('vp8');
  output.addVideoTrack(source);
  await output.start();
  for (let i = 0; i < FRAMES; i++) {
    const type = i % 10 === 0 ? 'key' : 'delta';
    await source.add(new EncodedPacket(new Uint8Array(500).fill(i + 1), type, i / 10, 0.1), {
      decoderConfig: { codec: 'vp8', codedWidth: 64, codedHeight: 64 },
    });
  }
  await output.finalize();
  return new Uint8Array(target.buffer as ArrayBuffer);
}

/** The first byte of each frame that a reader finds. */
async function framesIn(file: Blob): Promise<number[]> {
  const input = new Input({ source: new BlobSource(file), formats: [WEBM] });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error('no track');
  const found: number[] = [];
  for await (const { data } of new EncodedPacketSink(track).packets()) found.push(data[0] ?? 0);
  return found;
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

it('a whole film stays the file that it is', async () => {
  const file = new Blob([await film()]);
  expect(await withWholeClusters(file)).toBe(file);
  expect(await framesIn(file)).toEqual(upTo(FRAMES));
});

it.each([0.3, 0.5, 0.8])(
  'of a film that ends after %d of its bytes, all whole frames are found',
  async (share) => {
    const bytes = await film();
    const cut = new Blob([bytes.subarray(0, Math.round(share * bytes.length))]);
    const found = await framesIn(await withWholeClusters(cut));
    // Each frame has its 500 bytes, and what else is in the file is little.
    const most = Math.floor(cut.size / 500);
    expect(found).toEqual(upTo(found.length));
    expect(found.length).toBeGreaterThanOrEqual(most - 2);
    expect(found.length).toBeGreaterThan((await framesIn(cut)).length);
  },
);

it.each([[[]], [[0, 0, 0, 0]], [[0x1a, 0x45, 0xdf, 0xa3]]])(
  'what is no WebM file stays as it is: %j',
  async (bytes) => {
    const file = new Blob([new Uint8Array(bytes)]);
    expect(await withWholeClusters(file)).toBe(file);
  },
);
