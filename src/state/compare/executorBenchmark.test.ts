import { describe, expect, it } from 'vitest';
import type { AvailableExecutor, Capabilities } from '../../engine/index.ts';
import { lastResult } from '../shared/index.ts';
import { until, WASM } from '../testing/index.ts';
import { leftOut } from './executorBenchmark.ts';
import { COMPRESSED, MEMORY, ORIGINAL, paintedPage } from './testing/page.ts';

const REFERENCE: AvailableExecutor = { ...WASM, id: 'tfjs-wasm' };
const EMULATED: AvailableExecutor = {
  ...{ id: 'tfjs-webgl', device: 'SwiftShader', software: true },
  firstSizes: { picture: 256, frame: 128 },
};
const CAPABILITIES: Capabilities = {
  available: [WASM, REFERENCE, EMULATED],
  missing: [],
  chosen: WASM,
};

/** Both sides are painted, which took two jobs, in a browser with two executors and one that is emulated. */
async function page() {
  const made = await paintedPage();
  const { connection } = made.state();
  if (connection.status !== 'connected') throw new Error(connection.status);
  made.store.setState({ connection: { ...connection, capabilities: CAPABILITIES } });
  const rows = () => {
    const { engines } = made.state();
    if (engines.status !== 'done') throw new Error(engines.status);
    return engines.result;
  };
  /** Time everything, three runs each, without waiting for the test. */
  const measure = async () => {
    made.engine.atOnce = true;
    await made.actions.measureEngines(3);
  };
  return { ...made, rows, measure };
}

describe('every engine', () => {
  it('times both models on all that is no emulation, in turn', async () => {
    const { measure, rows, engine } = await page();
    await measure();
    expect(rows().map(({ model, executor }) => [model, executor.id])).toEqual([
      [ORIGINAL, 'wasm'],
      [ORIGINAL, 'tfjs-wasm'],
      [COMPRESSED, 'wasm'],
      [COMPRESSED, 'tfjs-wasm'],
    ]);
    for (const { measured } of rows()) expect(measured?.runs).toHaveLength(3);
    const round = [`wasm ${ORIGINAL}`, `tfjs-wasm ${ORIGINAL}`, `wasm ${COMPRESSED}`];
    const ran = engine.jobs.filter(({ job }) => job.measure === 'parts');
    expect(ran.slice(4, 7).map(({ on, job }) => `${on} ${job.model}`)).toEqual(round);
  });

  it('begins again when another page was shown meanwhile', async () => {
    const { actions, engine, state, begun } = await page();
    const measuring = actions.measureEngines(3);
    await begun(3);
    actions.leave();
    await measuring;
    engine.atOnce = true;
    actions.enter();
    await until(() => state().engines.status === 'done');
  });

  it('leaves out one that does not start, with the reason', async () => {
    const { measure, rows, engine } = await page();
    engine.lacking.add('tfjs-wasm');
    await measure();
    const [own, other] = rows();
    expect(own?.measured?.runs).toHaveLength(3);
    expect(other?.measured).toBeUndefined();
    expect(other?.problem).toEqual({ code: 'engine/executor-missing', executor: 'tfjs-wasm' });
  });

  it('leaves out one that can’t paint this picture, with the reason', async () => {
    const { actions, rows, engine, begun } = await page();
    const measuring = actions.measureEngines(3);
    const running = await begun(3);
    engine.atOnce = true;
    running.fail(MEMORY);
    await measuring;
    expect(rows()[0]?.problem).toEqual(MEMORY);
    expect(rows()[1]?.measured?.runs).toHaveLength(3);
  });

  it('keeps the last figures when it is cancelled, and forgets those of other settings', async () => {
    const { measure, actions, rows, engine, state, begun } = await page();
    await measure();
    const first = rows();
    engine.atOnce = false;
    const again = actions.measureEngines(3);
    await begun(engine.jobs.length + 1);
    expect(state().engines).toMatchObject({ status: 'running', previous: first });
    actions.cancelMeasureEngines();
    await again;
    expect(rows()).toBe(first);
    actions.choose({ size: 256 });
    expect(state().engines).toEqual({ status: 'cancelled' });
  });

  it('says why it is without an emulated GPU, and without what the browser lacks', () => {
    const missing = [
      {
        id: 'webgpu',
        reason: { code: 'engine/executor-missing', executor: 'webgpu' },
      },
      { id: 'wasm', reason: { code: 'loading/code-not-downloaded' } },
    ] as const;
    const out = leftOut({ available: [WASM, EMULATED], missing, chosen: WASM });
    expect(out).toEqual([{ id: 'tfjs-webgl', reason: undefined }, ...missing]);
  });
});

describe('every engine ends what nobody else has', () => {
  /** All four have run once, untimed, and the first timed run is under way. */
  async function warmedUp() {
    const made = await page();
    const measuring = made.actions.measureEngines(3);
    for (let job = 3; job < 7; job++) (await made.begun(job)).finish();
    await made.begun(7);
    expect(made.engine.disposed).toEqual([]);
    return { ...made, measuring };
  }

  it('when it is done: not what the page itself runs on', async () => {
    const { measure, engine } = await page();
    await measure();
    expect(engine.disposed).toEqual(['tfjs-wasm']);
  });

  it('when it is cancelled', async () => {
    const { measuring, actions, engine } = await warmedUp();
    actions.cancelMeasureEngines();
    await measuring;
    expect(engine.disposed).toEqual(['tfjs-wasm']);
  });

  it('when it fails', async () => {
    const { measuring, state, engine } = await warmedUp();
    engine.last.fail(MEMORY);
    await measuring;
    expect(state().engines.status).toBe('failed');
    expect(engine.disposed).toEqual(['tfjs-wasm']);
  });

  it('before it measures again, which starts it again', async () => {
    const { measuring, actions, engine, rows, begun } = await warmedUp();
    const again = actions.measureEngines(3);
    await measuring;
    const running = await begun(8);
    expect(engine.disposed).toEqual(['tfjs-wasm']);
    engine.atOnce = true;
    running.finish();
    await again;
    for (const { measured } of rows()) expect(measured?.runs).toHaveLength(3);
    expect(engine.disposed).toEqual(['tfjs-wasm', 'tfjs-wasm']);
  });

  it('and leaves what a side has chosen meanwhile', async () => {
    const { measuring, actions, engine, sides } = await warmedUp();
    actions.chooseSide('left', { executor: 'tfjs-wasm' });
    engine.atOnce = true;
    engine.last.finish();
    await measuring;
    await until(() => sides().left.status === 'done');
    expect(engine.disposed).toEqual([]);
    expect(lastResult(sides().left)?.ranOn.id).toBe('tfjs-wasm');
  });
});
