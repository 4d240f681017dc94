import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../engine/index.ts';
import { createOwnStyles } from '../../shared/index.ts';
import { FakeEngine, fakeManifest } from '../../testing/index.ts';
import type { StyleFile } from '../styleFile.ts';
import { connectedPage } from '../testing/page.ts';
import { createStudio } from './studio.ts';

const PRINT = 'a'.repeat(64);
/** As the fake engine says it of a model's rows. */
const shaOf = (model: string) => `sha256 of ${model}`;
const manifest: Manifest = {
  ...fakeManifest,
  models: fakeManifest.models.map((model) => ({
    ...model,
    ...{ sha256: shaOf(model.id), fingerprint: PRINT },
  })),
};

async function page() {
  const ownStyles = createOwnStyles();
  const engine = new FakeEngine(manifest);
  engine.atOnce = true;
  const stylize = await connectedPage({ engine, ownStyles });
  const studio = createStudio({
    ...{ pictures: stylize.pictures, photos: stylize.photos, ownStyles, stylize },
    createLearner: () => {
      throw new Error('Nothing is learned here.');
    },
  });
  const { photo: _photo, ...given } = { photo: undefined, ...stylize };
  const drop = (json: unknown, name = 'a.json') =>
    studio.actions.take([new File([typeof json === 'string' ? json : JSON.stringify(json)], name)]);
  return {
    ...given,
    ...{ drop, studio: studio.store, own: () => ownStyles.store.getState() },
    settings: () => stylize.store.getState().settings,
  };
}

/** What the page saves of a mix of the fake engine, whose rows are the shares of its two styles. */
async function savedMix(): Promise<StyleFile> {
  const { actions, saving, paintPhoto } = await page();
  const mix = [
    { style: 'wave', percent: 25 },
    { style: 'night', percent: 75 },
  ];
  actions.choose({ style: 'night', mix, boldness: 0.3, network: 'original' });
  await paintPhoto();
  const file = await saving.actions.saveStyle();
  return JSON.parse((await file?.blob.text()) ?? '') as StyleFile;
}

describe('a style file that is brought back', () => {
  it('chooses what it was saved with, in a step that undo takes back, without a panel', async () => {
    const file = await savedMix();
    const { drop, settings, studio, fault, own, actions } = await page();
    const before = settings();
    await drop(file);
    expect(settings()).toMatchObject({
      ...{ style: 'night', boldness: 0.3, network: 'original' },
      mix: [
        { style: 'night', percent: 75 },
        { style: 'wave', percent: 25 },
      ],
    });
    expect([studio.getState().open, studio.getState().opening, fault()]).toEqual([
      ...[false, undefined, undefined],
    ]);
    expect(own()).toEqual([]);
    actions.undo();
    expect(settings()).toEqual(before);
  });

  it('becomes a style where its styles are not here, once', async () => {
    const file = await savedMix();
    const [first] = file.styles;
    const other = { ...file, title: 'Blue', styles: [{ ...first!, id: 'own-blue', percent: 100 }] };
    const { drop, own, settings, studio } = await page();
    await drop(other);
    await drop(other);
    const values = Float32Array.of(0.25, 0.75, 0.1);
    expect(own()).toMatchObject([
      {
        name: 'Blue',
        learned: [
          { network: 'original', fingerprint: PRINT, steps: 0, soft: values, bold: values },
        ],
      },
    ]);
    expect(settings()).toMatchObject({ style: own()[0]?.id, mix: [], network: 'original' });
    expect(studio.getState()).toMatchObject({ open: true, style: own()[0]?.id });
  });

  it('becomes a style where somebody has changed its numbers', async () => {
    const file = await savedMix();
    const layers = file.layers.map((layer) => ({ ...layer, scale: [0.5, 0.5] }));
    const { drop, own } = await page();
    await drop({ ...file, layers });
    expect(own()[0]?.learned[0]?.soft).toEqual(Float32Array.of(0.5, 0.5, 0.1));
  });

  it('of another training chooses the styles that are here, and says so', async () => {
    const file = await savedMix();
    const { drop, settings, fault, own } = await page();
    const network = { ...file.network, sha256: 'of another training' };
    await drop({ ...file, network });
    expect(settings()).toMatchObject({ style: 'night', boldness: 0.3, network: 'original' });
    expect(fault()).toEqual({ code: 'style-file/other-version', title: 'night, wave' });
    expect(own()).toEqual([]);
    await drop({ ...file, network: { ...network, id: 'gone' } });
    expect(settings().network).toBe('original');
  });

  it.each([
    ['no JSON', () => 'hello', { code: 'style-file/not-one', name: 'a.json', report: false }],
    [
      'a report',
      () => ({ format: 'brushlite-report', version: 9 }),
      { code: 'style-file/not-one', name: 'a.json', report: true },
    ],
    [
      'of a newer page',
      (file: StyleFile) => ({ ...file, version: 2 }),
      { code: 'style-file/newer', name: 'a.json' },
    ],
    [
      'with shares that are no whole',
      (file: StyleFile) => ({ ...file, styles: file.styles.slice(1) }),
      { code: 'style-file/damaged', name: 'a.json' },
    ],
    [
      'with a layer that lacks a number',
      ({ layers, ...file }: StyleFile) => ({
        ...file,
        layers: layers.map((layer) => ({ ...layer, shift: [] })),
      }),
      { code: 'style-file/damaged', name: 'a.json' },
    ],
    [
      'with a number that is none',
      ({ layers, ...file }: StyleFile) => ({
        ...file,
        layers: layers.map((layer) => ({ ...layer, scale: [null, 1] })),
      }),
      { code: 'style-file/damaged', name: 'a.json' },
    ],
    [
      'of another training with a style that is not here',
      (file: StyleFile) => ({
        ...file,
        styles: [{ id: 'own-blue', title: 'Blue', percent: 100 }],
        network: { ...file.network, sha256: 'x' },
      }),
      { code: 'style-file/other-network', title: 'night, wave', network: 'original' },
    ],
  ] as const)('is refused: %s', async (_, change, expected) => {
    const file = await savedMix();
    const { drop, settings, fault, own } = await page();
    const before = settings();
    await drop(change(file));
    expect(fault()).toEqual(expected);
    expect([settings(), own()]).toEqual([before, []]);
  });

  it('is refused in the panel where that is open', async () => {
    const { drop, studio, fault } = await page();
    studio.setState({ open: true });
    await drop('hello');
    expect(studio.getState().fault).toMatchObject({ code: 'style-file/not-one' });
    expect([fault(), studio.getState().opening]).toEqual([undefined, undefined]);
  });
});
