import { describe, expect, it } from 'vitest';
import { EngineProblem, type AvailableExecutor } from '../../engine/index.ts';
import { deferred, FakeEngine, idle, WASM } from '../testing/index.ts';
import { connectedPage, stylizePage } from './testing/page.ts';

const AWAY = { code: 'engine/manifest-not-downloaded' } as const;
const GPU: AvailableExecutor = {
  ...{ id: 'webgpu', device: 'A GPU', software: false },
  firstSizes: { picture: 1024, frame: 256 },
};

describe('cancel while the server is still being asked', () => {
  async function cancelled() {
    const answer = deferred();
    const page = stylizePage({ open: () => answer.promise.then(() => page.engine.connect()) });
    void page.actions.connect();
    await page.openPhoto();
    page.actions.choose({ size: 384 });
    page.actions.cancel();
    return { ...page, answer: answer.resolve };
  }

  it('leaves the photo and the settings, and nothing starts by itself', async () => {
    const { stage, answer, store, engine } = await cancelled();
    expect(stage()).toMatchObject({ status: 'cancelled', photo: { name: 'a.jpg' } });
    answer();
    await idle();
    expect(stage()).toMatchObject({ status: 'cancelled', photo: { name: 'a.jpg' } });
    expect(store.getState().settings.size).toBe(384);
    expect(engine.jobs).toHaveLength(0);
  });

  it('can be taken back after the answer', async () => {
    const { stage, answer, actions, begun, reached } = await cancelled();
    answer();
    await actions.connect();
    void actions.paint();
    (await begun()).finish();
    await reached('done');
    expect(stage()).toMatchObject({ status: 'done', result: { longSide: 384 } });
  });

  it('can be taken back before the answer', async () => {
    const { stage, answer, actions, engine, reached } = await cancelled();
    void actions.paint();
    expect(stage().status).toBe('idle');
    expect(engine.jobs).toHaveLength(0);
    answer();
    await reached('running');
  });
});

it('a server that is away is told, and connecting again works', async () => {
  let away = true;
  const { actions, engine, store, openPhoto, reached } = stylizePage({
    open: async () => {
      if (away) throw new EngineProblem(AWAY);
      return engine.connect();
    },
  });
  await actions.connect();
  expect(store.getState().connection).toEqual({ status: 'failed', problem: AWAY });
  await openPhoto();
  away = false;
  void actions.connect();
  await reached('running');
});

describe('before the executors are known', () => {
  /** The manifest is there, and the browser has not answered yet. */
  async function asking() {
    const asked = deferred();
    const engine = new FakeEngine();
    engine.capabilities = async () => {
      await asked.promise;
      return { available: [GPU], missing: [], chosen: GPU };
    };
    const page = stylizePage({ engine });
    void page.actions.connect();
    await idle();
    expect(page.store.getState().connection.status).toBe('connected');
    return { ...page, know: asked.resolve };
  }

  it('a photo waits for them, and is painted once, as large as they allow', async () => {
    const { openPhoto, stage, engine, know, begun, reached } = await asking();
    await openPhoto();
    await idle();
    expect(stage()).toMatchObject({ status: 'running', progress: { phase: 'prepare' } });
    expect(engine.jobs).toHaveLength(0);
    know();
    (await begun()).finish();
    await reached('done');
    expect(stage()).toMatchObject({ status: 'done', result: { longSide: 1024 } });
    await idle();
    expect(engine.jobs).toHaveLength(1);
  });

  it('a photo that was cancelled stays so', async () => {
    const { openPhoto, actions, stage, engine, know } = await asking();
    await openPhoto();
    actions.cancel();
    know();
    await idle();
    expect(stage().status).toBe('cancelled');
    expect(engine.jobs).toHaveLength(0);
  });

  it('a choice made meanwhile counts', async () => {
    const { openPhoto, actions, stage, engine, know, begun, reached } = await asking();
    await openPhoto();
    actions.cancel();
    actions.choose({ size: 384 });
    know();
    await idle();
    expect(engine.jobs).toHaveLength(1);
    (await begun()).finish();
    await reached('done');
    expect(stage()).toMatchObject({ status: 'done', result: { longSide: 384 } });
  });

  it('a job that failed does not start over by itself', async () => {
    const fault = { code: 'engine/model-damaged' } as const;
    const { openPhoto, actions, stage, engine, know, begun, reached } = await asking();
    actions.choose({ size: 512 });
    await openPhoto();
    (await begun()).fail(fault);
    await reached('failed');
    know();
    await idle();
    expect(stage()).toMatchObject({ status: 'failed', fault });
    expect(engine.jobs).toHaveLength(1);
  });
});

it('says so when the executor of the address is not to be had', async () => {
  const reason = { code: 'engine/executor-missing', executor: 'webgpu' } as const;
  const engine = new FakeEngine();
  const missing = [{ id: 'webgpu', reason }] as const;
  engine.capabilities = async () => ({ available: [WASM], missing, chosen: WASM });
  const { fault } = await connectedPage({ engine, executor: 'webgpu' });
  expect(fault()).toEqual({ code: 'paint/other-executor', chosen: 'wasm', reason });
});
