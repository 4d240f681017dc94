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
  // WebKit's where there is no camera. Of one that is there nothing is asked in the end that it could lack.
  OverconstrainedError: 'camera/none',
};

/** Pixels of the longer side that frames of a GPU and of a processor need; more would be scaled down, frame by frame. */
const GPU_SIDE = 1280;
const PROCESSOR_SIDE = 640;
/** Live frames that begin smaller than this are painted by a processor. */
const GPU_FRAME = 256;

/**
 * What to ask a camera for.
 *
 * @param firstFrame longest side in pixels that live frames begin with: a processor begins small, and does not get far.
 *   There, scaling the frames of a large camera costs a tenth of the rate.
 */
export function wantedPicture(firstFrame: number | undefined): MediaTrackConstraints {
  const slow = firstFrame !== undefined && firstFrame < GPU_FRAME;
  const width = slow ? PROCESSOR_SIDE : GPU_SIDE;
  return {
    width: { ideal: width },
    height: { ideal: (width * 9) / 16 },
    frameRate: { ideal: 30 },
  };
}

/** Browsers tell by their text alone that the system, and not the visitor, has said no. */
const bySystem = (error: unknown) => error instanceof Error && /system/i.test(error.message);

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');

/**
 * @returns whether the page around this one, or the server, withholds the camera, so that the visitor can't allow it. In
 *   browsers that do not tell, it is taken for so in every iframe.
 */
export function cameraWithheld(page: object, framed: boolean): boolean {
  // Chromium's.
  const { featurePolicy } = page as { featurePolicy?: { allowsFeature(name: string): boolean } };
  return featurePolicy ? !featurePolicy.allowsFeature('camera') : framed;
}

interface OpenCamera {
  readonly stream: MediaStream;
  readonly camera: Camera;
  /** `wanted` is not here, so it is another one. */
  readonly other: boolean;
}

export interface CameraRequest {
  /** Id of the camera; empty for any. */
  readonly wanted: string;
  readonly picture: MediaTrackConstraints;
  /** As `cameraWithheld` says. */
  readonly withheld: () => boolean;
}

/**
 * Ask the visitor for a camera: the one that is wanted, or any. One that is gone, or can't do what is ideal,
 * gives way to what there is. Throws PageProblem.
 */
export async function openCamera(
  media: MediaAccess | undefined,
  { wanted, picture, withheld }: CameraRequest,
) {
  if (!media) throw new PageProblem({ code: 'camera/insecure' });
  const attempts: MediaTrackConstraints[] = [
    ...(wanted ? [{ ...picture, deviceId: { exact: wanted } }] : []),
    { ...picture, facingMode: { ideal: 'user' } },
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
  throw new PageProblem({ code: code === 'camera/denied' ? whoDenied(problem, withheld) : code });
}

function whoDenied(problem: unknown, withheld: () => boolean): CameraCode {
  if (withheld()) return 'camera/denied-by-page';
  return bySystem(problem) ? 'camera/denied-by-system' : 'camera/denied';
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

/**
 * @returns the camera after the one with the id `present`: on a phone, which may have several rear ones, the first that
 *   looks to the other side. Undefined where there is no other.
 */
export function nextCamera(cameras: readonly Camera[], present: string): Camera | undefined {
  const at = cameras.findIndex(({ id }) => id === present);
  const { facing } = cameras[at] ?? {};
  const opposite = { front: 'rear', rear: 'front' } as const;
  const other = facing && cameras.find((camera) => camera.facing === opposite[facing]);
  const next = other ?? cameras[(at + 1) % Math.max(1, cameras.length)];
  return next?.id === present ? undefined : next;
}

/** All cameras; without names before the visitor has allowed one. Never rejects. */
export async function listCameras(media: MediaAccess | undefined): Promise<Camera[]> {
  const devices = (await media?.enumerateDevices().catch(() => undefined)) ?? [];
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId)
    .map(({ deviceId, label }) => ({ id: deviceId, label, facing: facingOf(undefined, label) }));
}
