import { isRowsFile, type Learner, type ModelEntry } from '../../../engine/index.ts';
import { type Pixels, WHOLE } from '../../../picture/index.ts';
import {
  createTask,
  elsewhereOf,
  faultOf,
  freeName,
  idOfOwnStyle,
  modelOf,
  PageProblem,
  partsOf,
  rowsFor,
  SAMPLES,
  type OwnStyle,
  type SavedFile,
  loadCode,
} from '../../shared/index.ts';
import { learnStyle, type Lesson } from './learning.ts';
import { createNearest } from './nearest.ts';
import { photosToLearn } from './photosToLearn.ts';
import { keepStepTimes, recallStepTimes, type StepTime, withStepTime } from './stepTimes.ts';
import {
  createStudioStore,
  isOwnStyleFile,
  isSettingsFile,
  LENGTHS,
  MOST_NAME,
  type LearningEnd,
  type LearningProgress,
  type OpenPainting,
} from './studioState.ts';
import { readStyleInFile, styleAsFile, styleWithRows, type StyleInFile } from './styleInFile.ts';
import type { Studio, StudioActions, StudioDependencies } from './studioTypes.ts';

/** Pixels of a painting's longer side that are learned from and kept; the networks that judge see no more. */
const PAINTING_SIDE = 1024;
/** Of the small picture of a style: sharp on the screens of phones. */
const THUMBNAIL = 256;
/** Of the kept painting: what it looks like is learned, so it may not be coarse. */
const QUALITY = 0.92;

