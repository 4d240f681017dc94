import type { Pictures } from '../../picture/index.ts';
import type { Choices, Connecting, Photos, Tab } from '../shared/index.ts';
import type { MediaAccess } from './camera.ts';
import type { RecordingStore } from './recordingStore.ts';
import type { WakeLocks } from './wakeLock.ts';

/** What the Live page needs of the browser and of the other pages. */
export interface LiveDependencies {
  readonly pictures: Pictures;
  readonly photos: Photos;
  readonly choices: Choices;
  readonly connecting: Connecting;
  /** Absent where the address is not secure. */
  readonly media: MediaAccess | undefined;
  /** Whether it is withheld, as `cameraWithheld` says. */
  readonly withheld: () => boolean;
  readonly wakeLocks: WakeLocks;
  readonly tab: Pick<Tab, 'hidden' | 'onChange'>;
  /** The visitor's system asks for little motion. */
  readonly calm: boolean;
  readonly createCanvas: () => HTMLCanvasElement;
  readonly createVideo: () => HTMLVideoElement;
  readonly recordingStore: RecordingStore;
}
