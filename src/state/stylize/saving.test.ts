import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineProblem } from '../../engine/index.ts';
import {
  PictureProblem,
  type FileOptions,
  type Pictures,
  type Pixels,
} from '../../picture/index.ts';
import { createOwnStyles, type OwnStyles } from '../shared/index.ts';
import { deferred, FakeEngine, idle, until } from '../testing/index.ts';
import type { Device, Link } from './saving.ts';
import { connectedPage } from './testing/page.ts';

/** A picture whose file is as many bytes as this says. */
type BytesOf = (width: number, options: FileOptions) => number;

interface Options {
  readonly device?: Device;
  readonly link?: Link;
  readonly ownStyles?: OwnStyles;
  /** What the browser does not write. */
  readonly lacks?: string;
  readonly bytesOf?: BytesOf;
  readonly returns?: boolean;
  readonly engine?: FakeEngine;
  /** Size of the file's picture. What the page shows is 80 x 40. */
  readonly photo?: { readonly width: number; readonly height: number };
  /** What the network sees and paints; 80 x 40 where the test does not say. */
  readonly painted?: Pixels;
}

/** A page with a painting. The wait before a picture is encoded ends when the test says so. */
async function page(options: Options = {}) {
  const { lacks, painted, bytesOf = () => 7, ...others } = options;
  const waits: { signal: AbortSignal; end: () => Promise<void> }[] = [];
  const wait = async (_: number, signal: AbortSignal) => {
    const { promise, resolve } = deferred();
    const end = async () => {
      resolve();
      await idle();
    };
    waits.push({ signal, end });
    await promise;
    signal.throwIfAborted();
  };
  const encode = vi.fn<Pictures['encode']>(async ({ width }, options = { type: 'image/png' }) => {
    const { type } = options;
    if (type === lacks) throw new PictureProblem({ code: 'picture/type-not-written', type });
    return new Blob(['x'.repeat(bytesOf(width, options))], { type });
  });
  const made = await connectedPage({ pictures: { encode }, wait, ...others });
  if (painted) vi.mocked(made.pictures.fit).mockResolvedValue(painted);
  await made.paintPhoto('v1.2 final.jpg');
  await idle();
  const { actions, store } = made.saving;
  /** Of pictures that are more than the pixel that asks for the formats. */
  const encoded = () => encode.mock.calls.filter(([{ width }]) => width > 1);
  return { ...made, save: actions, saved: () => store.getState(), waits, encode, encoded };
}

/** An engine that also adds fine strokes without being told to. */
const eager = () => Object.assign(new FakeEngine(), { atOnce: true });