/** Makes a style of a painting that the visitor brings. */
export function createStudio(
  {
    pictures,
    photos,
    ownStyles,
    stylize,
    createLearner,
    isOffline,
    fetchSample,
  }: StudioDependencies,
  store = createStudioStore(),
): Studio {
  const { getState: get, setState: set } = store;
  set({ times: recallStepTimes() });
  const task = createTask<LearningEnd, LearningProgress>((learning) => {
    set({ learning });
    // Each is painted again as soon as more is learned.
    stylize.actions.rest(learning.status === 'running');
  });
  let learner: Learner | undefined;
  const nearest = createNearest(newLearner);
  /** The file that was taken last. */
  let taken = 0;
  photos.store.subscribe(({ photo }, before) => {
    const isTold = get().fault?.code === 'engine/no-photos';
    if (photo && photo !== before.photo && isTold) set({ fault: undefined });
  });

  const styleOf = (id: string | undefined) =>
    ownStyles.store.getState().find((style) => style.id === id);
  const otherNames = (id?: string) => {
    const { connection } = stylize.store.getState();
    const all = connection.status === 'connected' ? connection.manifest.styles : [];
    return all.filter((style) => style.id !== id).map(({ title }) => title);
  };

  /** @returns the model that paints now; undefined until the server has answered, or where styles can't be learned */
  function modelNow(): ModelEntry | undefined {
    const { connection, settings, precision } = stylize.store.getState();
    if (connection.status !== 'connected') return undefined;
    return modelOf(settings.network, connection.manifest, precision);
  }

  function open(style?: string) {
    const { learning } = get();
    const about = learning.status === 'running' ? learning.progress.style : style;
    set({ open: true, closed: false, style: styleOf(about)?.id, fault: undefined });
    // Before a painting is chosen and cropped. Elsewhere the samples are downloaded once there is a painting.
    if (isOffline?.() && !photos.store.getState().photo) void photosOrFault(() => get().open);
  }

  /** @returns the photos to learn with. Where there are none the visitor is told, if that `matters` still. */
  async function photosOrFault(matters: () => boolean): Promise<Pixels[]> {
    const found = await photosToLearn({ photos, pictures, fetchSample });
    const isNone = found.length === 0 && !photos.store.getState().photo;
    if (isNone && matters()) set({ fault: { code: 'engine/no-photos' } });
    return found;
  }

  function close() {
    dropPainting();
    set({ open: false, closed: true, fault: undefined, again: undefined });
  }

  function dropPainting() {
    taken++;
    nearest.drop();
    const { painting } = get();
    set({ painting: undefined, opening: undefined });
    painting?.bitmap.close();
  }

  function startOver(again?: string) {
    dropPainting();
    set({ open: true, style: undefined, again, fault: undefined });
  }

  async function take(files: readonly File[]) {
    const [file] = files;
    if (!file) return;
    const turn = ++taken;
    const isLast = () => turn === taken;
    // Settings need no panel. What is wrong with them is told where the visitor looks.
    const settings = isSettingsFile(file) && files.length === 1;
    set({ open: get().open || !settings, opening: file.name, fault: undefined });
    try {
      if (files.length > 1) throw new PageProblem({ code: 'own/many', count: files.length });
      if (settings) {
        await takeSettings(file, isLast);
        return;
      }
      const start = await file
        .slice(0, 16)
        .arrayBuffer()
        .catch(() => new ArrayBuffer());
      // One that is damaged at its start is known by its name only.
      if (isRowsFile(new Uint8Array(start)) || isOwnStyleFile(file)) await takeRows(file, isLast);
      else await takePainting(file, isLast);
    } catch (error) {
      if (!isLast()) return;
      const fault = faultOf(error);
      if (get().open) set({ fault, elsewhere: elsewhereOf(fault, files) });
      else photos.actions.notify(fault, files);
    } finally {
      if (isLast()) set({ opening: undefined });
    }
  }

  async function takePainting(file: File, isLast: () => boolean) {
    const { bitmap, width, height } = await pictures.decode(file, file.name);
    if (!isLast()) {
      bitmap.close();
      return;
    }
    get().painting?.bitmap.close();
    const name = nameOf(file.name);
    const painting = { name, file, bitmap, width, height };
    set({ painting, crop: WHOLE, style: undefined });
    lookForNearest(painting);
  }

  /** While the visitor chooses a part, so that there is something to show at once. Not beside another worker that learns. */
  function lookForNearest(painting: OpenPainting) {
    const model = modelNow();
    if (!model || get().learning.status === 'running') return;
    nearest.look(painting, model, async () => ({
      painting: await pictures.fit(painting.bitmap, PAINTING_SIDE),
      photos: (await photosOrFault(() => get().painting === painting)).slice(0, 1),
    }));
  }

  function needConnection() {
    const { connection, precision } = stylize.store.getState();
    if (connection.status !== 'connected') throw new PageProblem({ code: 'own/not-connected' });
    return { ...connection, precision };
  }

  /** What the page saved of a painting: its settings are chosen, or its numbers become a style. */
  async function takeSettings(file: File, isLast: () => boolean) {
    const connection = needConnection();
    // Few visitors need it.
    const { readStyleFile } = await loadCode(() => import('./readStyleFile.ts'));
    const { title, content } = await readStyleFile(file, connection);
    if (content.is === 'rows') {
      await addRows({ name: title, learned: content.rows }, isLast);
      return;
    }
    if (!isLast()) return;
    stylize.actions.choose(content.settings);
    if (get().open) close();
    if (!content.exact) photos.actions.notify({ code: 'style-file/other-version', title });
  }

  async function takeRows(file: File, isLast: () => boolean) {
    const { manifest, precision } = needConnection();
    const read = await readStyleInFile(file, (network) => modelOf(network, manifest, precision));
    await addRows(read, isLast);
  }

  /**
   * Make a style of rows that came in a file, unless it is there already. It is chosen, unless the visitor did something
   * else while the file was read.
   */
  async function addRows({ name, learned, thumbnail }: StyleInFile, isLast: () => boolean) {
    const same = styleWithRows(ownStyles.store.getState(), learned);
    const style: OwnStyle = same ?? {
      id: idOfOwnStyle(name),
      made: Date.now(),
      name: freeName(name, otherNames()),
      thumbnail: thumbnail && new Blob([thumbnail]),
      learned: [learned],
    };
    const { removed } = get();
    if (removed && styleWithRows([removed.own], learned)) set({ removed: undefined });
    if (!same) await keep(style);
    if (!isLast()) return;
    set({ open: true, style: style.id, again: undefined });
    stylize.actions.choose({ style: style.id, mix: [], network: learned.network });
  }

  async function keep(style: OwnStyle) {
    if (await ownStyles.put(style)) return;
    photos.actions.notify({ code: 'own/not-kept', style: style.name });
  }

  async function learn() {
    const { painting, crop, length, again } = get();
    const model = modelNow();
    if (!painting || !model) return;
    const known = styleOf(again);
    const name = known?.name ?? freeName(painting.name, otherNames());
    const id = known?.id ?? idOfOwnStyle(name);
    const from = nearest.found(painting, model);
    const prepare = async () => {
      // Of the file: the bitmap is reduced, and a part of it may be small.
      const { bitmap } = await pictures.decode(painting.file, name, crop);
      const pixels = await pictures.fit(bitmap, PAINTING_SIDE).finally(() => bitmap.close());
      const file = await pictures.encode(pixels, { type: 'image/jpeg', quality: QUALITY });
      const style: OwnStyle = {
        ...{ id, name, made: known?.made ?? Date.now() },
        ...{ learned: known?.learned ?? [], painting: file },
        thumbnail: await pictures.thumbnail(file, name, THUMBNAIL),
      };
      return { style, model, painting: pixels, steps: LENGTHS[length], from };
    };
    await start(id, prepare, painting);
  }

  async function learnMore(id: string) {
    const [style, model] = [styleOf(id), modelNow()];
    if (!style || !model) return;
    const { painting: file } = style;
    if (!file) {
      startOver(id);
      return;
    }
    set({ open: true, style: id, fault: undefined });
    const from = style.learned.find(
      (learned) => learned === rowsFor({ own: style.learned }, model),
    );
    await start(id, async () => {
      const { bitmap } = await pictures.decode(file, style.name);
      const painting = await pictures.fit(bitmap, PAINTING_SIDE).finally(() => bitmap.close());
      return { style, model, painting, steps: LENGTHS[get().length], from: from?.state };
    });
  }

  /** @param painting the open one, where that is learned */
  async function start(
    id: string,
    prepare: () => Promise<Omit<Lesson, 'photos'>>,
    painting?: OpenPainting,
  ) {
    free();
    nearest.drop();
    // What is learned is seen on a photo.
    const [sample] = SAMPLES;
    const { photo, opening } = photos.store.getState();
    if (!photo && !opening && sample) void photos.actions.openSample(sample);
    const first: LearningProgress = {
      ...{ phase: 'prepare', done: 0, style: id, steps: 0, of: LENGTHS[get().length], losses: [] },
    };
    await task.start(first, async (signal, tell) => {
      const lesson = {
        ...(await prepare()),
        photos: await photosToLearn({ photos, pictures, fetchSample }),
      };
      signal.throwIfAborted();
      learner = newLearner();
      if (!learner) throw new PageProblem({ code: 'own/not-connected' });
      const shown = ownStyles.store.getState().some((style) => style.id === id);
      let isNew = !shown;
      const rows = (style: OwnStyle, last: boolean) => {
        if (last) void keep(style);
        else void ownStyles.put(style);
        if (isNew) begin(style.id, painting);
        isNew = false;
      };
      if (shown) begin(id, painting);
      const time = (measured: StepTime) => {
        const times = withStepTime(get().times, measured);
        set({ times });
        keepStepTimes(times);
      };
      const end = await learnStyle(learner, lesson, signal, { progress: tell, rows, time });
      free();
      return end;
    });
    // One that was brought meanwhile.
    const { painting: next } = get();
    if (next && next !== painting) lookForNearest(next);
  }

  function newLearner(): Learner | undefined {
    const { connection } = stylize.store.getState();
    if (connection.status !== 'connected') return undefined;
    // It begins with the nearest of the server's styles.
    const styles = connection.manifest.styles.filter(({ own }) => own === undefined);
    return createLearner({ ...connection.manifest, styles });
  }

  /** There is a style to paint with from now on. @param learned its painting; one that was brought meanwhile stays */
  function begin(style: string, learned?: OpenPainting) {
    const { painting } = get();
    if (painting === learned) {
      painting?.bitmap.close();
      set({ painting: undefined });
    }
    set({ again: undefined, style });
    stylize.actions.choose({ style });
  }

  /** End the worker that learns: it holds some hundred megabytes. */
  function free() {
    learner?.dispose();
    learner = undefined;
  }

  function stop() {
    task.cancel();
    free();
  }

  function rename(id: string, typed: string) {
    const [style, name] = [styleOf(id), typed.trim().slice(0, MOST_NAME)];
    if (!style || !name || name === style.name) return;
    void keep({ ...style, name: freeName(name, otherNames(id)) });
  }

  function remove(id: string) {
    const { learning } = get();
    if (learning.status === 'running' && learning.progress.style === id) stop();
    task.reset();
    const own = styleOf(id);
    const { style, mix } = stylize.store.getState().settings;
    const isChosen = partsOf({ style, mix }).some((part) => part.style === id);
    set({ style: undefined, removed: own && { own, ...(isChosen && { chosen: { style, mix } }) } });
    void ownStyles.remove(id);
  }

  function putBack() {
    const { removed } = get();
    if (!removed) return;
    const { own, chosen } = removed;
    set({ removed: undefined });
    void keep(own);
    if (chosen) stylize.actions.choose(chosen);
  }

  async function save(id: string): Promise<SavedFile | undefined> {
    const style = styleOf(id);
    try {
      return style && (await styleAsFile(style, modelNow()));
    } catch (error) {
      photos.actions.notify(faultOf(error));
      return undefined;
    }
  }

  const actions: StudioActions = {
    ...{ open, close, take, startOver, learn, learnMore, stop, rename, remove, putBack, save },
    letGo: () => set({ removed: undefined }),
    chooseCrop: (crop) => set({ crop }),
    chooseLength: (length) => set({ length }),
  };
  return { store, actions };
}

/** @returns a file's name without what it ends with */
const nameOf = (file: string) => (file.replace(/\.[^.]{1,10}$/, '') || file).slice(0, MOST_NAME);
