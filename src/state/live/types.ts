import type { StoreApi } from 'zustand/vanilla';
import type { ExecutorInfo, ModelId } from '../../engine/index.ts';
import type { FilmFacts, FilmLoss } from '../../picture/index.ts';
import type {
  AppFault,
  Connecting,
  Connection,
  SavedFile,
  Styles,
  TaskState,
} from '../shared/index.ts';
import type { Camera } from './camera.ts';
import type { Meter } from './meter.ts';
import type { PaceReport } from './pace.ts';

/** What the visitor can choose. Kept from visit to visit. */
export interface LiveSettings extends Styles {
  readonly network: string;
  /** How far from the camera's picture and how near to the painting, 0..1. */
  readonly boldness: number;
  /** Longest side of the paintings in pixels; `auto` holds `rate`. */
  readonly size: number | 'auto';
  /** Frames a second that `auto` aims at. */
  readonly rate: number;
  /** How much of the painting covers the camera's picture, 0..1. */
  readonly strength: number;
  /** `split`: the original network, the chosen one (see networksOf) and the camera, side by side. */
  readonly view: 'painting' | 'split';
  /** Blend with the last painting where the film stands still. */
  readonly steady: boolean;
  /** Turn a camera that sees its visitor, as a mirror does. */
  readonly mirror: boolean;
  /** Device id of the camera; empty for the browser's own choice. */
  readonly camera: string;
  /** The shorter side of a film that is painted to a file, in pixels; undefined for the film's own, up to 1080. */
  readonly filmSize?: number | undefined;
}

export type LiveSource =
  | { readonly kind: 'camera'; readonly camera: Camera }
  | { readonly kind: 'film'; readonly name: string };

/** The picture on the screen, also after what was painted has ended. */
export interface Shown {
  /** Width over height. */
  readonly aspect: number;
  /** The models that painted it, from left to right; none where it is the frame as it came. */
  readonly models: readonly ModelId[];
  readonly source: LiveSource;
}

/** What the Live page shows. The last picture stays on the screen in every status but `empty`. */
export type LiveStage =
  | { readonly status: 'empty' }
  | { readonly status: 'starting'; readonly kind: LiveSource['kind'] }
  /** `aspect`: width over height of the source's first frame. */
  | { readonly status: 'running'; readonly source: LiveSource; readonly aspect: number }
  /** Stopped by the visitor, or by leaving the page. `resumes`: it was a film, which can go on. */
  | { readonly status: 'stopped'; readonly resumes: boolean }
  /** `kind`: what was painted, or was to be. `resumes`: it was a film, which can go on. */
  | {
      readonly status: 'failed';
      readonly problem: AppFault;
      readonly kind: LiveSource['kind'];
      readonly resumes: boolean;
    };

/** Where a film is. */
export interface FilmState {
  /** Seconds. */
  readonly duration: number;
  readonly position: number;
  readonly paused: boolean;
  readonly muted: boolean;
}

/** A network on its way to the device, while the one before goes on painting. */
export interface Switching {
  readonly network: string;
  readonly title: string;
  /** 0..1, where it is known. */
  readonly done?: number | undefined;
  /** Nothing of it has arrived for 10 seconds. */
  readonly stalled?: boolean;
}

/** A recording, or a film that was painted to a file. */
export interface FinishedRecording {
  readonly id: string;
  readonly file: SavedFile;
  readonly seconds: number;
  /** Its download was asked for: the browser keeps it no longer, and the page offers it until it is closed. */
  readonly downloaded: boolean;
  /** What it was painted in, at its end. Undefined of those that an older version of this page kept. */
  readonly styles?: Styles | undefined;
  /** It is a painted film, and not a recording. */
  readonly isFilm?: boolean | undefined;
  /** The browser does not keep it, or not yet: to close the page would lose it. */
  readonly unkept?: boolean;
  /**
   * Of an earlier visit or another tab. Its file lies in the browser's database, and can't be read once that is erased;
   * that of a recording does not say how long it is.
   */
  readonly recalled?: boolean;
}

export type Recording =
  | { readonly status: 'recording'; readonly seconds: number; readonly bytes: number }
  | { readonly status: 'finishing' }
  | ({ readonly status: 'done' } & FinishedRecording);

/** A film that was painted to a file, and what could not be taken along. */
export interface PaintedFilm {
  /** Of the painting in `earlierRecordings`, unless the visitor has removed it. */
  readonly id: string;
  /** The name of the film's own file. */
  readonly of: string;
  readonly loss: FilmLoss;
}