describe('the size of the file', () => {
  it('is that of a real file, which the download then is', async () => {
    const { saved, waits, encoded, save } = await page({ bytesOf: () => 1234 });
    expect(saved().size).toBeUndefined();
    await waits[0]?.end();
    expect(saved().size).toEqual({ bytes: 1234, about: false });
    expect((await save.save())?.blob.size).toBe(1234);
    expect(encoded()).toHaveLength(1);
  });

  it('is not asked for while the picture changes, only once for the last one', async () => {
    const { saved, waits, encoded, actions } = await page();
    for (const strength of [0.9, 0.8, 0.7]) {
      actions.choose({ strength });
      await idle();
    }
    expect(waits.map(({ signal }) => signal.aborted)).toEqual([true, true, true, false]);
    for (const { end } of waits) await end();
    expect(encoded()).toHaveLength(1);
    expect(saved().size).toMatchObject({ about: false });
  });

  it('is an estimate by the pixels until the next one is known', async () => {
    const bytesOf: BytesOf = (width) => 10 * width;
    const { saved, waits, openPhoto, begun, reached, pictures } = await page({ bytesOf });
    await waits[0]?.end();
    expect(saved().size).toEqual({ bytes: 800, about: false });
    const half = { width: 40, height: 20 };
    const bitmap = { ...half, close: () => {} } as ImageBitmap;
    vi.mocked(pictures.decode).mockResolvedValueOnce({
      ...half,
      whole: half,
      bitmap,
      cutOut: false,
    });
    vi.mocked(pictures.fit).mockResolvedValueOnce({
      ...half,
      data: new Uint8ClampedArray(40 * 20 * 4),
    });
    await openPhoto('smaller.jpg');
    expect(saved().size).toBeUndefined();
    (await begun(2)).finish();
    await reached('done');
    expect(saved().size).toEqual({ bytes: 200, about: true });
    await waits.at(-1)?.end();
    expect(saved().size).toEqual({ bytes: 400, about: false });
  });

  it('is told again for another format and another quality, and nothing is said until then', async () => {
    const bytesOf: BytesOf = (_, { type, quality = 0 }) =>
      type === 'image/png' ? 5000 : 1000 * quality;
    const { saved, waits, save } = await page({ bytesOf });
    await waits[0]?.end();
    save.choose({ format: 'jpeg', quality: 0.8 });
    expect(saved().size).toBeUndefined();
    await waits[1]?.end();
    expect(saved().size?.bytes).toBe(800);
    save.choose({ quality: 0.3 });
    await waits[2]?.end();
    expect(saved().size?.bytes).toBe(300);
  });

  it.each([
    ['no larger than the page shows: measured', { width: 80, height: 40 }, 1, false],
    ['three times as large: about', { width: 240, height: 120 }, 9, true],
  ])('of a large painting, %s', async (_, size, times, about) => {
    const small = { width: 40, height: 20, data: new Uint8ClampedArray(4 * 40 * 20) };
    const { saved, waits, pictures, store, save, saving } = await page({
      ...{ bytesOf: () => 100, engine: eager(), photo: size, painted: small },
    });
    await until(() => store.getState().refined?.status === 'done');
    await waits.at(-1)?.end();
    expect(saved().size).toEqual(
      about ? { bytes: 100 * times, about } : { bytes: 'large'.length, about },
    );
    expect(await (await save.save())?.blob.text()).toBe('large');
    // What was saved is no estimate.
    expect(saved().size).toEqual({ bytes: 'large'.length, about: false });
    expect(pictures.large.encode).toHaveBeenCalledTimes(1);
    expect(await (await saving.fileNow())?.blob.text()).toBe('large');
  });

  it('is about that of the large painting while there is only a small one', async () => {
    const { saved, saving, waits, pictures, engine, actions, openPhoto, reached } = await page({
      ...{ bytesOf: () => 100, engine: eager(), photo: { width: 240, height: 120 } },
    });
    vi.mocked(pictures.large.open).mockReturnValue(new Promise(() => {}));
    await openPhoto();
    await reached('done');
    await waits.at(-1)?.end();
    expect(saved().size).toEqual({ bytes: 900, about: true });
    expect(await saving.fileNow()).toBeUndefined();
    // While a style is learned, the next one stays small.
    actions.rest(true);
    actions.choose({ style: 'night' });
    await reached('done');
    await waits.at(-1)?.end();
    expect(saved().size).toEqual({ bytes: 100, about: false });
    expect(await saving.fileNow()).toBeUndefined();
    actions.rest(false);
    expect(saved().size).toEqual({ bytes: 900, about: true });
    // The small one is shown until another style is painted.
    engine.atOnce = false;
    actions.choose({ boldness: 0 });
    expect(saved().size).toBeUndefined();
    actions.choose({ boldness: 0.5 });
    expect(saved().size).toEqual({ bytes: 900, about: true });
  });

  it('is forgotten with the photo', async () => {
    const { saved, waits, photos } = await page();
    await waits[0]?.end();
    photos.actions.remove();
    expect(saved().size).toBeUndefined();
  });
});

describe('the format', () => {
  it('and the quality are what is written, and last to the next visit', async () => {
    const { save, encoded } = await page();
    save.choose({ format: 'webp', quality: 0.25 });
    const file = await save.save();
    expect(file?.name).toBe('v1.2 final-wave.webp');
    expect(encoded().at(-1)?.[1]).toEqual({ type: 'image/webp', quality: 0.25 });
    const next = await page({ returns: true });
    expect(next.saved().settings).toEqual({ format: 'webp', quality: 0.25 });
    expect((await next.save.save())?.blob.type).toBe('image/webp');
    next.save.choose({ format: 'jpeg' });
    expect((await next.save.save())?.name).toBe('v1.2 final-wave.jpg');
  });

  it('that the browser does not write is not offered, and PNG takes its place', async () => {
    const before = await page();
    before.save.choose({ format: 'webp' });
    const { saved, save } = await page({ lacks: 'image/webp', returns: true });
    expect(saved().formats).toEqual(['png', 'jpeg']);
    expect(saved().settings.format).toBe('png');
    expect((await save.save())?.name).toBe('v1.2 final-wave.png');
  });

  it('that fails is told, and nothing is saved', async () => {
    const { save, encode, fault } = await page();
    encode.mockRejectedValueOnce(new PictureProblem({ code: 'picture/crashed' }));
    expect(await save.save()).toBeUndefined();
    expect(fault()).toEqual({ code: 'picture/crashed' });
  });
});

