import { afterEach, describe, expect, it, vi } from 'vitest';
import { deferred, FakeEngine, idle, until } from '../testing/index.ts';
import { growsTo, smallSize } from './refining.ts';
import { isBeingSaved, type Device } from './saving.ts';
import { connectedPage } from './testing/page.ts';

/** The fake bitmap is 80 x 40, and so is what the network paints. */
const LARGE = { width: 240, height: 120 };
const PAINTED = { width: 80, height: 40 };

/** A page whose photo is painted; it is enlarged when the test says so. */
async function growingPage(device: Device = {}) {
  const engine = new FakeEngine();
  engine.atOnce = true;
  const page = await connectedPage({ engine, photo: LARGE, device });
  const { promise, resolve, reject } = deferred<number>();
  vi.mocked(page.pictures.large.open).mockReturnValueOnce(promise);
  await page.openPhoto('sea.jpg');
  await page.reached('done');
  const state = () => page.store.getState();
  const { actions } = page.saving;
  return {
    ...page,
    state,
    saving: page.saving,
    save: actions,
    waiting: () => page.saving.store.getState().waiting,
    enlarge: () => resolve(1),
    fail: () => reject(new Error('no memory')),
  };
}

type Page = Awaited<ReturnType<typeof growingPage>>;

/** Save while the painting grows: it waits until `change` is done. @returns what saving gives */
async function during<T>(page: Page, save: () => Promise<T>, change: () => unknown): Promise<T> {
  let ended = false;
  const saved = save().finally(() => (ended = true));
  await idle();
  expect({ ended, waiting: page.waiting() }).toEqual({ ended: false, waiting: true });
  change();
  const result = await saved;
  expect(page.waiting()).toBe(false);
  return result;
}

class Item {
  constructor(readonly data: Record<string, Promise<Blob>>) {}
}

afterEach(() => vi.unstubAllGlobals());

describe('what is saved while the painting is about to be enlarged', () => {
  it('waits, and has the size that the page promises', async () => {
    const page = await growingPage();
    expect(growsTo(page.state())).toEqual(LARGE);
    const file = await during(page, page.save.save, page.enlarge);
    expect(await file?.blob.text()).toBe('large');
    expect(page.state().refined?.large).toMatchObject(LARGE);
    expect(page.pictures.encode).not.toHaveBeenCalledWith(
      expect.objectContaining(PAINTED),
      expect.anything(),
    );
  });

  it('waits beside its photo, on the clipboard and in the share sheet, too', async () => {
    vi.stubGlobal('ClipboardItem', Item);
    const copied: (string | undefined)[] = [];
    const write = async ([item]: readonly unknown[]) => {
      copied.push(await (await (item as Item).data['image/png'])?.text());
    };
    const share = vi.fn<Navigator['share']>(async () => {});
    const page = await growingPage({ clipboard: { write }, canShare: () => true, share });
    const { saveBeforeAndAfter, copyPicture, share: send } = page.save;
    const all = () => Promise.all([saveBeforeAndAfter(), copyPicture(), send()]);
    const [pair, ...others] = await during(page, all, page.enlarge);
    expect(pair?.name).toBe('sea-wave-before-and-after.png');
    // Of its full size, and not of what the page shows.
    expect(await pair?.blob.text()).toBe('large');
    expect(page.pictures.sideBySide).not.toHaveBeenCalled();
    expect(page.pictures.large.encode).toHaveBeenCalledWith(expect.anything(), expect.anything(), {
      type: 'image/png',
      withPhoto: true,
    });
    expect(others).toEqual([true, true]);
    expect(copied).toEqual(['large']);
    expect(await share.mock.calls[0]?.[0]?.files?.[0]?.text()).toBe('large');
  });

  it('is not saved where waiting is cancelled, and nothing is told', async () => {
    vi.stubGlobal('ClipboardItem', Item);
    const write = async ([item]: readonly unknown[]) => {
      await (item as Item).data['image/png'];
    };
    const page = await growingPage({ clipboard: { write } });
    const both = () => Promise.all([page.save.save(), page.save.copyPicture()]);
    expect(await during(page, both, page.save.cancelWaiting)).toEqual([undefined, false]);
    expect(page.fault()).toBeUndefined();
    // It may be asked for again.
    const file = await during(page, page.save.save, page.enlarge);
    expect(await file?.blob.text()).toBe('large');
  });

  it('is asked for before the page is closed', async () => {
    const page = await growingPage();
    const isAtRisk = () => isBeingSaved(page.saving.store.getState());
    expect(isAtRisk()).toBe(false);
    const saved = page.save.save();
    expect(isAtRisk()).toBe(true);
    // While it waits, a press saves nothing a second time.
    expect(await page.save.save()).toBeUndefined();
    // It can be printed all the same.
    const printed = page.save.file();
    page.enlarge();
    expect(await (await saved)?.blob.text()).toBe('large');
    expect(await (await printed)?.blob.text()).toBe('large');
    expect(isAtRisk()).toBe(false);
  });

  it('follows the output size', async () => {
    const page = await growingPage();
    const change = () => page.actions.choose({ output: 'double' });
    await during(page, page.save.save, change);
    expect(page.state().refined?.large).toMatchObject({ width: 480, height: 240 });
  });

  it('is not saved small where another style is chosen, and that is told', async () => {
    const page = await growingPage();
    const change = () => page.actions.choose({ style: 'night' });
    expect(await during(page, page.save.save, change)).toBeUndefined();
    expect(page.fault()).toEqual({ code: 'save/picture-changed' });
  });

  it.each([
    [
      'another page is shown',
      ({ actions }: Page) => actions.leave(),
      ({ actions }: Page) => actions.enter(),
    ],
    [
      'a style is learned',
      ({ actions }: Page) => actions.rest(true),
      ({ actions }: Page) => actions.rest(false),
    ],
  ])('waits while %s', async (_, begin, end) => {
    const page = await growingPage();
    const saved = page.save.save();
    begin(page);
    await idle();
    expect(page.waiting()).toBe(true);
    end(page);
    page.enlarge();
    expect(await (await saved)?.blob.text()).toBe('large');
    expect(page.fault()).toBeUndefined();
  });

  it('is not saved small where it can’t be enlarged; it is when asked for once more', async () => {
    const page = await growingPage();
    expect(await during(page, page.save.save, page.fail)).toBeUndefined();
    expect(page.fault()).not.toEqual({ code: 'save/picture-changed' });
    expect(page.fault()).toBeDefined();
    expect(smallSize(page.state())).toMatchObject(PAINTED);
    expect(await (await page.save.save())?.blob.text()).toBe('x');
  });

  it('is to be shared once more where the device no longer opens its sheet', async () => {
    const denied = new DOMException('Must be handling a user gesture', 'NotAllowedError');
    const share = vi.fn<Navigator['share']>().mockRejectedValueOnce(denied);
    const page = await growingPage({ canShare: () => true, share });
    expect(await during(page, page.save.share, page.enlarge)).toBe(false);
    expect(page.fault()).toEqual({ code: 'share/press-again' });
    expect(await page.save.share()).toBe(true);
  });
});

