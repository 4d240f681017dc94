import { describe, expect, it, vi } from 'vitest';
import { readModels, realManifest } from '../testing/index.ts';
import { fetchFacts } from './cards.ts';

const BASE = 'https://brushlite.test/models/';
const MODEL = 'compressed-float16';
const TITLE = 'Compressed float16';
const CARD = 'compressed-float16/card.json';
const SPEC = 'networks/compressed.json';

/** A server that has these files instead of the real ones. */
function stubServer(files: Readonly<Record<string, unknown>> = {}) {
  vi.stubGlobal('fetch', async (url: URL) => {
    const path = url.href.slice(BASE.length);
    return new Response(path in files ? JSON.stringify(files[path]) : readModels(path));
  });
}

function factsWith(files?: Readonly<Record<string, unknown>>) {
  stubServer(files);
  return fetchFacts(MODEL, realManifest, BASE);
}
const real = (path: string) => JSON.parse(readModels(path)) as Record<string, unknown>;

describe('the facts of a model', () => {
  it('are its card and its network’s spec', async () => {
    const facts = await factsWith();
    expect(facts?.card.id).toBe(MODEL);
    expect(facts?.spec).toEqual(real(SPEC));
  });

  it.each(realManifest.models)('are there for $id', async ({ id, network }) => {
    stubServer();
    const facts = await fetchFacts(id, realManifest, BASE);
    expect(facts).toMatchObject({ card: { id }, spec: { id: network } });
  });

  it('may lack the scores, where only the strokes were judged', async () => {
    const { structure, structurePhotos } = real('compressed-float32/card.json')[
      'quality'
    ] as Record<string, unknown>;
    expect(structure).toBeDefined();
    const facts = await factsWith({
      [CARD]: { ...real(CARD), quality: { structure, structurePhotos } },
    });
    expect(facts?.card.quality).toBeNull();
    expect(facts?.card.checkpointBytes).toBeGreaterThan(0);
  });

  it('may lack the quality', async () => {
    const facts = await factsWith({ [CARD]: { ...real(CARD), quality: null } });
    expect(facts?.card.quality).toBeNull();
  });

  it('have the figures of public networks for some of the styles', async () => {
    const file = real('compressed-float32/card.json');
    const facts = await factsWith({ [CARD]: { ...file, id: MODEL } });
    const structure = facts?.card.quality?.structure ?? {};
    expect(structure['udnie']?.public).toEqual({
      content: expect.any(Number) as number,
      structure: expect.any(Number) as number,
    });
    expect(structure['mondrian']).toBeDefined();
    expect(structure['mondrian']?.public).toBeUndefined();
  });

  it('are none for a model that the manifest lacks', async () => {
    expect(await fetchFacts('constructor', realManifest, BASE)).toBeUndefined();
  });

  it.each<[string, Record<string, unknown>]>([
    ['a card of another version', { [CARD]: { ...real(CARD), version: 2 } }],
    ['a card of another model', { [CARD]: { ...real(CARD), id: 'original-float32' } }],
    ['a card without figures', { [CARD]: { ...real(CARD), checkpointBytes: 'many' } }],
    ['a card with odd scores', { [CARD]: { ...real(CARD), quality: { styles: [] } } }],
    ['a card that is a list', { [CARD]: [] }],
    ['a card that is nothing', { [CARD]: null }],
    ['a spec without layers', { [SPEC]: { ...real(SPEC), layers: [] } }],
    ['a spec with an odd layer', { [SPEC]: { ...real(SPEC), layers: [{ name: 'conv1' }] } }],
    ['a spec that is a text', { [SPEC]: 'layers' }],
  ])('%s is a problem that names the model', async (_, files) => {
    await expect(factsWith(files)).rejects.toHaveProperty('fault', {
      code: 'compare/facts-not-downloaded',
      model: TITLE,
    });
  });
});
