/** Lists of networks and model files that were changed at random: each is read as it is, or is a fault. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterEach, expect, it, vi } from 'vitest';
import { hostileBytes, hostileJson, tryEach } from '../browser/testing/hostile.ts';
import { decodeRowsFile, encodeRowsFile } from './learning/rowsFile.ts';
import { fetchManifest } from './manifest.ts';
import { EngineProblem } from './problems.ts';
import { manifest } from './testing/node.ts';
import { decodeWeights } from './weights/decode.ts';
import { parseModelFile, weightEntry, type WeightEntry } from './weights/modelFile.ts';

const BASE = 'http://app.test/models/';
const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
afterEach(() => vi.unstubAllGlobals());

/** Lets pass what is a fault of the engine's. */
async function orFault(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EngineProblem)) throw error;
  }
}

it('the list of networks names no file outside of its folder, whatever is in it', async ({
  task,
}) => {
  const tried = await tryEach(400, async (random) => {
    const json = JSON.stringify(hostileJson(manifest, random));
    const fetch = vi.fn(async () => new Response(json));
    vi.stubGlobal('fetch', fetch);
    await orFault(async () => {
      const { models, styles } = await fetchManifest(BASE);
      const paths = models.flatMap(({ path, card, shards }) => [
        path,
        card,
        ...Object.keys(shards),
      ]);
      for (const path of [...paths, ...styles.map(({ thumbnail }) => thumbnail)]) {
        expect(new URL(path, BASE).href.startsWith(BASE)).toBe(true);
      }
    });
    expect(fetch).toHaveBeenCalledOnce();
    expect({}).not.toHaveProperty('polluted');
  });
  Object.assign(task.meta, { tried: [tried] });
});

it('a model.json', async ({ task }) => {
  const real = JSON.parse(readFileSync('models/compressed-uint8/model.json', 'utf8')) as Record<
    string,
    unknown
  >;
  // Its graph is not read, and most of it.
  const { modelTopology: _, ...small } = real;
  const values = await tryEach(400, (random) =>
    orFault(() => parseModelFile(encode(hostileJson(small, random)).buffer)),
  );
  const bytes = await tryEach(200, (random) =>
    orFault(() => parseModelFile(hostileBytes([encode(small)], random).buffer)),
  );
  Object.assign(task.meta, { tried: [values, bytes] });
});

it('weights that are packed, under a list of tensors that was changed', async ({ task }) => {
  const folder = 'models/ladder/compressed-uint4';
  const { weightsManifest } = JSON.parse(readFileSync(`${folder}/model.json`, 'utf8')) as {
    weightsManifest: [{ weights: WeightEntry[] }];
  };
  // Few, so that a change hits one that matters.
  const whole = weightsManifest[0].weights;
  const first = whole.findIndex(({ name }) => name.endsWith('/packed'));
  const entries = whole.slice(first, first + 2);
  const [packed, step] = entries.map(({ shape }) => shape.reduce((all, side) => all * side, 1));
  const shard = new ArrayBuffer((packed ?? 0) + 4 * (step ?? 0));
  expect(decodeWeights(entries, shard).size).toBe(1);
  const tried = await tryEach(400, (random) =>
    orFault(() => {
      const changed = v.safeParse(v.array(weightEntry), hostileJson(entries, random));
      if (changed.success) decodeWeights(changed.output, shard);
    }),
  );
  Object.assign(task.meta, { tried: [tried] });
});

it('a file of a learned style', async ({ task }) => {
  const numbers = () => Float32Array.from({ length: 40 }, (_, i) => Math.sin(i));
  const file = await encodeRowsFile({
    ...{ name: 'Mine', network: 'compressed', fingerprint: 'a'.repeat(64), steps: 120 },
    rows: { soft: numbers(), bold: numbers() },
  });
  const tried = await tryEach(300, (random) =>
    orFault(() => decodeRowsFile(hostileBytes([file], random))),
  );
  Object.assign(task.meta, { tried: [tried] });
});
