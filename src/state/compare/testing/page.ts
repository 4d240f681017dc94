/** The Compare page with a fake engine and the models that are deployed, for its tests. */
import { vi } from 'vitest';
import type { Manifest } from '../../../engine/index.ts';
import {
  createChoices,
  createConnecting,
  createPhotos,
  type OwnStyles,
} from '../../shared/index.ts';
import {
  FakeEngine,
  fakePictures,
  photoFile,
  readModels,
  realManifest,
  shownTab,
  until,
} from '../../testing/index.ts';
import { createCompare } from '../comparePage.ts';
import type { TakeAwayNeeds } from '../takeAway.ts';
import type { SideState } from '../types.ts';

const BASE = 'https://brushlite.test/models/';
export const MACHINE = { browser: 'Firefox 141', platform: 'Linux', cores: 2 };
export const MEMORY = { code: 'engine/memory' } as const;
export const [ORIGINAL, COMPRESSED] = ['original-float16', 'compressed-float16'] as const;

interface Options {
  /** The server; a fake one answers at once. */
  readonly open?: (engine: FakeEngine) => ReturnType<FakeEngine['connect']>;
  readonly ownPhotoReturns?: boolean;
  readonly isLoadedAgain?: boolean;
  readonly ownStyles?: OwnStyles;
}

/** Answer requests with the files of models/, and whatever else with something that is no picture. */
function stubServer() {
  vi.stubGlobal('fetch', async (url: URL | string) =>
    String(url).startsWith(BASE)
      ? new Response(readModels(String(url).slice(BASE.length)))
      : new Response('x'),
  );
}

/** A page that is not shown yet. */
export function comparePage({
  open = (engine) => engine.connect(),
  ownPhotoReturns = false,
  isLoadedAgain = false,
  ownStyles,
}: Options = {}) {
  stubServer();
  const engine = new FakeEngine(realManifest);
  const { pictures } = fakePictures();
  const photos = createPhotos({ pictures });
  const connecting = createConnecting(() => open(engine), ownStyles);
  const choices = createChoices();
  const draw = () => 1;
  /** The ladder's, with models of its own. */
  const ladderEngines: FakeEngine[] = [];
  const createEngines = (manifest: Manifest) => {
    const engine = new FakeEngine(manifest);
    ladderEngines.push(engine);
    return engine.engines;
  };
  const exportModel = vi.fn<TakeAwayNeeds['exportModel']>(async (entry) => [
    { name: `${entry.id}.onnx`, bytes: Uint8Array.of(1, 2, 3) },
  ]);
  const { store, actions } = createCompare({
    ...{ pictures, photos, choices, connecting, draw, createEngines, exportModel },
    ...{ base: BASE, tab: shownTab, machine: MACHINE, ownPhotoReturns, isLoadedAgain },
  });
  const state = () => store.getState();
  const sides = () => state().sides;
  const statuses = () => [sides().left.status, sides().right.status];
  /** Wait for the n-th job, from 1. @returns the newest */
  const begun = async (count: number) => {
    await until(() => engine.jobs.length >= count);
    return engine.last;
  };
  /** Wait for what both sides show. */
  const reached = (left: SideState['status'], right: SideState['status']) =>
    until(() => statuses().join() === [left, right].join());
  return {
    ...{
      engine,
      ladderEngines,
      exportModel,
      pictures,
      photos,
      choices,
      store,
      actions,
      state,
      sides,
      statuses,
      begun,
      reached,
    },
    fault: () => photos.store.getState().notice?.fault,
    openPhoto: (name?: string) => actions.open([photoFile(name)]),
    /** Wait until both sides are painted and compared. */
    compared: () => until(() => state().comparison !== undefined),
  };
}

export type ComparePage = ReturnType<typeof comparePage>;

/** The page is shown, with a photo; the left side is being painted, and the right one waits. */
export async function startedPage(options?: Options): Promise<ComparePage> {
  const page = comparePage(options);
  page.actions.enter();
  await page.openPhoto();
  await page.begun(1);
  return page;
}

/** The page is shown, with a photo that both sides have painted: the engine has had two jobs. */
export async function paintedPage(options?: Options): Promise<ComparePage> {
  const page = await startedPage(options);
  page.engine.last.finish();
  (await page.begun(2)).finish();
  await page.compared();
  return page;
}
