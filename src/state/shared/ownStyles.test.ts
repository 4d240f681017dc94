import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../engine/index.ts';
import { fakeManifest, FakeEngine } from '../testing/index.ts';
import { mixOf } from './boldness.ts';
import { createConnecting } from './connection.ts';
import type { Collection } from './database.ts';
import { stylesOf } from './mix.ts';
import { versionOfStyles } from './ownRows.ts';
import { readKept } from './ownStyleKeeper.ts';
import {
  createOwnStyles,
  freeName,
  idOfOwnStyle,
  isOwnStyle,
  stylesInFileName,
  withoutOwn,
  type OwnStyle,
} from './ownStyles.ts';

const MODEL = 'compressed-float16';
const PRINT = 'a'.repeat(64);
/** The fake models, with the fingerprint that learned rows belong to. */
const manifest: Manifest = {
  ...fakeManifest,
  models: fakeManifest.models.map((model) => ({ ...model, fingerprint: PRINT })),
};

const style = (changes: Partial<OwnStyle> = {}): OwnStyle => ({
  ...{ id: 'own-sea', name: 'Sea', made: 5 },
  learned: [
    {
      ...{ network: 'compressed', fingerprint: PRINT, steps: 30 },
      ...{ soft: Float32Array.of(1, 2), bold: Float32Array.of(3, 4) },
    },
  ],
  ...changes,
});

/** A database in memory; `full`: it takes nothing more. */
function collection(kept: OwnStyle[] = [], full = false) {
  const all = new Map(kept.map((one) => [one.id, one]));
  const fake: Collection<OwnStyle> = {
    all: async () => [...all.values()],
    async put(id, value) {
      if (!full) all.set(id, value);
      return !full;
    },
    remove: async (id) => void all.delete(id),
    removeAll: async () => {},
  };
  return { fake, all };
}

describe('own styles', () => {
  it('of earlier visits are there before the connection, behind the server’s', async () => {
    const newer = style({ id: 'own-a', name: 'Newer', made: 6 });
    const own = createOwnStyles(collection([newer, style()]).fake);
    const engine = new FakeEngine(manifest);
    const { store, connect } = createConnecting(engine.connect, own);
    await connect();
    const names = () => {
      const connection = store.getState();
      return connection.status === 'connected'
        ? connection.manifest.styles.map(({ title }) => title)
        : [];
    };
    expect(names()).toEqual(['wave', 'night', 'Sea', 'Newer']);
    await own.put(style({ id: 'own-hill', name: 'Hill' }));
    expect(names()).toEqual(['wave', 'night', 'Sea', 'Newer', 'Hill']);
    await own.remove('own-sea');
    expect(names()).toEqual(['wave', 'night', 'Newer', 'Hill']);
  });

  it('are kept until they are removed, the newest state of each', async () => {
    const { fake, all } = collection();
    const own = createOwnStyles(fake);
    expect(await own.put(style())).toBe(true);
    expect(await own.put(style({ name: 'Lake' }))).toBe(true);
    expect([...all.values()].map(({ name }) => name)).toEqual(['Lake']);
    await own.remove('own-sea');
    expect(all.size).toBe(0);
  });

  it('that have no room last as long as the page, and the old ones stay', async () => {
    const { fake, all } = collection([style()], true);
    const own = createOwnStyles(fake);
    await own.restore();
    expect(await own.put(style({ name: 'Lake' }))).toBe(false);
    expect(own.store.getState().map(({ name }) => name)).toEqual(['Lake']);
    expect([...all.values()].map(({ name }) => name)).toEqual(['Sea']);
  });

  it('are read as they were kept, and what is none is left out', () => {
    expect(readKept(style())).toMatchObject(style());
    const broken = { ...style().learned[0]!, soft: Float32Array.of(Number.NaN, 1) };
    for (const other of [undefined, {}, style({ id: 'wave' }), style({ learned: [broken] })]) {
      expect(readKept(other)).toBeUndefined();
    }
  });

  it('are read with the rate of learning; with one that can’t be, they are learned no further', () => {
    const [row] = style().learned;
    const rows = { soft: Float32Array.of(1), bold: Float32Array.of(2) };
    const numbers = Float32Array.of(0);
    const state = {
      ...{ current: rows, average: rows, means: numbers, squares: numbers, steps: 3 },
      ...{ fall: { begin: 0, end: 9 }, seed: 1 },
    };
    const stateOf = (rate?: number) => {
      const learned = [{ ...row!, state: { ...state, ...(rate !== undefined && { rate }) } }];
      return readKept(style({ learned }))?.learned[0]?.state;
    };
    expect(stateOf(0.1)).toEqual({ ...state, rate: 0.1 });
    expect(stateOf()).toEqual(state); // kept by an earlier version
    for (const rate of [0, -5, 1e9, Infinity, Number.NaN]) expect(stateOf(rate)).toBeUndefined();
  });
});