describe('what is saved while fine strokes are being added', () => {
  /** A page whose painting is as large as its file; its fine strokes come when the test says so. */
  async function strokesPage() {
    const page = await growingPage();
    page.engine.atOnce = false;
    page.enlarge();
    await until(() => page.state().refined?.status === 'painting' && page.engine.jobs.length === 2);
    return {
      ...page,
      addStrokes() {
        page.engine.atOnce = true;
        page.engine.last.finish();
      },
    };
  }

  it('waits for them, also beside its photo', async () => {
    const page = await strokesPage();
    expect(growsTo(page.state())).toBeUndefined();
    const both = () => Promise.all([page.save.save(), page.save.saveBeforeAndAfter()]);
    const [file, pair] = await during(page, both, page.addStrokes);
    expect([await file?.blob.text(), pair?.name]).toEqual([
      'large',
      'sea-wave-before-and-after.png',
    ]);
    expect(page.state().refined?.status).toBe('done');
    expect(page.fault()).toBeUndefined();
  });

  it('waits for them where it began to wait for the size', async () => {
    const page = await growingPage();
    const saved = page.save.save();
    page.engine.atOnce = false;
    page.enlarge();
    await until(() => page.engine.jobs.length === 2);
    await idle();
    expect(page.waiting()).toBe(true);
    page.engine.atOnce = true;
    page.engine.last.finish();
    expect(await (await saved)?.blob.text()).toBe('large');
    expect(page.state().refined?.status).toBe('done');
  });

  it('is saved without them where they are stopped, and not at all where waiting is cancelled', async () => {
    const page = await strokesPage();
    expect(await during(page, page.save.save, page.save.cancelWaiting)).toBeUndefined();
    expect(page.fault()).toBeUndefined();
    const file = await during(page, page.save.save, page.actions.stopRefining);
    expect(await file?.blob.text()).toBe('large');
    expect(page.state().refined?.status).toBe('enlarged');
  });

  it('is not saved without them where another style is chosen, and that is told', async () => {
    const page = await strokesPage();
    const change = () => page.actions.choose({ style: 'night' });
    expect(await during(page, page.save.save, change)).toBeUndefined();
    expect(page.fault()).toEqual({ code: 'save/picture-changed' });
  });
});

describe('the size that is saved', () => {
  it('is told where it is smaller than promised, while a style is learned', async () => {
    const page = await growingPage();
    expect(smallSize(page.state())).toBeUndefined();
    page.actions.rest(true);
    // What has begun goes on.
    expect(growsTo(page.state())).toEqual(LARGE);
    page.actions.choose({ style: 'night' });
    await page.reached('done');
    expect(smallSize(page.state())).toMatchObject(PAINTED);
    page.actions.rest(false);
    expect(growsTo(page.state())).toEqual(LARGE);
    await until(() => growsTo(page.state()) === undefined);
    expect(smallSize(page.state())).toBeUndefined();
  });

  it('is that of the painting before while another one is painted', async () => {
    const page = await growingPage();
    page.engine.atOnce = false;
    page.actions.choose({ style: 'night' });
    expect(growsTo(page.state())).toBeUndefined();
    expect(smallSize(page.state())).toMatchObject(PAINTED);
  });

  it('is what was chosen last where that is as large as the painting', async () => {
    const page = await growingPage();
    page.enlarge();
    await until(() => page.state().refined?.status === 'done');
    page.actions.choose({ output: 80 });
    await page.reached('done');
    expect((await page.actions.finished())?.large).toBeUndefined();
    expect(await (await page.save.save())?.blob.text()).toBe('x');
  });
});
