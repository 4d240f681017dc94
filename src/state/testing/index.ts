/** What the tests of the pages share: an engine, pictures and a browser that do as they are told. */
export { browserOfTabs, fakePhotoKeeper, shownTab, stubStorage } from './browser.ts';
export { FakeEngine, fakeManifest, RUN_LAYERS, RUN_MS, RUN_PARTS, WASM } from './fakeEngine.ts';
export type { FakeJob } from './fakeEngine.ts';
export { fakePictures, photoFile } from './fakePictures.ts';
export { readModels, realManifest } from './models.ts';
export { deferred, idle, until } from './until.ts';
export { unzip } from './unzip.ts';
