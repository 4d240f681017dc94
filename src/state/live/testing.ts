/** What the tests of the Live page share. */
import type { Manifest } from '../../engine/index.ts';

const model = (network: string) => ({
  id: `${network}-float16`,
  network,
  title: network,
  precision: 'float16' as const,
  path: '',
  sha256: '',
  shards: {},
  bytes: 100,
  weights: 1,
  card: '',
});
export const manifest: Manifest = {
  version: 1,
  default: 'compressed-float16',
  styles: ['wave', 'night'].map((id) => ({ id, title: id, artist: '', year: '', thumbnail: '' })),
  models: [model('original'), model('compressed')],
};
