import { describe, expect, it, vi } from 'vitest';
import {
  EngineProblem,
  type Capabilities,
  type Engines,
  type Manifest,
  type Stylizer,
} from '../../engine/index.ts';
import { WASM } from '../testing/index.ts';
import { createConnecting } from './connection.ts';

const capabilities: Capabilities = { available: [WASM], missing: [], chosen: WASM };
const AWAY = { code: 'engine/manifest-not-downloaded' } as const;
const NO_EXECUTOR = { code: 'engine/no-executor' } as const;
const manifest: Manifest = { version: 1, default: '', styles: [], models: [] };

function server() {
  const stylizer = {
    capabilities: vi.fn(async () => capabilities),
    dispose: vi.fn(async () => {}),
  } as unknown as Stylizer;
  const engines: Engines = { get: async () => stylizer, dispose: async () => {} };
  return { open: vi.fn(async () => ({ manifest, engines })), engines, stylizer };
}

describe('the connection', () => {
  it('is made once, whoever asks for it, and knows the executors at the end', async () => {
    const { open, engines, stylizer } = server();
    const { store, connect } = createConnecting(open);
    await Promise.all([connect(), connect()]);
    await connect();
    expect(open).toHaveBeenCalledOnce();
    const connected = { status: 'connected', manifest, engines, stylizer, capabilities };
    expect(store.getState()).toEqual(connected);
  });

  it('that failed says why, and is made again when asked', async () => {
    const { open } = server();
    open.mockRejectedValueOnce(new EngineProblem(AWAY));
    const { store, connect } = createConnecting(open);
    await connect();
    expect(store.getState()).toEqual({ status: 'failed', problem: AWAY });
    await connect();
    expect(store.getState().status).toBe('connected');
  });

  it('says that nothing arrives, until something does', async () => {
    const { open, engines } = server();
    let stall = () => {};
    let answer = () => {};
    const slow = async (onStalled: () => void) => {
      stall = onStalled;
      await new Promise<void>((resolve) => (answer = resolve));
      return open();
    };
    const { store, connect } = createConnecting(slow);
    const connected = connect();
    expect(store.getState()).toEqual({ status: 'connecting' });
    stall();
    expect(store.getState()).toEqual({ status: 'connecting', stalled: true });
    answer();
    await connected;
    expect(store.getState()).toMatchObject({ status: 'connected', engines });
  });

  it('without an executor ends the worker that found none', async () => {
    const { open, stylizer } = server();
    vi.mocked(stylizer.capabilities).mockRejectedValueOnce(new EngineProblem(NO_EXECUTOR));
    const { store, connect } = createConnecting(open);
    await connect();
    expect(store.getState()).toEqual({ status: 'failed', problem: NO_EXECUTOR });
    expect(stylizer.dispose).toHaveBeenCalledOnce();
  });
});
