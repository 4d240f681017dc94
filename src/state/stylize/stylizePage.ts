import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  isChosen,
  type Capabilities,
  type ExecutorChoice,
  type Manifest,
} from '../../engine/index.ts';
import {
  type Blend,
  type LargeId,
  type Mask,
  type Pictures,
  type Pixels,
} from '../../picture/index.ts';
import {
  autoSize,
  type Choices,
  createTask,
  type Connecting,
  type Connection,
  lastResult,
  modelOf,
  nameOfStyles,
  seenSide,
  type Painting,
  type Photo,
  type Photos,
  paintPhoto,
  type Precision,
  type Progress,
  type Settings,
  settle,
  type TaskState,
  versionOfStyles,
  withChanges,
} from '../shared/index.ts';
import { blendOf, createComposing, type Composed } from './composing.ts';
import { createCropping, type CropActions, type Cropping } from './cropping.ts';
import { createGone, type Gone, type GoneActions } from './gone.ts';
import {
  createHistory,
  NO_HISTORY,
  type History,
  type HistoryActions,
  type Work,
} from './history.ts';
import { createLookAt } from './lookAt.ts';
import type { CloseUp, Sight } from './looking.ts';
import { createRefining, type Refined } from './refining.ts';
import { createPaintings } from './paintings.ts';
import { createMasking, FIRST_MASKING, type MaskActions, type Masking } from './mask.ts';
import type { ResultKeeper } from './results.ts';
import { createWorks } from './works.ts';

/**
 * What the Stylize page shows. With a photo it is a task: `idle` until the engines are there, `cancelled` until
 * somebody says that it shall be painted, or until the page is shown again, where leaving it cancelled. A painting
 * that is not of the present settings is `previous`.
 */
export type Stage =
  { readonly status: 'empty' } | ({ readonly photo: Photo } & TaskState<Painting, Progress>);

export interface StylizeState {
  readonly connection: Connection;
  readonly settings: Settings;
  /** Of the weights that are downloaded; float16 looks like float32 at half the bytes. */
  readonly precision: Precision;
  readonly stage: Stage;
  /** Where the style applies to the open photo; undefined: everywhere. */
  readonly mask?: Mask | undefined;
  readonly masking: Masking;
  /** While the visitor chooses the part of the photo that is painted. */
  readonly cropping?: Cropping | undefined;
  /** The tool for that is about to open: the whole photo is being decoded. */
  readonly openingCrop?: boolean | undefined;
  /** The painting at the size of the file, where that is larger than what was painted. */
  readonly refined?: Refined | undefined;
  /** The painting over its photo, once the settings ask for that. */
  readonly composed?: Composed | undefined;
  /** The part of a large painting that is looked at from near by. */
  readonly closeUp?: CloseUp | undefined;
  readonly history: History;
  /** The photo that was open before, where the visitor can have it back. */
  readonly gone?: Gone | undefined;
  /** Whether the page may do what nobody waits for: it is shown, and nothing else needs the machine. */
  readonly mayWork: boolean;
}

export interface StylizeActions extends MaskActions, CropActions, HistoryActions, GoneActions {
  readonly connect: Connecting['connect'];
  /** The page is shown: it paints. It does so from the start, unless `leave` comes first. */
  enter(): void;
  /** Another page is shown, and needs the machine. What was being painted goes on with `enter`. */
  leave(): void;
  choose(settings: Partial<Settings>): void;
  paint(): Promise<void>;
  cancel(): void;
  /** Add fine strokes to the large painting, however long that takes. */
  refine(): void;
  /** Leave the fine strokes out. */
  stopRefining(): void;
  /** The picture is zoomed so far. `undefined`: all of it is to be seen, or none. */
  lookAt(sight: Sight | undefined): void;
  /** The machine is needed for other work: paintings are not brought to the size of the file until that is over. */
  rest(resting: boolean): void;
  /** A painting of a photo that is not open, made with this manifest: it is there where the photo is opened. */
  remember(painting: Painting, manifest: Manifest): void;
  /** What is to be saved; undefined where there is no painting. Rejects with PictureProblem. */
  finished(): Promise<Finished | undefined>;
}

/** A large painting, and what is to be made of it for a file. */
export interface LargeFile {
  readonly id: LargeId;
  readonly width: number;
  readonly height: number;
  readonly blend: Blend;
}

