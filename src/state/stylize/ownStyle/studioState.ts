import { createStore, type StoreApi } from 'zustand/vanilla';
import { ROWS_FILE_EXTENSION } from '../../../engine/index.ts';
import { type Crop, WHOLE } from '../../../picture/index.ts';
import type { AppFault, Elsewhere, OwnStyle, Styles, TaskState } from '../../shared/index.ts';
import type { StepTime } from './stepTimes.ts';

/** Characters of a style's name. */
export const MOST_NAME = 60;

/** How long a painting is learned, in steps. */
export const LENGTHS = { quick: 30, usual: 120, long: 360 } as const;
export type Length = keyof typeof LENGTHS;

/** How far learning is. */
export interface LearningProgress {
  /** `stalled`: nothing of the download has arrived for 10 seconds. */
  readonly phase: 'prepare' | 'download' | 'stalled' | 'choose' | 'learn';
  /** 0..1, of the phase. */
  readonly done: number;
  /** The style's id. */
  readonly style: string;
  /** Steps that were taken, of so many. */
  readonly steps: number;
  readonly of: number;
  /** Of each step that was taken. */
  readonly losses: readonly number[];
  /** Milliseconds, as the last steps took. */
  readonly msLeft?: number | undefined;
}

/** How learning ended. What was learned until then is kept. */
export interface LearningEnd {
  readonly style: string;
  readonly losses: readonly number[];
  /** What went wrong before all steps were taken. */
  readonly fault?: AppFault | undefined;
}

/** A painting whose part is to be chosen. */
export interface OpenPainting {
  /** The name of its file, without what it ends with. */
  readonly name: string;
  readonly file: Blob;
  readonly bitmap: ImageBitmap;
  /** Size of the file's picture, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** An own style that the visitor has removed. */
export interface RemovedStyle {
  readonly own: OwnStyle;
  /** What was chosen, where that was this style or a mix with it. */
  readonly chosen?: Styles | undefined;
}

/** The panel in which a visitor makes a style of a painting. */
export interface StudioState {
  readonly open: boolean;
  /** The visitor has just closed it. */
  readonly closed?: boolean | undefined;
  /** The name of a file that is being opened. */
  readonly opening?: string | undefined;
  readonly painting?: OpenPainting | undefined;
  readonly crop: Crop;
  readonly length: Length;
  /** The own style that the panel is about, by its id. */
  readonly style?: string | undefined;
  /** The own style, by its id, whose painting is asked for, to learn it again. */
  readonly again?: string | undefined;
  readonly learning: TaskState<LearningEnd, LearningProgress>;
  /** The last one, until the visitor no longer wants it back. */
  readonly removed?: RemovedStyle | undefined;
  /** Measured when something was learned here, the newest first. */
  readonly times: readonly StepTime[];
  /** What went wrong with a file. */
  readonly fault?: AppFault | undefined;
  /** Where that file can be opened. */
  readonly elsewhere?: Elsewhere | undefined;
}

/** @returns the panel before anything was done in it */
export const createStudioStore = (): StoreApi<StudioState> =>
  createStore<StudioState>(() => ({
    ...{ open: false, crop: WHOLE, length: 'usual', times: [] },
    learning: { status: 'idle' },
  }));

/** What the panel shows. */
type StudioView = 'choose' | 'crop' | 'learning' | 'style';

/** @returns what the panel shows now */
export function viewOf({ painting, style, learning }: StudioState): StudioView {
  if (learning.status === 'running') return 'learning';
  if (painting) return 'crop';
  return style === undefined ? 'choose' : 'style';
}

/** Whether a file may be the settings of a painting, by its name. */
export const isSettingsFile = ({ name }: Pick<File, 'name'>): boolean => endsWith(name, '.json');

/** Whether a file may be an own style, by its name. */
export const isOwnStyleFile = ({ name }: Pick<File, 'name'>): boolean =>
  endsWith(name, ROWS_FILE_EXTENSION);

/**
 * Whether files are for the panel of own styles, by their names: an own style, or the settings of a painting. Among
 * photos, a JSON file is what programs keep beside these.
 */
export const areStyleFiles = (files: readonly Pick<File, 'name'>[]): boolean =>
  files.some(isOwnStyleFile) || (files.length === 1 && files.every(isSettingsFile));

const endsWith = (name: string, end: string) => name.toLowerCase().endsWith(end);
