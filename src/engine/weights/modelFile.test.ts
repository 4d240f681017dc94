import { expect, it } from 'vitest';
import { networkOf, repoFile } from '../testing/node.ts';
import { parseModelFile } from './modelFile.ts';

const whole = JSON.parse(repoFile('models/compressed-float16/model.json').toString());
const parse = (value: unknown) =>
  parseModelFile(new TextEncoder().encode(JSON.stringify(value)).buffer);

/** The file with another network. */
const withNetwork = (changes: object) => ({
  ...whole,
  userDefinedMetadata: {
    ...whole.userDefinedMetadata,
    networkSpec: { ...whole.userDefinedMetadata.networkSpec, ...changes },
  },
});

it('a model’s file has its network, its styles and its weights', () => {
  const { userDefinedMetadata, weightsManifest } = parse(whole);
  expect(userDefinedMetadata.networkSpec).toEqual(networkOf('compressed'));
  expect(userDefinedMetadata.styles).toEqual(
    (whole.userDefinedMetadata.styles as { rows: object }[]).map(({ rows }) => ({ rows })),
  );
  // The file has more keys, such as `original_dtype`.
  expect(whole.weightsManifest).toMatchObject(weightsManifest);
  const first = weightsManifest[0]?.weights.find(({ name }) => name === 'conv1/weights');
  expect(first).toMatchObject({ dtype: 'float32', shape: [9, 9, 3, 32] });
});

it.each(['plain', 'pruned', 'low-rank', 'shared', 'compact', 'tiny'])(
  'the network %s of the ladder arrives with all that its layers say',
  (network) => {
    const spec = networkOf(network);
    expect(parse(withNetwork(spec)).userDefinedMetadata.networkSpec).toEqual(spec);
  },
);

it('may have more than this page knows', () => {
  const found = parse({ ...withNetwork({ more: 1 }), more: 2 });
  expect(found).toEqual(parse(whole));
});

it.each<[string, unknown]>([
  ['null', null],
  ['of another format', { layers: [] }],
  ['without metadata', { ...whole, userDefinedMetadata: undefined }],
  [
    'without styles',
    { ...whole, userDefinedMetadata: { ...whole.userDefinedMetadata, styles: [] } },
  ],
  ['empty', {}],
  ['without weights', { ...whole, weightsManifest: undefined }],
  [
    'with more rows than any memory has room for',
    {
      ...whole,
      userDefinedMetadata: {
        ...whole.userDefinedMetadata,
        styles: [{ rows: { soft: 0, bold: 1e12 } }],
      },
    },
  ],
  ['without layers', withNetwork({ layers: [] })],
  [
    'with a layer of an unknown kind',
    withNetwork({ layers: [{ name: 'a', kind: 'attention', kernel: 3, out: 3 }] }),
  ],
  [
    'with an even kernel',
    withNetwork({ layers: [{ name: 'a', kind: 'conv', kernel: 4, out: 3 }] }),
  ],
  [
    'with a weight of no shape',
    { ...whole, weightsManifest: [{ paths: ['a'], weights: [{ name: 'a' }] }] },
  ],
])('one that is %s is unreadable', (_, value) => {
  expect(() => parse(value)).toThrow(
    expect.objectContaining({ fault: { code: 'engine/model-unreadable' } }),
  );
});

it('text that is no JSON is unreadable', () => {
  expect(() => parseModelFile(new TextEncoder().encode('{"almost":').buffer)).toThrow(
    expect.objectContaining({ fault: { code: 'engine/model-unreadable' } }),
  );
});

it('one of 100,000 nested lists is unreadable', () => {
  const nested = '['.repeat(100_000) + ']'.repeat(100_000);
  for (const text of [nested, `{"weightsManifest":${nested}}`, 'null', '', '{']) {
    expect(() => parseModelFile(new TextEncoder().encode(text).buffer)).toThrow(
      expect.objectContaining({ fault: { code: 'engine/model-unreadable' } }),
    );
  }
});