describe('the mix of an own style', () => {
  const own = createOwnStyles();
  void own.put(style());
  const joined = own.join(manifest);

  it.each([
    [0, [1, 2]],
    [0.5, [2, 3]],
    [1, [3, 4]],
  ])('at a boldness of %d lies between its rows', (boldness, row) => {
    expect(mixOf({ style: 'own-sea', boldness }, joined, MODEL)).toEqual({
      ...{ shares: [0, 0], own: Float32Array.from(row) },
    });
  });

  it('with a built-in one has a part of each', () => {
    const parts = [
      { style: 'night', percent: 25 },
      { style: 'own-sea', percent: 75 },
    ];
    expect(mixOf({ ...stylesOf(parts), boldness: 0 }, joined, MODEL)).toEqual({
      ...{ shares: [0, 0.25], own: Float32Array.of(0.75, 1.5) },
    });
  });

  it('leaves built-in styles as they are', () => {
    expect(mixOf({ style: 'night', boldness: 0.5 }, joined, MODEL)).toEqual([0, 1]);
  });

  it('is refused for a network that it was not learned for, and for another version of it', () => {
    const paint = (model: string, of: Manifest) => () =>
      mixOf({ style: 'own-sea', boldness: 0 }, of, model);
    expect(paint('original-float16', joined)).toThrow('own/other-network');
    const models = manifest.models.map((model) => ({ ...model, fingerprint: 'b'.repeat(64) }));
    expect(paint(MODEL, { ...joined, models })).toThrow('own/other-version');
  });

  it('has another version when it has learned more; a built-in one has none', () => {
    const version = (of: string, inside: Manifest) =>
      versionOfStyles({ style: of, mix: [] }, inside);
    const more = createOwnStyles();
    void more.put(style({ learned: [{ ...style().learned[0]!, steps: 60 }] }));
    expect(version('own-sea', more.join(manifest))).not.toBe(version('own-sea', joined));
    expect(version('night', joined)).toBe('');
  });
});

describe('ids and names', () => {
  it.each([
    ['Der Blaue Reiter', 'own-der-blaue-reiter-', 'der-blaue-reiter'],
    ['Été à la mer', 'own-ete-a-la-mer-', 'ete-a-la-mer'],
    ['星空', 'own-', 'own-style'],
  ])('of %s are fit for the names of files', (name, start, inFiles) => {
    const id = idOfOwnStyle(name, () => 0.5);
    expect(id.startsWith(start)).toBe(true);
    expect(id).toMatch(/^[\w-]{5,64}$/);
    expect(isOwnStyle(id)).toBe(true);
    expect(idOfOwnStyle(name, () => 0.6)).not.toBe(id);
    expect(stylesInFileName({ style: id, mix: [] })).toBe(inFiles);
    const mix = [id, 'sea'].map((style, i) => ({ style, percent: 70 - 40 * i }));
    expect(stylesInFileName({ style: id, mix })).toBe(`${inFiles}-70-sea-30`);
  });

  it('a name that is taken gets a number', () => {
    expect(freeName('Sea', ['Hill'])).toBe('Sea');
    expect(freeName('Sea', ['Sea', 'Sea 2'])).toBe('Sea 3');
  });
});

describe('settings for somebody else', () => {
  const parts = (...list: [string, number][]) =>
    stylesOf(list.map(([id, percent]) => ({ style: id, percent })));

  it('have no own style', () => {
    expect(withoutOwn({ ...parts(['own-sea', 100]), boldness: 1 })).toEqual({ boldness: 1 });
  });

  it('have the rest of a mix', () => {
    const mix = parts(['own-sea', 50], ['wave', 10], ['night', 40]);
    expect(withoutOwn(mix)).toEqual(parts(['wave', 20], ['night', 80]));
  });

  it('are the same where there is none', () => {
    const settings = parts(['wave', 100]);
    expect(withoutOwn(settings)).toBe(settings);
  });
});
