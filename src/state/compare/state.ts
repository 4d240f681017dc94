import type { StoreApi } from 'zustand/vanilla';
import type { ModelEntry, ModelId } from '../../engine/index.ts';
import type { Comparison } from '../../picture/index.ts';
import type { AppFault, Connecting, Connection, SavedFile, Tab } from '../shared/index.ts';
import type { ModelFacts } from './cards.ts';
import type { Draw } from './draw.ts';
import type { Ladder, LadderActions } from './ladder/types.ts';
import type { Machine } from './machine.ts';
import type { Report } from './report.ts';
import type { PaintInputs, SidePainter } from './sidePainter.ts';
import type {
  Benchmark,
  CompareAddress,
  CompareSettings,
  EnginesBenchmark,
  ModelRow,
  SideChoice,
  SideId,
  Sides,
  SideState,
} from './types.ts';

/** The Compare page. The photo is in the photos' store. */
export interface CompareState {
  readonly connection: Connection;
  readonly settings: CompareSettings;
  readonly sides: Sides<SideState>;
  /** Of the two outcomes, while both sides show one. */
  readonly comparison?: Comparison | undefined;
  readonly benchmark: Benchmark;
  readonly engines: EnginesBenchmark;
  /** Of the view `models`: all of the manifest once they have been asked for. */
  readonly rows: readonly ModelRow[];
  /** Of the models that were on a side, as they arrive. */
  readonly facts: Readonly<Record<ModelId, ModelFacts>>;
  /** Undefined until it is opened. */
  readonly ladder?: Ladder | undefined;
  /** This one. */
  readonly machine: Machine;
  /** One that was opened, and is looked at instead of this page's figures. */
  readonly report?: Report | undefined;
  /** A second one that is looked at beside it, of another machine or another version. */
  readonly otherReport?: Report | undefined;
}

export interface CompareActions {
  readonly connect: Connecting['connect'];
  /** The page is shown, with what its address says. Nothing runs before. */
  enter(address?: CompareAddress): void;
  /** Another page is shown, and needs the machine. What was being painted or measured goes on with `enter`. */
  leave(): void;
  /** Open what was dropped, pasted or chosen: one photo, or one or two reports. */
  open(files: readonly File[]): Promise<void>;
  choose(changes: Partial<CompareSettings>): void;
  chooseSide(side: SideId, changes: Partial<SideChoice>): void;
  swap(): void;
  /** Give the other side what this one has. */
  copyToOther(side: SideId): void;
  /** Paint a side, or all that show nothing of the present settings. */
  paint(side?: SideId): void;
  /** Stop painting: sides and models. */
  cancel(): void;
  /** Time both sides, at most so many runs each. */
  measure(runs?: number): Promise<void>;
  cancelMeasure(): void;
  /** Time both models on all executors, at most so many runs each. */
  measureEngines(runs?: number): Promise<void>;
  cancelMeasureEngines(): void;
  /** Paint the photo with every model of the manifest. */
  runAllModels(): Promise<void>;
  /** A model in all formats, as one archive; undefined where that failed, which the page's notice says. */
  takeAway(entry: ModelEntry, readme: string, signal: AbortSignal): Promise<SavedFile | undefined>;
  /** The networks from the original down to the smallest. */
  readonly ladder: LadderActions;
  /** Open one report, beside the one that is open, where there is one; or two, in the place of what is open. */
  openReports(files: readonly File[]): Promise<void>;
  /** Close what is looked at, or the second report only. */
  closeReport(which?: 'other'): void;
  /** The report that is looked at, or one of this page; undefined until both sides' figures are known. */
  report(): Report | undefined;
  /** The report as a file. */
  saveReport(): { readonly blob: Blob; readonly name: string } | undefined;
}

export type CompareStore = StoreApi<CompareState>;

/** What the parts of the page share. */
export interface ComparePart {
  readonly store: CompareStore;
  readonly painter: SidePainter;
  /** @returns undefined while the page is hidden, the engines are not there, or there is no photo */
  readonly inputs: () => PaintInputs | undefined;
  readonly notify: (fault: AppFault) => void;
  readonly draw: Draw;
  readonly tab: Tab;
}
