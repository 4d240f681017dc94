import {
  fetchModelList,
  type Engines,
  type Manifest,
  type ModelEntry,
} from '../../../engine/index.ts';
import {
  createTask,
  faultOf,
  knownState,
  lastResult,
  type AppFault,
  type Progress,
  type Task,
} from '../../shared/index.ts';
import { runBenchmark } from '../benchmark.ts';
import type { PaintInputs } from '../sidePainter.ts';
import type { ComparePart, CompareState } from '../state.ts';
import { timedModel } from '../timedModel.ts';
import { lookOf, SIDES, type Outcome, type RunProgress } from '../types.ts';
import { fetchRowFacts } from './facts.ts';
import { PUBLISHED } from './published.ts';
import type { Ladder, LadderActions, LadderRow, Measurements } from './types.ts';

const LIST = 'ladder.json';
const RUNS = 10;
/** Half a dozen networks take their turns in it. */
const BUDGET_MS = 30_000;
/** Of the precisions that the manifest has a network in, the one that is a row. */
const SHOWN_PRECISION = 'float16';

export interface LadderNeeds {
  /** Address of the models' folder, with a slash at the end. */
  readonly base: string;
  /** Engines of the ladder's own: its networks are no choice of the page, so the page's engines do not know them. */
  readonly createEngines: (manifest: Manifest) => Engines;
}

export interface LadderPart extends LadderActions {
  /** Show what the sides have painted and timed by now, without running anything. */
  collect(): void;
  /** Forget pictures and times: the photo or the settings are others. */
  reset(): void;
  /**
   * Another page is shown: stop for now, and give the networks' memory back.
   *
   * @returns what goes on with it; undefined where nothing was running
   */
  suspend(): (() => void) | undefined;
}

