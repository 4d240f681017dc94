import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Capabilities, ExecutorId, Manifest, Stylizer } from '../engine/index.ts';
import type { Pictures } from '../picture/index.ts';
import { paintingCache } from './cache.ts';
import { runJob } from './job.ts';
import {
  autoSize,
  keepSettings,
  modelOf,
  recallSettings,
  settle,
  type Precision,
} from './settings.ts';
import type { Connection, Notice, Painting, Photo, Progress, Settings, Stage } from './types.ts';

export interface StylizeState {
  readonly connection: Connection;
  readonly settings: Settings;
  /** Of the weights that are downloaded; float16 looks like float32 at half the bytes. */
  readonly precision: Precision;
  readonly stage: Stage;
  /** Name of a file that is being decoded. */
  readonly opening?: string | undefined;
  readonly notice?: Notice | undefined;
}

export interface StylizeActions {
  /** Fetch the manifest and start the engine; again after it failed. */
  connect(): Promise<void>;
  /** Open what was dropped, pasted or chosen: exactly one picture file. Paints it. */
  open(files: readonly File[]): Promise<void>;
  /** Open a picture of this site. */
  openSample(sample: { readonly url: string; readonly title: string }): Promise<void>;
  choose(settings: Partial<Settings>): void;
  paint(): Promise<void>;
  cancel(): void;
  /** The painting as a file; undefined where there is none. */
  save(): Promise<{ readonly blob: Blob; readonly name: string } | undefined>;
  dismissNotice(): void;
}

export interface Dependencies {
  readonly pictures: Pictures;
  readonly precision?: Precision | undefined;
  /** The executor that the address asks for; when another one runs, the page says why. */
  readonly executor?: ExecutorId | undefined;
  readonly connect: () => Promise<{ readonly manifest: Manifest; readonly stylizer: Stylizer }>;
}

export type StylizeStore = StoreApi<StylizeState>;

