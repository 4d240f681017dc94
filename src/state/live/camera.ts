import { PageProblem, type PageFault } from '../shared/index.ts';

/** One that the browser offers. */
export interface Camera {
  readonly id: string;
  /** As the system calls it. */
  readonly label: string;
  /** On phones: towards the visitor or away. */
  readonly facing?: 'front' | 'rear' | undefined;
}

/** The parts of `navigator.mediaDevices` that are used; absent on addresses that are not secure. */
export type MediaAccess = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener'
>;

type CameraCode = Extract<PageFault, { code: `camera/${string}` }>['code'];

/** What browsers call their reasons: https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia */
const REASONS: Record<string, CameraCode> = {
  NotAllowedError: 'camera/denied',
  SecurityError: 'camera/denied',
  NotFoundError: 'camera/none',
  NotReadableError: 'camera/busy',
  AbortError: 'camera/busy',
  OverconstrainedError: 'camera/unsuitable',
};

/** Networks see at most so much; more would be scaled down again, frame by frame. */
const WANTED = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

/** Browsers tell by their text alone that the system, and not the visitor, has said no. */
const bySystem = (error: unknown) => error instanceof Error && /system/i.test(error.message);

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');

export interface OpenCamera {
  readonly stream: MediaStream;
  readonly camera: Camera;
  /** `wanted` is not here, so it is another one. */
  readonly other: boolean;
}

/**
 * Ask the visitor for a camera: `wanted` by its id, or any. One that is gone, or can't do what is ideal,
 * gives way to what there is. Throws PageProblem.
 */
export async function openCamera(media: MediaAccess | undefined, wanted: string) {
  if (!media) throw new PageProblem({ code: 'camera/insecure' });
  const attempts: MediaTrackConstraints[] = [
    ...(wanted ? [{ ...WANTED, deviceId: { exact: wanted } }] : []),
    { ...WANTED, facingMode: { ideal: 'user' } },
    {},
  ];
  let problem: unknown;
  for (const [index, video] of attempts.entries()) {
    try {
      const stream = await media.getUserMedia({ video, audio: false });
      const other = Boolean(wanted) && index > 0;
      return { stream, camera: cameraOf(stream), other } satisfies OpenCamera;
    } catch (error) {
      problem = error;
      // Only what asks for too much may be asked again with less.
      const tooMuch = ['OverconstrainedError', 'NotFoundError'].includes(nameOf(error));
      if (!tooMuch) break;
    }
  }
  const code = REASONS[nameOf(problem)] ?? 'camera/busy';
  const denied = code === 'camera/denied' && bySystem(problem);
  throw new PageProblem({ code: denied ? 'camera/denied-by-system' : code });
}

function cameraOf(stream: MediaStream): Camera {
  const [track] = stream.getVideoTracks();
  const { deviceId = '', facingMode } = track?.getSettings() ?? {};
  return { id: deviceId, label: track?.label ?? '', facing: facingOf(facingMode, track?.label) };
}

function facingOf(mode: string | undefined, label = ''): Camera['facing'] {
  if (mode === 'environment' || /back|rear|environment/i.test(label)) return 'rear';
  return mode === 'user' || /front|user|facetime/i.test(label) ? 'front' : undefined;
}

/** All cameras; without names before the visitor has allowed one. Never rejects. */
export async function listCameras(media: MediaAccess | undefined): Promise<Camera[]> {
  const devices = (await media?.enumerateDevices().catch(() => undefined)) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId)
    .map(({ deviceId, label }) => ({ id: deviceId, label, facing: facingOf(undefined, label) }));
}