/** A painting over its photo, as the settings say, to be saved. */
export interface Finished {
  readonly photo: Photo;
  readonly painting: Painting;
  /** At the painting's size, or what the page shows of a large one. */
  readonly pixels: Pixels;
  /** Where the file is to be larger than what the page shows, and that is there. */
  readonly large?: LargeFile | undefined;
}

export interface StylizeDependencies {
  readonly pictures: Pictures;
  readonly photos: Photos;
  readonly choices: Choices;
  readonly precision?: Precision | undefined;
  /** The executor that the address asks for; when another one runs, the page says why. */
  readonly executor?: ExecutorChoice | undefined;
  readonly connecting: Connecting;
  /** Keeps the last results for the next visit. Without it they last as long as the page. */
  readonly keeper?: ResultKeeper | undefined;
}

export type StylizeStore = StoreApi<StylizeState>;

/** The Stylize page: its state, and what can be done with it. */
export function createStylize({
  pictures,
  photos,
  choices,
  connecting,
  precision = 'float16',
  executor,
  keeper,
}: StylizeDependencies): {
  store: StylizeStore;
  actions: StylizeActions;
} {
  const store = createStore<StylizeState>(() => ({
    connection: connecting.store.getState(),
    settings: choices.get(),
    precision,
    stage: { status: 'empty' },
    masking: FIRST_MASKING,
    history: NO_HISTORY,
    mayWork: true,
  }));
  const { getState: get, setState: set } = store;
  const paintings = createPaintings();
  const { notify } = photos.actions;
  const composed = createComposing(store, pictures, notify);
  const masking = createMasking(store);
  const history = createHistory({
    ...{ store, keeper, show, crop: photos.actions.crop, dropStroke: masking.dropStroke },
  });
  const gone = createGone(store, photos.actions.reopen);
  const works = createWorks(({ file }) => photos.actions.partOf(file));
  const cropping = createCropping(store, {
    ...{ pictures, notify, cropTo: history.cropTo, stopMasking: masking.stopMasking },
  });
  const refining = createRefining(store, { pictures, notify });
  const lookAt = createLookAt(store, pictures.large);
  let photo: Photo | undefined;
  const painting = createTask<Painting, Progress>((state) => {
    if (photo) set({ stage: { ...state, photo } });
  });
  /** Of the prefetch, which has no state: nothing of it is shown, so it is no task. */
  let warmUp: AbortController | undefined;
  let warming: string | undefined;
  let shown = true;
  let resting = false;
  /** Something was to be painted while another page was shown. */
  let due = false;

  /** @returns what was made of the photo that is open now, where it was open before */
  function bringBack(...change: Parameters<typeof works.change>): Work | undefined {
    const [putBack, remembered] = [gone.change(...change), works.change(...change)];
    return putBack ?? remembered;
  }

  photos.store.subscribe((now, before) => {
    if (now.photo === before.photo) return;
    photo = now.photo;
    const isPart = photo !== undefined && photo.opened === before.photo?.opened;
    const change = [before.photo, photo, history.work()] as const;
    const known = isPart ? undefined : bringBack(...change);
    if (!photo) paintings.clear();
    set({ composed: undefined, refined: undefined, closeUp: undefined });
    painting.reset();
    masking.stopMasking();
    cropping.cancelCropping();
    if (isPart) history.arrive();
    else history.begin(photo, now.restoring === true, known);
    if (!photo) set({ stage: { status: 'empty' } });
    // The settings that it comes back with may have begun that.
    else if (get().stage.status !== 'running') void paint();
  });

  connecting.store.subscribe((connection, before) => {
    set({ connection });
    if (connection.status !== 'connected') return;
    const { manifest, capabilities } = connection;
    const { settings } = get();
    set({ settings: settle(settings, manifest) });
    const began = before.status === 'connected' && before.capabilities !== undefined;
    if (!began) {
      if (capabilities) begin(capabilities);
      return;
    }
    // An own style that has learned more, or is gone, makes another picture of the same settings.
    const learned =
      versionOfStyles(settings, manifest) !== versionOfStyles(settings, before.manifest);
    if (learned || !isSame(get().settings, settings)) void paint();
  });

  function begin(capabilities: Capabilities) {
    tellIfNotForced(capabilities);
    const { status } = get().stage;
    if (status === 'empty') void prefetch();
    // A photo that came before the engine waits; a job that ran already does not start over by itself.
    else if (status === 'idle') void paint();
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
    warming = model.id;
    try {
      for await (const _ of connection.stylizer.load(model.id, warmUp.signal));
    } catch {
      // Painting loads it again, and shows what is wrong.
    }
  }

  /** Take what was chosen on other pages. */
  function adopt() {
    const { settings: before, connection } = get();
    const settings =
      connection.status === 'connected'
        ? settle(choices.get(), connection.manifest)
        : choices.get();
    set({ settings });
    if (!isSame(settings, before)) due = true;
  }

  function enter() {
    shown = true;
    adopt();
    if (due) void paint();
    else if (get().stage.status === 'empty') void prefetch();
    set({ mayWork: !resting });
  }

  function leave() {
    shown = false;
    warmUp?.abort();
    masking.stopMasking();
    set({ mayWork: false });
    if (get().stage.status !== 'running') return;
    cancel();
    due = true;
  }

  function rest(on: boolean) {
    if (on === resting) return;
    resting = on;
    set({ mayWork: shown && !resting });
  }

  function choose(changes: Partial<Settings>) {
    const settings = withChanges(get().settings, changes);
    history.record(settings);
    show(settings, changes);
  }

  function show(wanted: Settings, changes: Partial<Settings> = wanted) {
    const { settings: before, connection } = get();
    // What comes back may name an own style that is gone.
    const settings =
      connection.status === 'connected' ? settle(wanted, connection.manifest) : wanted;
    set({ settings });
    choices.choose(changes);
    if (isSame(settings, before)) return;
    if (get().stage.status !== 'empty') void paint();
    else if (settings.network !== before.network) void prefetch();
  }

  async function paint() {
    const { settings, connection } = get();
    due = !shown;
    if (due || !photo) return;
    if (connection.status !== 'connected') {
      painting.reset();
      return;
    }
    const of = photo;
    const { manifest, stylizer, capabilities } = connection;
    const model = modelOf(settings.network, manifest, precision);
    if (!model) return;
    // Of the same network it goes on: without it nobody would want that download until the photo is ready.
    if (warming !== model.id) warmUp?.abort();
    const { size, style, mix, boldness, output } = settings;
    const side = size === 'auto' ? capabilities && autoSize(capabilities) : size;
    const longSide = side && seenSide(of, output, side);
    const choiceAt = (longSide: number) => ({
      ...{ photo: of.id, style, mix, boldness },
      ...{ model: model.id, longSide },
    });
    const known = longSide && paintings.get(choiceAt(longSide), of.bitmap, manifest);
    if (known) {
      painting.set({ status: 'done', result: known });
      return;
    }
    await painting.start({ phase: 'prepare' }, async (signal, tell) => {
      // Painted without knowing the executors, it would be small where large is right.
      const choice = choiceAt(
        longSide ?? seenSide(of, output, autoSize(await stylizer.capabilities())),
      );
      signal.throwIfAborted();
      const known = paintings.get(choice, of.bitmap, manifest);
      if (known) return known;
      const tools = { manifest, stylizer, pictures };
      const result = { ...choice, ...(await paintPhoto(tools, of, choice, signal, tell)) };
      paintings.put(result, manifest);
      return result;
    });
  }

  function cancel() {
    warmUp?.abort();
    if (get().stage.status === 'idle') painting.set({ status: 'cancelled' });
    else painting.cancel();
  }

  async function finished(): Promise<Finished | undefined> {
    const { stage } = get();
    const painting = lastResult(stage);
    if (stage.status === 'empty' || !painting) return undefined;
    const { photo } = stage;
    const large = largeOf(get());
    return { photo, painting, pixels: await composed(painting, photo.bitmap), large };
  }

  const { connect } = connecting;
  const { refine, stop: stopRefining } = refining;
  const actions = {
    ...{ ...masking, ...cropping, ...history.actions, ...gone.actions },
    ...{ connect, enter, leave, rest, choose, paint, cancel, finished },
    ...{ refine, stopRefining, lookAt, remember: paintings.put },
  };
  return { store, actions };
}

/** @returns the large painting of what is shown, once there is one, and what is to be made of it */
export function largeOf(state: StylizeState): LargeFile | undefined {
  const { refined, stage } = state;
  if (!refined?.large || refined.of !== lastResult(stage)) return undefined;
  return { ...refined.large, blend: blendOf(state) };
}

/** Whether two settings are one painting: strength and colours are made of it afterwards. */
const isSame = (a: Settings, b: Settings) =>
  nameOfStyles(a) === nameOfStyles(b) &&
  a.network === b.network &&
  a.boldness === b.boldness &&
  a.size === b.size &&
  a.output === b.output;
