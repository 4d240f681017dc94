import { describe, expect, it } from 'vitest';
import { listCameras, openCamera, type MediaAccess } from './camera.ts';

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

const FRONT = { id: 'f', label: 'Front Camera', facingMode: 'user' };
const REAR = { id: 'r', label: 'Back Camera', facingMode: 'environment' };

describe('a camera', () => {
  it('is any one, and never with sound', async () => {
    const { media, asked } = browser([FRONT, REAR]);
    const { camera, other } = await openCamera(media, '');
    expect(camera).toEqual({ id: 'f', label: 'Front Camera', facing: 'front' });
    expect(other).toBe(false);
    expect(asked[0]).toMatchObject({ facingMode: { ideal: 'user' } });
  });

  it('is the one that was chosen', async () => {
    const { media } = browser([FRONT, REAR]);
    expect(await openCamera(media, 'r')).toMatchObject({
      camera: { id: 'r', facing: 'rear' },
      other: false,
    });
  });

  it('is another one where the chosen one is gone, and that is said', async () => {
    const { media } = browser([FRONT]);
    expect(await openCamera(media, 'r')).toMatchObject({ camera: { id: 'f' }, other: true });
  });

  it('may be less than what is ideal', async () => {
    const { media, asked } = browser([FRONT], ['OverconstrainedError']);
    expect(await openCamera(media, '')).toMatchObject({ camera: { id: 'f' } });
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
    await expect(openCamera(media, '')).rejects.toHaveProperty('fault', { code });
    expect(asked).toHaveLength(1);
  });

  it('is missing', async () => {
    const none = { code: 'camera/none' };
    await expect(openCamera(browser([]).media, '')).rejects.toHaveProperty('fault', none);
    await expect(openCamera(browser([]).media, 'r')).rejects.toHaveProperty('fault', none);
    const { media } = browser([FRONT], Array(3).fill('OverconstrainedError'));
    await expect(openCamera(media, 'f')).rejects.toHaveProperty('fault', {
      code: 'camera/unsuitable',
    });
  });

  it('is not given to insecure addresses', async () => {
    await expect(openCamera(undefined, '')).rejects.toHaveProperty('fault', {
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
    await expect(openCamera(media, '')).rejects.toMatchObject({ fault: { code } });
  }
});
