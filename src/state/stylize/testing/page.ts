/** The Stylize page with a fake engine, for its tests. */
import type { Pictures } from '../../../picture/index.ts';
import {
  createChoices,
  createConnecting,
  createPhotos,
  type OwnStyles,
  type PhotoKeeper,
} from '../../shared/index.ts';
import { FakeEngine, fakePictures, photoFile, stubStorage, until } from '../../testing/index.ts';
import { createSaving, type Device, type Link } from '../saving.ts';
import { createStylize, type StylizeDependencies } from '../stylizePage.ts';
import type { Wait } from '../wait.ts';

interface Options {
  readonly engine?: FakeEngine;
  /** The server; a fake one answers at once. */
  readonly open?: Parameters<typeof createConnecting>[0];
  readonly pictures?: Partial<Pictures>;
  /** Size of the file's picture; that of its bitmap is 80 x 40. */
  readonly photo?: { readonly width: number; readonly height: number };
  readonly executor?: StylizeDependencies['executor'];
  readonly device?: Device;
  readonly link?: Link;
  /** Before a picture is encoded to tell its size. Without it that never happens. */
  readonly wait?: Wait;
  readonly keeper?: StylizeDependencies['keeper'];
  readonly ownStyles?: OwnStyles;
  readonly photoKeeper?: PhotoKeeper;
  /** The settings of another visit stay. */
  readonly returns?: boolean;
}

/** A page that has not asked the server yet. */
export function stylizePage(options: Options = {}) {
  const { engine = new FakeEngine(), open = engine.connect, executor, keeper } = options;
  const { device = {}, link = { to: () => '', show: () => {} } } = options;
  const { wait = () => new Promise<void>(() => {}) } = options;
  if (!options.returns) stubStorage();
  const fakes = fakePictures(options.photo);
  const pictures: Pictures = { ...fakes.pictures, ...options.pictures };
  const photos = createPhotos({ pictures, keeper: options.photoKeeper });
  const choices = createChoices();
  const connecting = createConnecting(open, options.ownStyles);
  const { store, actions } = createStylize({
    ...{ pictures, photos, connecting, executor, choices, keeper },
  });
  const { notify } = photos.actions;
  const stylize = { store, actions };
  const saving = createSaving({ stylize, pictures, device, link, notify, wait });
  const stage = () => store.getState().stage;
  const fault = () => photos.store.getState().notice?.fault;
  /** Wait for the n-th job, from 1. */
  const begun = async (count = 1) => {
    await until(() => engine.jobs.length >= count);
    return engine.last;
  };
  const reached = (status: ReturnType<typeof stage>['status']) =>
    until(() => stage().status === status);
  return {
    ...{ engine, pictures, photos, choices, store, actions, saving, stage, fault, begun, reached },
    bitmaps: fakes.bitmaps,
    openPhoto: (name?: string) => photos.actions.open([photoFile(name)]),
    /** Open a photo, and let it be painted. */
    async paintPhoto(name?: string) {
      const before = engine.jobs.length;
      await photos.actions.open([photoFile(name)]);
      (await begun(before + 1)).finish();
      await reached('done');
    },
  };
}

/** A page whose server has answered. */
export async function connectedPage(options: Options = {}) {
  const page = stylizePage(options);
  await page.actions.connect();
  return page;
}