/** The networks of the manifest and those of models/ladder.json, painted and timed on the visitor's photo. */
export function createLadder(part: ComparePart, { base, createEngines }: LadderNeeds): LadderPart {
  const { store, painter, draw, tab } = part;
  const tasks = new Map<string, Task<Outcome, Progress>>();
  let engines: Engines | undefined;
  /** With the ladder's own models behind the manifest's; undefined until they are there. */
  let models: readonly ModelEntry[] | undefined;

  const ladder = () => store.getState().ladder;
  const show = (next: Ladder) => store.setState({ ladder: next });
  const opened = () => {
    const now = ladder();
    return now?.status === 'open' ? now : undefined;
  };

  function change(id: string, changes: Partial<LadderRow>) {
    const now = opened();
    if (!now) return;
    const rows = now.rows.map((row) => (row.entry.id === id ? { ...row, ...changes } : row));
    show({ ...now, rows });
  }

  const benchmark = createTask<Measurements, RunProgress>((benchmark) => {
    const now = opened();
    if (now) show({ ...now, benchmark });
  });

  async function open() {
    const { connection } = store.getState();
    if (ladder()?.status === 'opening' || opened() || connection.status !== 'connected') return;
    show({ status: 'opening' });
    try {
      const { manifest } = connection;
      const listed = await fetchModelList(LIST, base);
      models = [...manifest.models, ...listed];
      const entries = [...manifest.models.filter(isShown(manifest)), ...listed];
      const rows = entries
        .sort((a, b) => b.weights - a.weights)
        .map((entry): LadderRow => ({ entry, picture: { status: 'idle' } }));
      for (const { entry } of rows) {
        const task = createTask<Outcome, Progress>((picture) => change(entry.id, { picture }));
        tasks.set(entry.id, task);
      }
      show({ status: 'open', rows, published: PUBLISHED, benchmark: { status: 'idle' } });
      collect();
      await Promise.all(
        entries.map((entry) => learn(entry, { ...manifest, models: models ?? [] })),
      );
    } catch (error) {
      show({ status: 'failed', problem: faultOf(error) });
    }
  }

  /** One card that does not come leaves the other rows. */
  async function learn(entry: ModelEntry, manifest: Manifest) {
    try {
      change(entry.id, await fetchRowFacts(entry, manifest, base));
    } catch (error) {
      change(entry.id, { problem: faultOf(error) });
    }
  }

  function collect() {
    const now = part.inputs();
    if (!now) return;
    // Times of the ladder's own were measured together, and are not mixed with others.
    const times = benchmark.state().status === 'idle' ? timesOfSides(store.getState()) : {};
    for (const { entry, picture } of opened()?.rows ?? []) {
      const isShown = picture.status === 'done' || picture.status === 'running';
      const painted = isShown ? undefined : painter.knownOf(now, entry.id);
      if (painted) tasks.get(entry.id)?.set(knownState(painted));
      const measured = times[entry.id];
      if (measured) change(entry.id, { measured });
    }
  }

  /** What painting needs, with the ladder's networks. */
  function inputs(): PaintInputs | undefined {
    const now = part.inputs();
    if (!now || !models) return undefined;
    const manifest = { ...now.manifest, models };
    engines ??= createEngines(manifest);
    return { ...now, manifest, engines };
  }

  function paint(model?: string) {
    const now = inputs();
    if (!now) return;
    for (const { entry, picture } of opened()?.rows ?? []) {
      const isWanted = model === undefined ? picture.status !== 'done' : entry.id === model;
      if (!isWanted || picture.status === 'running') continue;
      const choice = { model: entry.id, executor: 'auto' } as const;
      const known = painter.knownOf(now, entry.id);
      const task = tasks.get(entry.id);
      if (known) task?.set(knownState(known));
      else
        void task?.start({ phase: 'prepare' }, (signal, tell) =>
          painter.paint(now, choice, signal, tell),
        );
    }
  }

  function cancelPainting(model?: string) {
    for (const [id, task] of tasks) if (model === undefined || id === model) task.cancel();
  }

  async function measure(runs = RUNS) {
    const now = inputs();
    const rows = opened()?.rows;
    if (!now || !rows) return;
    const faults: Record<string, AppFault> = {};
    const start = { done: 0, total: rows.length * runs };
    await benchmark.start({ ...start, phase: 'waiting' }, (signal, tell) =>
      painter.inTurn(signal, async () => {
        tell({ ...start, phase: 'measuring' });
        const picture = await painter.pictures.fit(now.photo.bitmap, now.settings.size);
        const timed = rows.map(({ entry: { id: model } }) => [
          model,
          timedModel(undefined, { model, executor: 'auto' }, now, picture, draw),
        ]);
        const measured = await runBenchmark<string>({
          ...{ models: Object.fromEntries(timed), tab, runs, signal },
          ...{ budgetMs: BUDGET_MS, layers: false },
          onProgress: ({ measured, ...progress }) => {
            for (const { entry } of rows) {
              change(entry.id, { measured: measured[entry.id], unmeasured: faults[entry.id] });
            }
            tell(progress);
          },
          onFailure: (id, error) => (faults[id] = faultOf(error)),
        });
        return measured;
      }),
    );
  }

  /** Stop; the earlier times are shown again. */
  function cancelMeasuring() {
    const state = benchmark.state();
    if (state.status !== 'running') return;
    for (const { entry } of opened()?.rows ?? []) {
      change(entry.id, { measured: state.previous?.[entry.id], unmeasured: undefined });
    }
    benchmark.set(knownState(state.previous));
    collect();
  }

  function reset() {
    benchmark.reset();
    for (const [id, task] of tasks) {
      task.reset();
      change(id, { measured: undefined, unmeasured: undefined });
    }
  }

  function suspend() {
    const painting = [...tasks.keys()].filter((id) => tasks.get(id)?.state().status === 'running');
    const measuring = benchmark.state().status === 'running';
    cancelMeasuring();
    cancelPainting();
    void engines?.dispose();
    engines = undefined;
    if (painting.length === 0 && !measuring) return undefined;
    return () => {
      for (const id of painting) paint(id);
      if (measuring) void measure();
    };
  }

  return { open, collect, paint, cancelPainting, measure, cancelMeasuring, reset, suspend };
}

/** @returns the measured runs of the sides that are painted as the rows are: as large, on what `auto` is */
function timesOfSides({ settings, benchmark }: CompareState): Measurements {
  const times = lastResult(benchmark);
  if (!times) return {};
  const alike = SIDES.filter((side) => {
    const { executor } = settings[side];
    return executor === 'auto' && lookOf(settings, settings[side]).size === settings.size;
  });
  return Object.fromEntries(alike.map((side) => [settings[side].model, times[side]]));
}

/** @returns whether an entry of the manifest is a row: one for each network */
function isShown({ models }: Manifest) {
  return ({ id, network, precision }: ModelEntry) => {
    const own = models.filter((model) => model.network === network);
    const has = own.some((model) => model.precision === SHOWN_PRECISION);
    return has ? precision === SHOWN_PRECISION : own[0]?.id === id;
  };
}
