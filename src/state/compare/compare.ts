import { createStore } from 'zustand/vanilla';
import type { Engines, Manifest } from '../../engine/index.ts';
import type { Pictures } from '../../picture/index.ts';
import type { Photos } from '../photos.ts';
import { DEFAULT_COMPARISON } from '../route.ts';
import { SAMPLES } from '../samples.ts';
import { sentence } from '../sentence.ts';
import { fetchFacts } from './cards.ts';
import type { Draw } from './draw.ts';
import type { Browser } from './machine.ts';
import { createMeasuring } from './measure.ts';
import { createModels } from './models.ts';
import { createReports } from './reports.ts';
import { settleComparison } from './settle.ts';
import { createSides } from './sides.ts';
import type { CompareActions, CompareState, CompareStore } from './state.ts';
import { createStudio, type Ready } from './studio.ts';
import type { Tab } from './tab.ts';
import { SIDES, type CompareSettings, type SideChoice, type SideId } from './types.ts';

export interface CompareDependencies {
  readonly pictures: Pictures;
  readonly photos: Photos;
  readonly connect: () => Promise<{ readonly manifest: Manifest; readonly engines: Engines }>;
  /** Address of the models' folder, with a slash at the end. */
  readonly base: string;
  readonly draw: Draw;
  readonly tab: Tab;
  readonly browser: Browser;
}

export interface Compare {
  readonly store: CompareStore;
  readonly actions: CompareActions;
}

/** The Compare page: its state, and what can be done with it. */
export function createCompare(needs: CompareDependencies): Compare {
  const { pictures, photos, connect, base, draw, tab, browser } = needs;
  const store: CompareStore = createStore<CompareState>(() => ({
    connection: { status: 'connecting' },
    settings: DEFAULT_COMPARISON,
    sides: { left: { status: 'empty' }, right: { status: 'empty' } },
    benchmark: { status: 'idle' },
    rows: [],
    facts: {},
  }));
  const { getState: get, setState: set } = store;
  const { notify } = photos.actions;
  const studio = createStudio(pictures);
  const sides = createSides({ store, studio, ready, notify });
  const models = createModels({ store, studio, ready });
  const measuring = createMeasuring({ store, studio, ready, draw, tab });
  const reports = createReports({ store, photos, browser });
  let shown = false;
  let connecting: Promise<void> | undefined;

  photos.store.subscribe(({ photo }, before) => {
    if (!photo || photo === before.photo) return;
    set({ settings: { ...get().settings, sample: photo.sample }, report: undefined });
    measuring.reset();
    models.reset();
    sides.reset();
  });

  function ready(): Ready | undefined {
    const { connection, settings } = get();
    const { photo } = photos.store.getState();
    if (!shown || !photo || connection.status !== 'connected') return undefined;
    return { manifest: connection.manifest, engines: connection.engines, photo, settings };
  }

  async function start() {
    set({ connection: { status: 'connecting' } });
    try {
      const { manifest, engines } = await connect();
      set({
        connection: { status: 'connected', manifest, engines },
        settings: settleComparison(get().settings, manifest),
      });
      void learn();
      sides.work();
      const auto = await engines.get('auto');
      const capabilities = await auto.capabilities().catch((error: unknown) => {
        void auto.dispose();
        throw error;
      });
      set({ connection: { status: 'connected', manifest, engines, capabilities } });
    } catch (error) {
      set({ connection: { status: 'failed', problem: sentence(error) } });
    }
  }

  /** Get the cards and the specs of both models. */
  async function learn() {
    const { connection, settings } = get();
    if (connection.status !== 'connected') return;
    const wanted = new Set(SIDES.map((side) => settings[side].model));
    for (const id of wanted) {
      if (get().facts[id]) continue;
      try {
        const facts = await fetchFacts(id, connection.manifest, base);
        if (facts) set({ facts: { ...get().facts, [id]: facts } });
      } catch (error) {
        notify(sentence(error));
      }
    }
  }

  function change(settings: CompareSettings) {
    const before = get().settings;
    set({ settings });
    const resized = settings.size !== before.size;
    const shared = resized || settings.style !== before.style;
    const changed = SIDES.filter((side) => shared || !same(settings[side], before[side]));
    if (changed.length === 0) return;
    if (shared) models.reset();
    // A style takes as long as any other, so what was measured holds; but a run needs the machine.
    if (shared && !resized) measuring.cancel();
    else measuring.reset();
    sides.request(...changed);
    void learn();
  }

  const actions: CompareActions = {
    connect: () => (connecting ??= start().finally(() => (connecting = undefined))),

    enter(address) {
      shown = true;
      const { photo } = photos.store.getState();
      if (address) {
        const { connection } = get();
        const settings = { ...address, sample: address.sample ?? photo?.sample };
        const known = connection.status === 'connected';
        change(known ? settleComparison(settings, connection.manifest) : settings);
        const sample = SAMPLES.find(({ id }) => id === address.sample);
        if (sample && sample.id !== photo?.sample) void photos.actions.openSample(sample);
      }
      if (get().connection.status === 'connected') sides.work();
      else void actions.connect();
    },

    leave() {
      shown = false;
      sides.suspend();
      models.cancel();
      measuring.cancel();
    },

    async open(files) {
      const [file] = files;
      if (file && files.length === 1 && isReport(file)) await reports.open(file);
      else await photos.actions.open(files);
    },

    choose: (changes) => change({ ...get().settings, ...changes }),

    chooseSide(side, changes) {
      const { settings } = get();
      change({ ...settings, [side]: { ...settings[side], ...changes } });
    },

    swap() {
      const { settings, sides: states, benchmark, comparison } = get();
      measuring.cancel();
      set({
        settings: { ...settings, left: settings.right, right: settings.left },
        sides: { left: states.right, right: states.left },
        comparison, // the same from either side
        ...(benchmark.status === 'done' && {
          benchmark: {
            status: 'done',
            sides: { left: benchmark.sides.right, right: benchmark.sides.left },
          },
        }),
      });
      sides.restart();
    },

    copyToOther: (side) => change({ ...get().settings, [OTHER[side]]: get().settings[side] }),

    paint(side) {
      const { sides: states } = get();
      sides.request(...(side ? [side] : SIDES.filter((id) => states[id].status !== 'shown')));
    },

    cancel() {
      sides.cancel();
      models.cancel();
    },

    measure: measuring.measure,
    cancelMeasure: measuring.cancel,
    runAllModels: models.runAll,
    openReport: reports.open,
    closeReport: reports.close,
    report: reports.current,
    reportMarkdown: reports.markdown,
    saveReport: reports.save,
  };

  return { store, actions };
}

const OTHER: Record<SideId, SideId> = { left: 'right', right: 'left' };

const same = (a: SideChoice, b: SideChoice) => a.model === b.model && a.executor === b.executor;

const isReport = ({ name, type }: File) => type === 'application/json' || /\.json$/i.test(name);