/** The Stylize page: its state, and what can be done with it. */
export function createStylize({
  pictures,
  connect,
  precision = 'float16',
  executor,
}: Dependencies): {
  store: StylizeStore;
  actions: StylizeActions;
} {
  const store = createStore<StylizeState>(() => ({
    connection: { status: 'connecting' },
    settings: recallSettings(),
    precision,
    stage: { status: 'empty' },
  }));
  const { getState: get, setState: set } = store;
  const cache = paintingCache();
  let lastId = 0;
  let opening = 0;
  let job = new AbortController();
  let warmUp: AbortController | undefined;

  const notify = (text: string) => set({ notice: { id: ++lastId, text } });

  async function start() {
    set({ connection: { status: 'connecting' } });
    try {
      const { manifest, stylizer } = await connect();
      const settings = settle(get().settings, manifest);
      set({ connection: { status: 'connected', manifest, stylizer }, settings });
      const capabilities = await stylizer.capabilities().catch((error: unknown) => {
        void stylizer.dispose();
        throw error;
      });
      set({ connection: { status: 'connected', manifest, stylizer, capabilities } });
      tellIfNotForced(capabilities);
    } catch (error) {
      set({ connection: { status: 'failed', problem: sentence(error) } });
      return;
    }
    const { status } = get().stage;
    if (status === 'empty') void prefetch();
    // A photo that came before the engine waits; a job that ran already does not start over by itself.
    else if (status === 'ready') await paint();
  }

  function tellIfNotForced({ chosen, missing }: Capabilities) {
    if (!executor || chosen.id === executor) return;
    const reason = missing.find(({ id }) => id === executor)?.reason ?? '';
    notify(`${reason} Painting with ${chosen.id} instead.`.trim());
  }

  /** Download and compile the chosen network while the visitor looks for a photo. */
  async function prefetch() {
    const { connection, settings } = get();
    if (connection.status !== 'connected') return;
    const model = modelOf(settings.network, connection.manifest, precision);
    if (!model) return;
    warmUp?.abort();
    warmUp = new AbortController();
    try {
      for await (const _ of connection.stylizer.load(model.id, warmUp.signal));
    } catch {
      // Painting loads it again, and shows what is wrong.
    }
  }

  /** Open what `bring` brings. When two are opened at a time, the later one counts. */
  async function openBlob(name: string, bring: () => Promise<Blob>) {
    const id = ++lastId;
    opening = id;
    set({ opening: name, notice: undefined });
    try {
      const { bitmap, width, height } = await pictures.decode(await bring(), name);
      if (opening !== id) {
        bitmap.close();
        return;
      }
      const { stage } = get();
      if (stage.status !== 'empty') stage.photo.bitmap.close();
      job.abort();
      cache.clear();
      const photo: Photo = { id, name, width, height, bitmap };
      set({ stage: { status: 'ready', photo } });
    } catch (error) {
      if (opening === id) notify(sentence(error));
      return;
    } finally {
      if (opening === id) set({ opening: undefined });
    }
    await paint();
  }

  async function open(files: readonly File[]) {
    const [file] = files;
    if (!file) {
      notify('There was no picture file in that. Save the picture first, then drop the file.');
      return;
    }
    if (files.length > 1) {
      notify(
        `Those were ${files.length} files. Brushlite paints one photo at a time: drop just one.`,
      );
      return;
    }
    await openBlob(file.name || 'Pasted picture', async () => file);
  }

  function openSample({ url, title }: { url: string; title: string }) {
    return openBlob(title, async () => {
      const response = await fetch(url).catch(() => undefined);
      const blob = response?.ok ? await response.blob().catch(() => undefined) : undefined;
      if (blob) return blob;
      throw new Error(
        'The sample picture could not be downloaded. Check your connection and try again.',
      );
    });
  }

  function choose(changes: Partial<Settings>) {
    const settings = { ...get().settings, ...changes };
    set({ settings });
    keepSettings(settings);
    if (get().stage.status !== 'empty') void paint();
    else if (changes.network) void prefetch();
  }

  async function paint() {
    const { stage, settings, connection } = get();
    if (stage.status === 'empty' || connection.status !== 'connected') return;
    const { photo } = stage;
    const model = modelOf(settings.network, connection.manifest, precision);
    if (!model) return;
    job.abort();
    job = new AbortController();
    warmUp?.abort();
    const longSide = settings.size === 'auto' ? autoSize(connection.capabilities) : settings.size;
    const wanted = { photo: photo.id, style: settings.style, model: model.id, longSide };
    const known = cache.get(wanted);
    if (known) {
      set({ stage: { status: 'shown', photo, painting: known } });
      return;
    }
    const previous = lastPainting(stage);
    const { signal } = job;
    // An update of a job that is no longer the current one is dropped.
    const show = (next: Stage) => !signal.aborted && set({ stage: next });
    const showProgress = (progress: Progress) =>
      show({ status: 'running', photo, progress, previous });
    showProgress({ phase: 'prepare' });
    try {
      const done = await runJob({ ...connection, pictures }, photo, wanted, signal, showProgress);
      const painting: Painting = { ...wanted, ...done };
      cache.put(painting);
      show({ status: 'shown', photo, painting });
    } catch (error) {
      show({ status: 'failed', photo, problem: sentence(error), previous });
    }
  }

  function cancel() {
    const { stage } = get();
    if (stage.status !== 'running') return;
    job.abort();
    const { photo, previous } = stage;
    set({ stage: { status: 'ready', photo, previous } });
  }

  async function save() {
    const { stage } = get();
    const painting = lastPainting(stage);
    if (stage.status === 'empty' || !painting) return undefined;
    try {
      const blob = await pictures.encode(painting.pixels);
      const base = stage.photo.name.replace(/\.[^.]*$/, '');
      return { blob, name: `${base}-${painting.style}.png` };
    } catch (error) {
      notify(sentence(error));
      return undefined;
    }
  }

  const dismissNotice = () => set({ notice: undefined });
  const actions = { connect: start, open, openSample, choose, paint, cancel, save, dismissNotice };
  return { store, actions };
}

/** The painting that the page shows now, whether it is of the present settings or not. */
export function lastPainting(stage: Stage): Painting | undefined {
  if (stage.status === 'empty') return undefined;
  return stage.status === 'shown' ? stage.painting : stage.previous;
}

/** Errors of the engine and of pictures are sentences for the visitor already. */
function sentence(error: unknown): string {
  if (error instanceof Error) return error.message;
  return 'Something went wrong. Try again, or reload the page.';
}
