/** A report with 0 for every figure that may be 0 (a picture may not), and with names as long as they may be. */
const WORD = 'x'.repeat(300);

const size = {
  download: 0,
  weights: 0,
  inMemory: 0,
  checkpoint: 0,
  multiplyAdds: 0,
  activations: 0,
};
const scores = { distilled: 0, vgg: 0 };
const ranOn = { id: 'webgpu', device: WORD, software: false };
const run = { upload: 0, inference: 0, readback: 0, draw: 0, total: 0 };

const side = (id: string) => ({
  model: { id, network: id, title: WORD, precision: 'float16' },
  executor: 'auto',
  ranOn,
  ms: 0,
  size,
  layers: [{ layer: WORD, kernel: 3, outputs: 1, weights: 0, multiplyAdds: 0 }],
  heldOut: {
    judge: WORD,
    photos: 0,
    size: 0,
    styles: [{ id: 'udnie', title: WORD, ...scores }],
    mean: scores,
  },
  measured: {
    ranOn,
    runs: [run, run, run],
    download: { ms: 0, cached: true },
    warmUpMs: 0,
    peak: { bytes: 0, of: 'gpu' },
    layers: { [WORD]: 0 },
  },
});

export const oddReport = () =>
  JSON.stringify({
    format: 'brushlite-report',
    version: 1,
    date: '2026-11-25T14:03:00.000Z',
    machine: { browser: WORD, platform: WORD, cores: 0 },
    figures: {
      picture: { width: 1, height: 1 },
      photo: { width: 1, height: 1 },
      style: { id: 'udnie', title: WORD },
      sides: { left: side('a'), right: side('b') },
      likeness: { ssim: 0, psnr: 0, difference: 0 },
    },
  });
