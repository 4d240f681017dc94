/** Composition root: makes the engine and the store, mounts the ui. The only file that knows all three. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createStylizer, fetchManifest, type ExecutorId } from './engine/index.ts';
import { createPictures } from './picture/index.ts';
import { createStylize, type Precision } from './state/index.ts';
import { App } from './ui/App.tsx';

const MODELS = new URL('models/', document.baseURI).href;
/** For those who measure: ?executor=wasm|webgl|webgpu and ?precision=float32|float16|uint8. */
const asked = new URLSearchParams(location.search);
const EXECUTORS: readonly ExecutorId[] = ['webgpu', 'webgl', 'wasm'];
const PRECISIONS: readonly Precision[] = ['float32', 'float16', 'uint8'];
const executor = EXECUTORS.find((id) => id === asked.get('executor'));
const precision = PRECISIONS.find((name) => name === asked.get('precision'));

const stylize = createStylize({
  pictures: createPictures(),
  precision,
  executor,
  connect: async () => {
    const manifest = await fetchManifest(MODELS);
    return { manifest, stylizer: createStylizer({ manifest, base: MODELS, executor }) };
  },
});

void stylize.actions.connect();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App stylize={stylize} models={MODELS} />
  </StrictMode>,
);