export interface ExportProgress {
  /** Of the film's file. */
  readonly name: string;
  /** What it is painted in: what was chosen when it began. */
  readonly styles: Styles;
  /** 0..1. */
  readonly done: number;
  /** Milliseconds; undefined until enough is painted to tell. */
  readonly msLeft?: number | undefined;
}

/** A film that is painted to a file, frame by frame. */
export type Exporting = TaskState<PaintedFilm, ExportProgress>;

/** A snapshot, and how much of it is painted, 0..1. */
export type Snapshot = TaskState<SavedFile, { readonly done: number }>;

/** What the open film is, and what it would be painted to. */
export type KnownFilm =
  | { readonly status: 'known'; readonly facts: FilmFacts }
  /** It plays, and can't be painted to a file. */
  | { readonly status: 'unknown'; readonly fault: AppFault };

export interface LiveState {
  readonly connection: Connection;
  readonly settings: LiveSettings;
  readonly stage: LiveStage;
  /** Undefined before the first frame of the visit. */
  readonly shown?: Shown | undefined;
  /** The present source is turned. */
  readonly mirror: boolean;
  /** Where the parts of `split` meet, 0..1 of the width. */
  readonly dividers: readonly [number, number];
  /** Known by name once the visitor has allowed one. */
  readonly cameras: readonly Camera[];
  readonly switching?: Switching | undefined;
  /** What the camera does not do, for as long as it does not do it. */
  readonly cameraFault?: AppFault | undefined;
  /** The picture on the screen, painted once more at full quality. */
  readonly snapshot: Snapshot;
  readonly meter?: Meter | undefined;
  readonly pace?: PaceReport | undefined;
  readonly executor?: ExecutorInfo | undefined;
  readonly film?: FilmState | undefined;
  /** Undefined until it was looked at. */
  readonly filmFacts?: KnownFilm | undefined;
  readonly recording?: Recording | undefined;
  /** Those of this visit before the last one, painted films, and what earlier visits made and did not download. */
  readonly earlierRecordings: readonly FinishedRecording[];
  /** What the visitor removed last, and can still put back. `last`: it was in `recording`. */
  readonly removedRecording?:
    { readonly made: FinishedRecording; readonly last: boolean } | undefined;
  readonly exporting: Exporting;
}

export interface LiveActions {
  readonly connect: Connecting['connect'];
  /** The page is shown. Nothing starts by itself. */
  enter(): void;
  /**
   * Another page is shown: the camera is released, a film pauses, a recording ends. A film that is painted to a file
   * is painted on.
   */
  leave(): void;
  choose(changes: Partial<LiveSettings>): void;
  setMirror(mirror: boolean): void;
  /** Ask for the camera and paint what it sees. */
  startCamera(): Promise<void>;
  /** Play a film of the visitor's, painted. */
  open(files: readonly File[]): Promise<void>;
  /** The film that was stopped, or could not be painted, goes on where it was. */
  resumeFilm(): Promise<void>;
  /** Release the camera, close the film. The last picture stays. */
  stop(): void;
  play(): void;
  pause(): void;
  /** Seconds. */
  seek(position: number): void;
  setMuted(muted: boolean): void;
  /** Where the dividers of `split` are, 0..1 of the width. */
  divide(first: number, second: number): void;
  /** Use the next one of the cameras; on a phone the one that looks to the other side. */
  switchCamera(): void;
  /**
   * The frame on the screen, painted once more as large as it came, as a PNG file; as it is on the screen where that
   * fails. Resolves to undefined where it was cancelled, or the visitor knows why there is none.
   */
  snapshot(): Promise<SavedFile | undefined>;
  cancelSnapshot(): void;
  record(): void;
  endRecording(): Promise<void>;
  /** The file of a recording or a painted film that is offered, complete; undefined where it is offered no longer. */
  recordingFile(id: string): Promise<SavedFile | undefined>;
  /** The visitor has asked for a recording's download: the browser keeps it no longer, and the page still offers it. */
  letGoRecording(id: string): void;
  /** The visitor does not want a recording: it is neither kept nor offered, unless it is put back. */
  removeRecording(id: string): void;
  /** Bring back the recording that was removed last. */
  putBackRecording(): void;
  /** The visitor no longer wants that back. */
  letGoRemovedRecording(): void;
  /** Paint the whole film, frame by frame, into a file, which is then in `earlierRecordings`. A recording ends. */
  exportFilm(): Promise<void>;
  cancelExport(): void;
}

export type LiveStore = StoreApi<LiveState>;