it('before and after is the photo and what is shown, side by side', async () => {
  const { save, pictures, encoded, stage } = await page();
  save.choose({ format: 'jpeg', quality: 0.5 });
  const file = await save.saveBeforeAndAfter();
  expect(file?.name).toBe('v1.2 final-wave-before-and-after.jpg');
  const now = stage();
  if (now.status !== 'done') throw new Error('not painted');
  const { photo, result } = now;
  expect(pictures.sideBySide).toHaveBeenCalledExactlyOnceWith(photo.bitmap, result.pixels, false);
  const [pixels, options] = encoded().at(-1) ?? [];
  expect(pixels?.width).toBe(160);
  expect(options).toEqual({ type: 'image/jpeg', quality: 0.5 });
});

describe('the clipboard', () => {
  class FakeItem {
    constructor(readonly data: Record<string, Promise<Blob>>) {}
  }
  beforeEach(() => vi.stubGlobal('ClipboardItem', FakeItem));
  afterEach(() => vi.unstubAllGlobals());

  /** A clipboard. @returns the types of the blobs that were written */
  function clipboard() {
    const written: string[] = [];
    const write = async (items: unknown[]) => {
      const [item] = items as FakeItem[];
      written.push((await item?.data['image/png'])?.type ?? '');
    };
    return { device: { clipboard: { write } }, written };
  }

  it('gets a PNG, whatever the format of the download is', async () => {
    const { device, written } = clipboard();
    const { save } = await page({ device });
    save.choose({ format: 'jpeg' });
    expect(await save.copyPicture()).toBe(true);
    expect(written).toEqual(['image/png']);
  });

  it('that is denied is told', async () => {
    const write = async () => {
      throw new DOMException('Write permission denied.', 'NotAllowedError');
    };
    const { save, fault } = await page({ device: { clipboard: { write } } });
    expect(await save.copyPicture()).toBe(false);
    expect(fault()).toEqual({ code: 'clipboard/denied' });
  });

  it('that is missing is told, and that it takes no pictures', async () => {
    const first = await page();
    expect(await first.save.copyPicture()).toBe(false);
    expect(first.fault()).toEqual({ code: 'clipboard/missing' });
    vi.unstubAllGlobals(); // no ClipboardItem
    const second = await page(clipboard());
    expect(await second.save.copyPicture()).toBe(false);
    expect(second.fault()).toEqual({ code: 'clipboard/missing' });
  });

  it('is not blamed for a picture that could not be encoded', async () => {
    const { save, encode, fault } = await page(clipboard());
    encode.mockRejectedValueOnce(new PictureProblem({ code: 'picture/no-canvas' }));
    expect(await save.copyPicture()).toBe(false);
    expect(fault()).toEqual({ code: 'picture/no-canvas' });
  });
});

describe('a style file', () => {
  it('has the row of the painting, and what it belongs to', async () => {
    const { save, actions, begun, reached } = await page();
    const mix = [
      { style: 'wave', percent: 25 },
      { style: 'night', percent: 75 },
    ];
    actions.choose({ style: 'night', mix });
    (await begun(2)).finish();
    await reached('done');
    const file = await save.saveStyle();
    expect(file?.name).toBe('night-75-wave-25-compressed.json');
    expect(JSON.parse((await file?.blob.text()) ?? '')).toEqual({
      ...{ format: 'brushlite-style', version: 1, title: 'night, wave', boldness: 0.5 },
      styles: [
        { id: 'night', title: 'night', percent: 75 },
        { id: 'wave', title: 'wave', percent: 25 },
      ],
      network: {
        ...{ id: 'compressed', model: 'compressed-float16' },
        sha256: 'sha256 of compressed-float16',
      },
      layers: [{ name: 'conv1', scale: [0.25, 0.75], shift: [0.100000001] }],
    });
    expect(Math.fround(0.100000001)).toBe(Math.fround(0.1));
  });

  it('that can’t be had is told, and nothing is saved', async () => {
    const { save, store, fault } = await page();
    const { connection } = store.getState();
    if (connection.status !== 'connected') throw new Error('not connected');
    const gone = { code: 'engine/model-not-downloaded' } as const;
    vi.spyOn(connection.stylizer, 'styleRow').mockRejectedValueOnce(new EngineProblem(gone));
    expect(await save.saveStyle()).toBeUndefined();
    expect(fault()).toEqual(gone);
  });
});

