import { expect, it, vi } from 'vitest';
import { realManifest } from '../testing/index.ts';
import { unzip } from '../testing/unzip.ts';
import { comparePage, COMPRESSED } from './testing/page.ts';

const entry = realManifest.models.find(({ id }) => id === COMPRESSED);
if (!entry) throw new Error(`There is no ${COMPRESSED}.`);

const wanted = new AbortController().signal;

it('an archive has the model’s files, its card, the licence, and a text about them, in a folder', async () => {
  const { actions } = comparePage();
  const saved = await actions.takeAway(entry, 'What is what', wanted);
  expect(saved?.name).toBe('brushlite-compressed-float16.zip');
  const files = unzip(new Uint8Array((await saved?.blob.arrayBuffer()) ?? new ArrayBuffer()));
  const at = (name: string) => `brushlite-compressed-float16/${name}`;
  expect([...files.keys()].toSorted()).toEqual(
    [
      at('LICENSE.txt'),
      at('README.txt'),
      at('card.json'),
      at('compressed-float16.onnx'),
    ].toSorted(),
  );
  const text = (name: string) => new TextDecoder().decode(files.get(at(name)));
  expect(text('README.txt')).toBe('What is what');
  expect(text('LICENSE.txt')).toContain('MIT License');
  expect(JSON.parse(text('card.json'))).toMatchObject({ id: COMPRESSED });
  expect([...(files.get(at('compressed-float16.onnx')) ?? [])]).toEqual([1, 2, 3]);
});

it('a card that does not come makes no archive, and the page says so', async () => {
  const { actions, fault } = comparePage();
  vi.stubGlobal('fetch', async () => new Response('', { status: 404 }));
  expect(await actions.takeAway(entry, '', wanted)).toBeUndefined();
  expect(fault()).toEqual({ code: 'compare/facts-not-downloaded', model: 'Compressed' });
});

it('an archive that is cancelled is not made, without a word, and its model is no longer fetched', async () => {
  const { actions, exportModel, fault } = comparePage();
  const controller = new AbortController();
  exportModel.mockImplementation(
    (_entry, _base, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  );
  const saved = actions.takeAway(entry, '', controller.signal);
  await vi.waitFor(() => expect(exportModel).toHaveBeenCalledOnce());
  controller.abort();
  expect(await saved).toBeUndefined();
  expect(fault()).toBeUndefined();
});
