import { describe, expect, it } from 'vitest';
import {
  cameraWithheld,
  listCameras,
  nextCamera,
  openCamera,
  wantedPicture,
  type CameraRequest,
  type MediaAccess,
} from './camera.ts';

interface Device {
  readonly id: string;
  readonly label: string;
  readonly facingMode?: string;
}

/** A browser with these cameras; `refuse` names the error of each request in turn, undefined: granted. */
function browser(devices: readonly Device[], refuse: (string | undefined)[] = []) {
  const asked: MediaTrackConstraints[] = [];
  const media: MediaAccess = {
    getUserMedia: async ({ video } = {}) => {
      const wanted = video as MediaTrackConstraints;
      asked.push(wanted);
      const name = refuse[asked.length - 1];
      if (name) throw Object.assign(new Error('no'), { name });
      const exact = (wanted.deviceId as { exact?: string } | undefined)?.exact;
      const device = exact ? devices.find(({ id }) => id === exact) : devices[0];
      if (!device)
        throw Object.assign(new Error('no'), {
          name: exact ? 'OverconstrainedError' : 'NotFoundError',
        });
      const { id, label, facingMode } = device;
      const track = { label, getSettings: () => ({ deviceId: id, facingMode }) };
      return { getVideoTracks: () => [track] } as unknown as MediaStream;
    },
    enumerateDevices: async () =>
      [
        ...devices.map(({ id, label }) => ({ kind: 'videoinput', deviceId: id, label })),
        { kind: 'audioinput', deviceId: 'mic', label: 'Microphone' },
      ] as MediaDeviceInfo[],
    addEventListener: () => {},
  };
  return { media, asked };
}

/** A request for a camera; any one by default. */
const ask = (wanted = ''): CameraRequest => ({
  wanted,
  picture: wantedPicture(undefined),
  withheld: () => false,
});

const FRONT = { id: 'f', label: 'Front Camera', facingMode: 'user' };
const REAR = { id: 'r', label: 'Back Camera', facingMode: 'environment' };

describe('a camera', () => {
  it('is any one, and never with sound', async () => {
    const { media, asked } = browser([FRONT, REAR]);
    const { camera, other } = await openCamera(media, ask(''));
    expect(camera).toEqual({ id: 'f', label: 'Front Camera', facing: 'front' });
    expect(other).toBe(false);
    expect(asked[0]).toMatchObject({ facingMode: { ideal: 'user' } });
  });

  it('is the one that was chosen', async () => {
    const { media } = browser([FRONT, REAR]);
    expect(await openCamera(media, ask('r'))).toMatchObject({
      camera: { id: 'r', facing: 'rear' },
      other: false,
    });
  });

  it('is another one where the chosen one is gone, and that is said', async () => {
    const { media } = browser([FRONT]);
    expect(await openCamera(media, ask('r'))).toMatchObject({ camera: { id: 'f' }, other: true });
  });

  it('may be less than what is ideal', async () => {
    const { media, asked } = browser([FRONT], ['OverconstrainedError']);
    expect(await openCamera(media, ask(''))).toMatchObject({ camera: { id: 'f' } });
    expect(asked[1]).toEqual({});
  });

  it.each([
    ['NotAllowedError', 'camera/denied'],
    ['SecurityError', 'camera/denied'],
    ['NotReadableError', 'camera/busy'],
    ['AbortError', 'camera/busy'],
    ['SomethingNewError', 'camera/busy'],
  ])('that fails with %s is asked for once, and is %s', async (name, code) => {
    const { media, asked } = browser([FRONT], [name, name, name]);
    await expect(openCamera(media, ask(''))).rejects.toHaveProperty('fault', { code });
    expect(asked).toHaveLength(1);
  });

  it('is missing', async () => {
    const none = { code: 'camera/none' };
    await expect(openCamera(browser([]).media, ask(''))).rejects.toHaveProperty('fault', none);
    await expect(openCamera(browser([]).media, ask('r'))).rejects.toHaveProperty('fault', none);
    const { media } = browser([FRONT], Array(3).fill('OverconstrainedError'));
    await expect(openCamera(media, ask('f'))).rejects.toHaveProperty('fault', none);
  });

  it('is not given to insecure addresses', async () => {
    await expect(openCamera(undefined, ask(''))).rejects.toHaveProperty('fault', {
      code: 'camera/insecure',
    });
    expect(await listCameras(undefined)).toEqual([]);
  });
});

it('lists the cameras, and nothing else', async () => {
  expect(await listCameras(browser([FRONT, REAR]).media)).toEqual([
    { id: 'f', label: 'Front Camera', facing: 'front' },
    { id: 'r', label: 'Back Camera', facing: 'rear' },
  ]);
});

it('that the system does not allow is told apart from one that the visitor does not', async () => {
  const { media } = browser([FRONT]);
  for (const [text, code] of [
    ['Permission denied by system', 'camera/denied-by-system'],
    ['Permission denied', 'camera/denied'],
  ]) {
    media.getUserMedia = async () => {
      throw new DOMException(text, 'NotAllowedError');
    };
    await expect(openCamera(media, ask(''))).rejects.toMatchObject({ fault: { code } });
  }
});

it('that the page around this one withholds is told apart from both', async () => {
  const { media } = browser([FRONT], ['NotAllowedError']);
  const request = { ...ask(), withheld: () => true };
  await expect(openCamera(media, request)).rejects.toMatchObject({
    fault: { code: 'camera/denied-by-page' },
  });
  const policy = (allowed: boolean) => ({ featurePolicy: { allowsFeature: () => allowed } });
  expect(cameraWithheld(policy(false), true)).toBe(true);
  expect(cameraWithheld(policy(true), true)).toBe(false);
  // Where the browser does not tell, an iframe is the likely reason.
  expect(cameraWithheld({}, true)).toBe(true);
  expect(cameraWithheld({}, false)).toBe(false);
});

it('is asked for fewer pixels where a processor paints them', () => {
  expect(wantedPicture(128)).toMatchObject({ width: { ideal: 640 }, height: { ideal: 360 } });
  expect(wantedPicture(256)).toMatchObject({ width: { ideal: 1280 }, height: { ideal: 720 } });
  expect(wantedPicture(undefined)).toMatchObject({ width: { ideal: 1280 } });
});

it('the next camera is that of the other side, or else the one after', () => {
  const [front, rear, wide] = [
    { id: 'f', label: '', facing: 'front' },
    { id: 'r', label: '', facing: 'rear' },
    { id: 'w', label: '', facing: 'rear' },
  ] as const;
  const desk = [
    { id: 'a', label: '' },
    { id: 'b', label: '' },
  ];
  expect(nextCamera([front, rear, wide], 'f')).toBe(rear);
  expect(nextCamera([front, rear, wide], 'w')).toBe(front);
  expect(nextCamera(desk, 'a')).toBe(desk[1]);
  expect(nextCamera(desk, 'b')).toBe(desk[0]);
  expect(nextCamera([front], 'f')).toBeUndefined();
  expect(nextCamera([], '')).toBeUndefined();
});