describe('a link', () => {
  const linkOf = () => ({
    to: vi.fn(({ style }: { style: string }) => `https://example.org/#/?style=${style}`),
    show: vi.fn(),
  });

  it('to the present settings goes to the clipboard', async () => {
    const [link, writeText] = [linkOf(), vi.fn(async () => {})];
    const { save, store } = await page({ link, device: { clipboard: { writeText } } });
    expect(await save.copyLink()).toBe(true);
    expect(writeText).toHaveBeenCalledExactlyOnceWith('https://example.org/#/?style=wave');
    expect(link.to).toHaveBeenCalledExactlyOnceWith(store.getState().settings);
    expect(link.show).not.toHaveBeenCalled();
  });

  it('leaves out a style that only this visitor has, and says so', async () => {
    const ownStyles = createOwnStyles();
    void ownStyles.put({ id: 'own-sea', name: 'Sea', made: 1, learned: [] });
    const [link, writeText] = [linkOf(), vi.fn(async () => {})];
    const { save, fault, store, actions } = await page({
      ...{ link, ownStyles, device: { clipboard: { writeText } } },
    });
    actions.choose({ style: 'own-sea' });
    expect(await save.copyLink()).toBe(true);
    const { style: _style, mix: _mix, ...others } = store.getState().settings;
    expect(link.to).toHaveBeenCalledExactlyOnceWith(others);
    expect(fault()).toEqual({ code: 'link/without-own-style' });
  });

  it.each([
    ['denied', { writeText: () => Promise.reject(new DOMException('No.', 'NotAllowedError')) }],
    ['missing', undefined],
  ])('is shown in the address where the clipboard is %s', async (_, clipboard) => {
    const link = linkOf();
    const { save, store, fault } = await page({ link, device: { clipboard } });
    expect(await save.copyLink()).toBe(false);
    expect(link.show).toHaveBeenCalledExactlyOnceWith(store.getState().settings);
    expect(fault()).toEqual({ code: 'clipboard/link-in-address' });
  });
});

describe('the share sheet', () => {
  /** A device that shares files of some types. */
  function sharing(types: string[], share: Navigator['share'] = async () => {}) {
    const canShare = ({ files = [] }: ShareData = {}) =>
      files.every(({ type }) => types.includes(type));
    return { share: vi.fn(share), canShare };
  }

  it('is there for the formats that the device takes', async () => {
    const { saved, save } = await page({ device: sharing(['image/jpeg']) });
    expect(saved().canShare).toBe(false);
    save.choose({ format: 'jpeg' });
    expect(saved().canShare).toBe(true);
    expect((await page()).saved().canShare).toBe(false);
  });

  it('gets the file that a download would be', async () => {
    const device = sharing(['image/png']);
    const { save } = await page({ device });
    expect(await save.share()).toBe(true);
    const [file] = device.share.mock.calls[0]?.[0]?.files ?? [];
    expect(file).toMatchObject({ name: 'v1.2 final-wave.png', type: 'image/png', size: 7 });
  });

  it('that the visitor closes is no fault', async () => {
    const device = sharing(['image/png'], async () => {
      throw new DOMException('Share canceled', 'AbortError');
    });
    const { save, fault } = await page({ device });
    expect(await save.share()).toBe(false);
    expect(fault()).toBeUndefined();
  });

  it('that fails is told', async () => {
    const device = sharing(['image/png'], async () => {
      throw new DOMException('Must be handling a user gesture', 'NotAllowedError');
    });
    const { save, fault } = await page({ device });
    expect(await save.share()).toBe(false);
    expect(fault()).toEqual({ code: 'share/failed' });
  });
});
