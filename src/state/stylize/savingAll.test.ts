import { describe, expect, it, vi } from 'vitest';
import { photoFile, unzip, until, FakeEngine } from '../testing/index.ts';
import { askBeforeClosing } from '../shared/index.ts';
import { isAtRisk } from './queueState.ts';
import type { PickFile } from './savingAll.ts';
import { filePicker } from './savingAll.ts';
import { queuePage } from './testing/queue.ts';

/** A queue with two paintings of one name, and one that failed. */
async function paintedPage(pickFile?: PickFile) {
  const engine = new FakeEngine();
  engine.atOnce = true;
  const page = await queuePage({ engine, ...(pickFile && { pickFile }) });
  await page.actions.open(['a.jpg', 'bad.jpg', 'a.jpg'].map(photoFile));
  await page.page.reached('done');
  page.actions.start();
  await until(() => page.status() === 'idle');
  return page;
}

/** A file on the disk, as far as it is written. */
function disk(fault?: DOMException) {
  const pieces: Uint8Array[] = [];
  const write = (piece: Uint8Array) => {
    if (fault) throw fault;
    pieces.push(piece);
  };
  const pickFile = vi.fn<PickFile>(async () => ({
    createWritable: async () => new WritableStream({ write }),
  }));
  return { pickFile, bytes: () => new Uint8Array(Buffer.concat(pieces)) };
}

const NAMES = ['a-wave.png', 'a-wave (2).png'];

describe('all paintings', () => {
  it('are one archive to download, without those that failed', async () => {
    const { actions, list } = await paintedPage();
    const file = await actions.saveAll();
    expect(file?.name).toBe('brushlite-2.zip');
    expect(file?.blob.type).toBe('application/zip');
    const files = unzip(new Uint8Array(await file!.blob.arrayBuffer()));
    expect([...files.keys()]).toEqual(NAMES);
    expect(list().map(({ result }) => result?.saved)).toEqual([true, undefined, true]);
  });

  it('go to the disk where the browser can do that', async () => {
    const { pickFile, bytes } = disk();
    const { actions, queue } = await paintedPage(pickFile);
    expect(await actions.saveAll()).toBeUndefined();
    expect(pickFile).toHaveBeenCalledExactlyOnceWith('brushlite-2.zip');
    expect([...unzip(bytes()).keys()]).toEqual(NAMES);
    expect(queue.store.getState().saving).toBe(false);
  });

  it('are still to be downloaded where the visitor closes the dialog, and nothing is said', async () => {
    const pickFile = () => Promise.reject(new DOMException('closed', 'AbortError'));
    const { actions, page, list } = await paintedPage(pickFile);
    expect(await actions.saveAll()).toBeUndefined();
    expect(page.fault()).toBeUndefined();
    expect(list()[0]?.result?.saved).toBe(false);
  });

  it.each([
    ['QuotaExceededError', true],
    ['NotAllowedError', false],
  ])('that the disk does not take (%s) are a sentence, and nothing is lost', async (name, full) => {
    const { pickFile } = disk(new DOMException('full', name));
    const { actions, page, list, queue } = await paintedPage(pickFile);
    expect(await actions.saveAll()).toBeUndefined();
    expect(page.fault()).toEqual({ code: 'queue/zip-not-written', full });
    expect(list()[0]?.result?.saved).toBe(false);
    expect(queue.store.getState().saving).toBe(false);
  });
});

it('the dialog asks for a zip file, in browsers that have one', async () => {
  const showSaveFilePicker = vi.fn(async () => ({
    createWritable: async () => new WritableStream(),
  }));
  await filePicker({ showSaveFilePicker })?.('x.zip');
  expect(showSaveFilePicker).toHaveBeenCalledExactlyOnceWith({
    suggestedName: 'x.zip',
    types: [{ accept: { 'application/zip': ['.zip'] } }],
  });
  expect(filePicker({})).toBeUndefined();
});

it('the browser asks before it closes the page while something would be lost, and only then', async () => {
  const { queue, page, actions, fill, engine, reached } = await queuePage();
  const window = new EventTarget();
  askBeforeClosing(queue.store, isAtRisk, window as Window);
  const asks = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  await fill('a.jpg', 'b.jpg');
  expect(asks()).toBe(false);
  actions.start();
  expect(asks()).toBe(true);
  await until(() => engine.jobs.length === 2);
  engine.last.finish();
  await reached('b.jpg', 'painting');
  actions.cancel();
  expect(asks()).toBe(true); // one painting was not downloaded
  await actions.saveAll();
  expect(asks()).toBe(false);
  expect(page.fault()).toBeUndefined();
});
