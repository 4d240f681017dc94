import { createStore, type StoreApi } from 'zustand/vanilla';
import { isChosen, type Capabilities, type ExecutorChoice } from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import {
  autoSize,
  type Connecting,
  type Connection,
  keepSettings,
  modelOf,
  type Painting,
  type Photos,
  pictureCache,
  type Precision,
  type Progress,
  recallSettings,
  runJob,
  faultOf,
  type Settings,
  settle,
  type Stage,
} from '../shared/index.ts';

export interface StylizeState {
  readonly connection: Connection;
  readonly settings: Settings;
  /** Of the weights that are downloaded; float16 looks like float32 at half the bytes. */
  readonly precision: Precision;
  readonly stage: Stage;
}

export interface StylizeActions {
  readonly connect: Connecting['connect'];
  /** The page is shown: it paints. It does so from the start, unless `leave` comes first. */
  enter(): void;
  /** Another page is shown, and needs the machine. What was being painted goes on with `enter`. */
  leave(): void;
  choose(settings: Partial<Settings>): void;
  paint(): Promise<void>;
  cancel(): void;
  /** The painting as a file; undefined where there is none. */
  save(): Promise<{ readonly blob: Blob; readonly name: string } | undefined>;
}

export interface Dependencies {
  readonly pictures: Pictures;
  readonly photos: Photos;
  readonly precision?: Precision | undefined;
  /** The executor that the address asks for; when another one runs, the page says why. */
  readonly executor?: ExecutorChoice | undefined;
  readonly connecting: Connecting;
}

export type StylizeStore = StoreApi<StylizeState>;

/** The Stylize page: its state, and what can be done with it. */
export function createStylize({
  pictures,
  photos,
  connecting,
  precision = 'float16',
  executor,
}: Dependencies): {
  store: StylizeStore;
  actions: StylizeActions;
} {
  const store = createStore<StylizeState>(() => ({
    connection: connecting.store.getState(),
    settings: recallSettings(),
    precision,
    stage: { status: 'empty' },
  }));
  const { getState: get, setState: set } = store;
  const cache = pictureCache<Painting>();
  const { notify } = photos.actions;
  let job = new AbortController();
  let warmUp: AbortController | undefined;
  let shown = true;
  /** Something was to be painted while another page was shown. */
  let due = false;

  photos.store.subscribe(({ photo }, before) => {
    if (!photo || photo === before.photo) return;
    job.abort();
    cache.clear();
    set({ stage: { status: 'ready', photo } });
    void paint();
  });

  connecting.store.subscribe((connection) => {
    set({ connection });
    if (connection.status !== 'connected') return;
    const { manifest, capabilities } = connection;
    set({ settings: settle(get().settings, manifest) });
    if (capabilities) begin(capabilities);
  });

  function begin(capabilities: Capabilities) {
    tellIfNotForced(capabilities);
    const { status } = get().stage;
    if (status === 'empty') void prefetch();
    // A photo that came before the engine waits; a job that ran already does not start over by itself.
    else if (status === 'ready') void paint();
  }

  function tellIfNotForced({ chosen, missing }: Capabilities) {
    if (!executor || isChosen(executor, chosen.id)) return;
    const reason = missing.find(({ id }) => isChosen(executor, id))?.reason;
    notify({ code: 'paint/other-executor', chosen: chosen.id, reason });
  }

  /** Download and compile the chosen network while the visitor looks for a photo. */
  async function prefetch() {
    const { connection, settings } = get();
    if (!shown || connection.status !== 'connected') return;
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

  function enter() {
    shown = true;
    if (due) void paint();
    else if (get().stage.status === 'empty') void prefetch();
  }

  function leave() {
    shown = false;
    warmUp?.abort();
    if (get().stage.status !== 'running') return;
    cancel();
    due = true;
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
    due = !shown;
    if (due || stage.status === 'empty') return;
    const { photo } = stage;
    const previous = lastPainting(stage);
    if (connection.status !== 'connected') {
      set({ stage: { status: 'ready', photo, previous } });
      return;
    }
    const model = modelOf(settings.network, connection.manifest, precision);
    if (!model) return;
    job.abort();
    job = new AbortController();
    warmUp?.abort();
    const { signal } = job;
    // An update of a job that is no longer the current one is dropped.
    const show = (next: Stage) => !signal.aborted && set({ stage: next });
    const showProgress = (progress: Progress) =>
      show({ status: 'running', photo, progress, previous });
    // Painted without knowing them, it would be small where large is right.
    const askForExecutors = () => {
      showProgress({ phase: 'prepare' });
      return connection.stylizer.capabilities();
    };
    try {
      const { size, style } = settings;
      const longSide =
        size === 'auto' ? autoSize(connection.capabilities ?? (await askForExecutors())) : size;
      signal.throwIfAborted();
      const wanted = { photo: photo.id, style, model: model.id, longSide };
      const known = cache.get(nameOf(wanted));
      if (known) {
        show({ status: 'shown', photo, painting: known });
        return;
      }
      showProgress({ phase: 'prepare' });
      const done = await runJob({ ...connection, pictures }, photo, wanted, signal, showProgress);
      const painting: Painting = { ...wanted, ...done };
      cache.put(nameOf(painting), painting);
      show({ status: 'shown', photo, painting });
    } catch (error) {
      show({ status: 'failed', photo, problem: faultOf(error), previous });
    }
  }

  function cancel() {
    const { stage } = get();
    if (stage.status !== 'ready' && stage.status !== 'running') return;
    job.abort();
    const { photo, previous } = stage;
    set({ stage: { status: 'cancelled', photo, previous } });
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
      notify(faultOf(error));
      return undefined;
    }
  }

  const { connect } = connecting;
  const actions = { connect, enter, leave, choose, paint, cancel, save };
  return { store, actions };
}

type Named = Pick<Painting, 'photo' | 'style' | 'model' | 'longSide'>;
const nameOf = ({ photo, style, model, longSide }: Named) =>
  [photo, style, model, longSide].join('/');

/** The painting that the page shows now, whether it is of the present settings or not. */
export function lastPainting(stage: Stage): Painting | undefined {
  if (stage.status === 'empty') return undefined;
  return stage.status === 'shown' ? stage.painting : stage.previous;
}
