import { createStore } from 'zustand/vanilla';
import type { Manifest, ModelId } from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import {
  type Choices,
  type Connecting,
  given,
  isOwn,
  type Photos,
  SAMPLES,
  faultOf,
  type Tab,
} from '../shared/index.ts';
import { factsOf, fetchFacts } from './cards.ts';
import type { Draw } from './draw.ts';
import { createExecutorBenchmark } from './executorBenchmark.ts';
import { complete, figuresOf, knownOf } from './figuresOf.ts';
import type { Machine } from './machine.ts';
import { createSideBenchmark } from './sideBenchmark.ts';
import { createAllModels } from './allModels.ts';
import { formatReport, parseReport, toReport } from './report.ts';
import { createSidePainter, type PaintInputs } from './sidePainter.ts';
import { createSides, EMPTY, otherThan } from './sides.ts';
import type { CompareActions, ComparePart, CompareState, CompareStore } from './state.ts';
import {
  DEFAULT_COMPARISON,
  SIDES,
  type CompareAddress,
  type CompareSettings,
  type SideChoice,
  type SideId,
} from './types.ts';

export interface CompareDependencies {
  readonly pictures: Pictures;
  readonly photos: Photos;
  readonly choices: Choices;
  readonly connecting: Connecting;
  /** Address of the models' folder, with a slash at the end. */
  readonly base: string;
  readonly draw: Draw;
  readonly tab: Tab;
  readonly machine: Machine;
}

/** The Compare page: its state, and what can be done with it. */
export function createCompare(needs: CompareDependencies): {
  store: CompareStore;
  actions: CompareActions;
} {
  const { pictures, photos, choices, connecting, base, draw, tab, machine } = needs;
  /** What was chosen for all pages. A style that nobody chose and an automatic size leave this page's own. */
  const chosen = () => {
    const { style, boldness, size } = choices.get();
    return { boldness, ...(style && { style }), ...(size !== 'auto' && { size }) };
  };
  const isMixed = () => choices.get().mix.length > 0;
  const store: CompareStore = createStore<CompareState>(() => ({
    connection: connecting.store.getState(),
    settings: { ...DEFAULT_COMPARISON, ...chosen() },
    mixed: isMixed(),
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

  function inputs(): PaintInputs | undefined {
    const { connection, settings } = get();
    const { photo } = photos.store.getState();
    if (!shown || !photo || connection.status !== 'connected') return undefined;
    return { manifest: connection.manifest, engines: connection.engines, photo, settings };
  }

  const painter = createSidePainter(pictures);
  const part: ComparePart = { store, painter, inputs, notify, draw, tab };
  const sides = createSides(part);
  const sideBenchmark = createSideBenchmark(part);
  const executorBenchmark = createExecutorBenchmark(part);
  const allModels = createAllModels(part);

  photos.store.subscribe(({ photo }, before) => {
    if (photo === before.photo) return;
    set({ settings: { ...get().settings, sample: photo?.sample }, report: undefined });
    sideBenchmark.reset();
    executorBenchmark.reset();
    allModels.reset();
    sides.reset();
  });

  connecting.store.subscribe((connection, before) => {
    set({ connection });
    if (before.status !== 'connected') begin();
  });

  /** What waited for the engines, or for the page to be shown. */
  function begin() {
    const { connection, settings } = get();
    if (!shown || connection.status !== 'connected') return;
    settleStyle(connection.manifest);
    sides.work();
    for (const side of SIDES) void learn(settings[side].model);
  }

  /** A style that the manifest lacks becomes its first one. A model stays: its side says what is wrong. */
  function settleStyle({ styles }: Manifest) {
    const { settings } = get();
    const style = styles.find(({ id }) => id === settings.style) ?? styles[0];
    set({ settings: { ...settings, style: style?.id ?? '' } });
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
    set({ mixed: isMixed() });
    void connecting.connect();
    begin();
  }

  /** Make it the comparison of an address. */
  function follow(address: CompareAddress) {
    const { sample: wanted, left, right, view, ...named } = address;
    // Not the size: the address always says one once the page is shown, and `auto` would be lost.
    // Nor the style of a mix, which the address names in place of the mix.
    const another = named.style === choices.get().style ? undefined : named.style;
    choices.choose(given({ style: another, boldness: named.boldness }));
    const { style, size } = DEFAULT_COMPARISON;
    change({ style, size, ...chosen(), ...given(named), left, right, view });
    const { photo, opening } = photos.store.getState();
    // Back and Forward come here, too, and must not cost visitors the photo that they brought.
    if (isOwn(opening ?? photo)) return;
    const sample = SAMPLES.find(({ id }) => id === wanted);
    if (!sample) void bringPhoto();
    else if (sample.id !== photo?.sample) void photos.actions.openSample(sample, false);
  }

  /** The photo of the last visit. Without one an address of somebody's own photo shows its comparison on a sample. */
  async function bringPhoto() {
    await photos.actions.restore();
    const { photo, opening } = photos.store.getState();
    const [sample] = SAMPLES;
    if (!photo && !opening && sample) await photos.actions.openSample(sample, false);
  }

  function leave() {
    shown = false;
    sideBenchmark.cancel();
    executorBenchmark.cancel();
    allModels.cancel();
    sides.suspend();
  }

  async function open(files: readonly File[]) {
    const [file] = files;
    if (files.length === 1 && file && /\.json$/i.test(file.name)) await openReport(file);
    else await photos.actions.open(files);
  }

  function choose(changes: Partial<CompareSettings>) {
    const { style, boldness, size } = changes;
    choices.choose(given({ style, boldness, size }));
    set({ mixed: isMixed() });
    change(changes);
  }

  function change(changes: Partial<CompareSettings>) {
    const before = get().settings;
    const { left, right, ...shared } = changes;
    set({ settings: { ...before, ...shared } });
    const { connection } = get();
    if (connection.status === 'connected') settleStyle(connection.manifest);
    const { settings } = get();
    if (
      settings.style !== before.style ||
      settings.boldness !== before.boldness ||
      settings.size !== before.size
    ) {
      sideBenchmark.reset();
      executorBenchmark.reset();
      allModels.reset();
      sides.request(...SIDES);
    }
    if (left) chooseSide('left', left);
    if (right) chooseSide('right', right);
  }

  function chooseSide(side: SideId, changes: Partial<SideChoice>) {
    const { settings } = get();
    const before = settings[side];
    const choice = { ...before, ...changes };
    if (choice.model === before.model && choice.executor === before.executor) return;
    set({ settings: { ...settings, [side]: choice } });
    sideBenchmark.reset();
    if (choice.model !== before.model) executorBenchmark.reset();
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

  async function openReport(file: File) {
    try {
      set({ report: parseReport(await file.text(), file.name) });
      photos.actions.dismissNotice();
    } catch (error) {
      notify(faultOf(error));
    }
  }

  function report() {
    const { report: opened } = get();
    if (opened) return opened;
    const known = figuresOf(knownOf(get()));
    const figures = known && complete(known);
    return figures && toReport(figures, machine, new Date());
  }

  function saveReport() {
    const current = report();
    if (!current) return undefined;
    const { left, right } = current.figures.sides;
    const blob = new Blob([formatReport(current)], { type: 'application/json' });
    return { blob, name: `brushlite-${left.model.id}-${right.model.id}.json` };
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
    openReport,
    closeReport: () => set({ report: undefined }),
    report,
    saveReport,
  };
  return { store, actions };
}
