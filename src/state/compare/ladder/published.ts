import type { PublishedNetwork } from './types.ts';

const LITNET = 'https://github.com/shihuihong214/LITNet';

/**
 * Figures as their authors publish them. LITNet counts two operations for each multiply-add: its 20.2 GFLOPs are of the
 * original's own layers, which have 10.1 billion multiply-adds. So its figures are halved here.
 */
export const PUBLISHED: readonly PublishedNetwork[] = [
  // The bytes of the study are those of checkpoints with the optimizer's moments, so they are not beside files here.
  { id: 'study-original', weights: 1_674_432 },
  {
    ...{ id: 'public', weights: 1_670_000 },
    source: 'https://github.com/lengstrom/fast-style-transfer',
  },
  {
    ...{ id: 'litnet', weights: 1_680_000, bytes: 6_420_000, multiplyAdds: 10.1e9 },
    source: LITNET,
  },
  {
    ...{ id: 'microast', weights: 475_000, bytes: 1_900_000 },
    source: 'https://github.com/EndyWon/MicroAST',
  },
  { id: 'study-compressed', weights: 363_712 },
  {
    ...{ id: 'litnet-separable', weights: 211_000, bytes: 848_000, multiplyAdds: 1.36e9 },
    source: LITNET,
  },
  {
    ...{ id: 'litnet-distilled', weights: 18_400, bytes: 95_000, multiplyAdds: 0.16e9 },
    source: LITNET,
  },
  {
    ...{ id: 'fritz', weights: 11_686, bytes: 17_000 },
    source: 'https://fritz.ai/creating-a-17kb-style-transfer-model/',
  },
];
