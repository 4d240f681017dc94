import { createStore } from 'zustand/vanilla';
import type { Engines, Manifest, ModelEntry, ModelId } from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import {
  type Choices,
  type Connecting,
  given,
  isOwn,
  knownStyles,
  nameOfStyles,
  type Photos,
  type Sample,
  SAMPLES,
  faultOf,
  loadCode,
  type Tab,
  versionOfStyles,
  withChanges,
} from '../shared/index.ts';
import { factsOf, fetchFacts } from './cards.ts';
import type { Draw } from './draw.ts';
import { createExecutorBenchmark } from './executorBenchmark.ts';
import { complete, figuresOf, knownOf, modelFigures } from './figuresOf.ts';
import { createLazyLadder } from './ladder/lazyLadder.ts';
import type { Machine } from './machine.ts';
import { createSideBenchmark } from './sideBenchmark.ts';
import { createAllModels } from './allModels.ts';
import { formatReport, readReport, toReport, type Report } from './report.ts';
import { createSidePainter, type PaintInputs } from './sidePainter.ts';
import { createSides, EMPTY, otherThan } from './sides.ts';
import type { CompareActions, ComparePart, CompareState, CompareStore } from './state.ts';
import type { TakeAwayNeeds } from './takeAway.ts';
import {
  DEFAULT_COMPARISON,
  SIDES,
  type CompareAddress,
  type CompareSettings,
  type SideChoice,
  type SideId,
} from './types.ts';

interface CompareDependencies {
  readonly pictures: Pictures;
  readonly photos: Photos;
  readonly choices: Choices;
  readonly connecting: Connecting;
  /** Address of the models' folder, with a slash at the end. */
  readonly base: string;
  /** Engines that know other models than the page's. */
  readonly createEngines: (manifest: Manifest) => Engines;
  /** Writes a model in other formats. */
  readonly exportModel: TakeAwayNeeds['exportModel'];
  readonly draw: Draw;
  readonly tab: Tab;
  readonly machine: Machine;
  /** Whether the visitor's own photo from before the reload counts, and not the sample of the address. */
  readonly ownPhotoReturns?: boolean;
  /** Whether the page was loaded by a reload, Back or Forward. */
  readonly isLoadedAgain?: boolean;
}

const NO_REPORT = { report: undefined, otherReport: undefined };

/** The Compare page: its state, and what can be done with it. */
export function createCompare(needs: CompareDependencies): {
  store: CompareStore;
  actions: CompareActions;
} {
  const { pictures, photos, choices, connecting, base, draw, tab, machine, createEngines } = needs;
  /** What was chosen for all pages. A style that nobody chose and an automatic size leave this page's own. */
  const chosen = () => {
    const { style, mix, boldness, size } = choices.get();
    return { boldness, ...(style && { style, mix }), ...(size !== 'auto' && { size }) };
  };
  const store: CompareStore = createStore<CompareState>(() => ({
    connection: connecting.store.getState(),
    settings: { ...DEFAULT_COMPARISON, ...chosen() },
    sides: EMPTY,
    benchmark: { status: 'idle' },
    engines: { status: 'idle' },
    rows: [],
    facts: {},
    machine,
  }));
  const { getState: get, setState: set } = store;
  const { notify } = photos.actions;
  let shown = false;
  let rounds = 0;
  /** What another page has interrupted: it begins again when this one is shown. */
  let interrupted: readonly (() => void)[] = [];

  function inputs(): PaintInputs | undefined {
    const { connection, settings } = get();
    const { photo } = photos.store.getState();
    if (!shown || !photo || connection.status !== 'connected') return undefined;
    const { manifest, engines } = connection;
    return { manifest, engines, photo, settings, round: ++rounds };
  }

  const painter = createSidePainter(pictures);
  const part: ComparePart = { store, painter, inputs, notify, draw, tab };
  const sides = createSides(part);
  const sideBenchmark = createSideBenchmark(part);
  const executorBenchmark = createExecutorBenchmark(part);
  const allModels = createAllModels(part);
  const ladder = createLazyLadder(part, { base, createEngines });

  // A painting that a side has made is a row of the table of all models and of the ladder, too; so are its times.
  store.subscribe(({ sides: now, settings, benchmark }, before) => {
    const isNew = SIDES.some(
      (side) => now[side] !== before.sides[side] && now[side].status === 'done',
    );
    const isOpened = settings.view === 'models' && before.settings.view !== 'models';
    if (settings.view === 'models' && (isNew || isOpened)) void allModels.collect();
    const isTimed = before.benchmark.status === 'running' && benchmark.status === 'done';
    if (isNew || isTimed) ladder.collect();
  });

  photos.store.subscribe(({ photo }, before) => {
    if (photo === before.photo) return;
    set({ settings: { ...get().settings, sample: photo?.sample }, ...NO_REPORT });
    outdate();
    sides.reset();
  });

  connecting.store.subscribe((connection, before) => {
    set({ connection });
    if (before.status !== 'connected') {
      begin();
      return;
    }
    if (connection.status !== 'connected') return;
    const { settings } = get();
    settleStyle(connection.manifest);
    // An own style that has learned more, or is gone, makes other pictures of the same settings.
    const version = versionOfStyles(settings, connection.manifest);
    if (version !== versionOfStyles(settings, before.manifest)) paintAnew();
  });

  /** What waited for the engines, or for the page to be shown. */
  function begin() {
    const { connection, settings } = get();
    if (!shown || connection.status !== 'connected') return;
    settleStyle(connection.manifest);
    sides.work();
    const goOn = interrupted;
    interrupted = [];
    for (const begin of goOn) begin();
    for (const side of SIDES) void learn(settings[side].model);
  }

  /** A style that the manifest lacks becomes its default one. A model stays: its side says what is wrong. */
  function settleStyle(manifest: Manifest) {
    const { settings } = get();
    set({ settings: { ...settings, ...knownStyles(settings, manifest) } });
  }

  /** The photo or the settings are others: what was painted and measured is of the pictures before. */
  function outdate() {
    interrupted = [];
    sideBenchmark.outdate();
    executorBenchmark.outdate();
    allModels.reset();
    ladder.reset();
  }

  function paintAnew() {
    outdate();
    sides.request(...SIDES);
  }

  /** Get a model's card and its network's spec. */
  async function learn(model: ModelId) {
    const { connection, facts } = get();
    if (connection.status !== 'connected' || factsOf(facts, model)) return;
    try {
      const found = await fetchFacts(model, connection.manifest, base);
      if (found) set({ facts: { ...get().facts, [model]: found } });
    } catch (error) {
      notify(faultOf(error));
    }
  }

  function enter(address?: CompareAddress) {
    shown = true;
    if (address) follow(address);
    else change(chosen());
    void connecting.connect();
    begin();
  }

  /** The address that comes next is that of a page that was loaded again. */
  let loadedAgain = needs.isLoadedAgain === true;

  /** Make it the comparison of an address. */
  function follow(address: CompareAddress) {
    const { sample: wanted, left, right, view, ...named } = address;
    // Not the size: the address always says one once the page is shown, and `auto` would be lost.
    const { size: _, ...lasting } = named;
    choices.choose(given(lasting));
    const { style, mix, size } = DEFAULT_COMPARISON;
    change({ style, mix, size, ...chosen(), ...given(named), left, right, view });
    const { photo, opening } = photos.store.getState();
    // Back and Forward come here, too, and must not cost visitors the photo that they brought.
    if (isOwn(opening ?? photo)) return;
    const isAgain = loadedAgain;
    loadedAgain = false;
    const sample = SAMPLES.find(({ id }) => id === wanted);
    if (!sample || (needs.ownPhotoReturns && !photo)) void bringPhoto(sample, isAgain);
    else if (sample.id !== photo?.sample) void photos.actions.openSample(sample, false);
  }

  /**
   * The photo of the last visit. Without one a link to a comparison on somebody's own photo shows it on a sample. A page
   * that is loaded again had no photo, or the visitor's own one, which could not be kept: a sample would be uninvited.
   */
  async function bringPhoto(sample: Sample | undefined, isAgain: boolean) {
    await photos.actions.restore();
    const { photo, opening } = photos.store.getState();
    const other = sample ?? (isAgain ? undefined : SAMPLES[0]);
    if (!photo && !opening && other) await photos.actions.openSample(other, false);
  }

  function leave() {
    shown = false;
    const stopped = [sideBenchmark, executorBenchmark, allModels, ladder].map((it) => it.suspend());
    // Said once more where the visitor goes from one other page to the next.
    interrupted = [...interrupted, ...stopped.filter((goOn) => goOn !== undefined)];
    sides.suspend();
  }

  async function open(files: readonly File[]) {
    const areReports = files.every(({ name }) => /\.json$/i.test(name));
    if (files.length === 0 || files.length > 2 || !areReports) {
      await photos.actions.open(files);
      return;
    }
    await openReports(files);
  }

  function choose(changes: Partial<CompareSettings>) {
    const { style, mix, boldness, size } = changes;
    choices.choose(given({ style, mix, boldness, size }));
    change(changes);
  }

  function change(changes: Partial<CompareSettings>) {
    const before = get().settings;
    const { left, right, ...shared } = changes;
    set({ settings: withChanges(before, shared) });
    const { connection } = get();
    if (connection.status === 'connected') settleStyle(connection.manifest);
    const { settings } = get();
    if (
      nameOfStyles(settings) !== nameOfStyles(before) ||
      settings.boldness !== before.boldness ||
      settings.size !== before.size
    ) {
      paintAnew();
    }
    if (left) chooseSide('left', left);
    if (right) chooseSide('right', right);
  }

  function chooseSide(side: SideId, changes: Partial<SideChoice>) {
    const { settings } = get();
    const before = settings[side];
    const choice = { ...before, ...changes };
    const keys = ['model', 'executor', 'boldness', 'size'] as const;
    if (keys.every((key) => choice[key] === before[key])) return;
    set({ settings: { ...settings, [side]: choice } });
    interrupted = [];
    sideBenchmark.outdate();
    if (choice.model !== before.model) executorBenchmark.outdate();
    void learn(choice.model);
    sides.request(side);
  }

  function swap() {
    const { settings } = get();
    sideBenchmark.swap();
    set({ settings: { ...settings, left: settings.right, right: settings.left } });
    sides.swap();
  }

  function paint(side?: SideId) {
    if (side) sides.request(side);
    else sides.request(...SIDES.filter((id) => get().sides[id].status !== 'done'));
  }

  function cancel() {
    sides.cancel();
    allModels.cancel();
  }

  /** Two take the place of what is open. One comes beside it, and so does the only one of two that can be read. */
  async function openReports(files: readonly File[]) {
    photos.actions.dismissNotice();
    const opened: Report[] = [];
    for (const file of files) {
      try {
        opened.push(await readReport(file));
      } catch (error) {
        notify(faultOf(error));
      }
    }
    const [first, second] = opened;
    if (!first) return;
    if (second) set({ report: first, otherReport: second });
    else set(get().report ? { otherReport: first } : { report: first });
  }

  function report() {
    const { report: opened } = get();
    if (opened) return opened;
    const known = figuresOf(knownOf(get()));
    const figures = known && complete(known);
    return figures && toReport({ ...figures, models: modelFigures(get()) }, machine, new Date());
  }

  function saveReport() {
    const current = report();
    if (!current) return undefined;
    const { left, right } = current.figures.sides;
    const blob = new Blob([formatReport(current)], { type: 'application/json' });
    return { blob, name: `brushlite-${left.model.id}-${right.model.id}.json` };
  }

  async function takeAway(entry: ModelEntry, readme: string, signal: AbortSignal) {
    photos.actions.dismissNotice();
    try {
      // Few visitors need it.
      const code = await loadCode(() => import('./takeAway.ts'));
      return await code.takeAway(entry, readme, { base, exportModel: needs.exportModel }, signal);
    } catch (error) {
      if (!signal.aborted) notify(faultOf(error));
      return undefined;
    }
  }

  const actions: CompareActions = {
    connect: connecting.connect,
    enter,
    leave,
    open,
    choose,
    chooseSide,
    swap,
    copyToOther: (side) => chooseSide(otherThan(side), get().settings[side]),
    paint,
    cancel,
    measure: sideBenchmark.measure,
    cancelMeasure: sideBenchmark.cancel,
    measureEngines: executorBenchmark.measure,
    cancelMeasureEngines: executorBenchmark.cancel,
    runAllModels: allModels.runAll,
    takeAway,
    ladder,
    openReports,
    closeReport: (which) => set(which ? { otherReport: undefined } : NO_REPORT),
    report,
    saveReport,
  };
  return { store, actions };
}
