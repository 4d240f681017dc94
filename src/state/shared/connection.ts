import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Capabilities, Engines, Manifest, Stylizer } from '../../engine/index.ts';
import { faultOf, type AppFault } from './problems.ts';

/** The engines, which need the server once. */
export type Connection =
  /** `stalled`: nothing has arrived from the server for 10 seconds. */
  | { readonly status: 'connecting'; readonly stalled?: true }
  | { readonly status: 'failed'; readonly problem: AppFault }
  | {
      readonly status: 'connected';
      readonly manifest: Manifest;
      readonly engines: Engines;
      /** The one on the executor that is chosen automatically. */
      readonly stylizer: Stylizer;
      /** Unknown until the browser has been asked. */
      readonly capabilities?: Capabilities;
    };

export interface Connecting {
  readonly store: StoreApi<Connection>;
  /**
   * Fetch the manifest and ask the browser for its executors; again after it failed. Resolves when all is
   * known or has failed.
   */
  connect(): Promise<void>;
}

/** `onStalled` is called when nothing has arrived from the server for 10 seconds. */
type Open = (
  onStalled: () => void,
) => Promise<{ readonly manifest: Manifest; readonly engines: Engines }>;

/** The connection that pages share: where one of them connects again, all are connected. */
export function createConnecting(open: Open): Connecting {
  const store = createStore<Connection>(() => ({ status: 'connecting' }));
  const set = (connection: Connection) => store.setState(connection, true);
  let running: Promise<void> | undefined;

  async function start() {
    set({ status: 'connecting' });
    try {
      const { manifest, engines } = await open(() => set({ status: 'connecting', stalled: true }));
      const stylizer = await engines.get('auto');
      set({ status: 'connected', manifest, engines, stylizer });
      const capabilities = await stylizer.capabilities().catch((error: unknown) => {
        void stylizer.dispose();
        throw error;
      });
      set({ status: 'connected', manifest, engines, stylizer, capabilities });
    } catch (error) {
      set({ status: 'failed', problem: faultOf(error) });
    }
  }

  async function connect() {
    if (!running && store.getState().status === 'connected') return;
    running ??= start().finally(() => (running = undefined));
    await running;
  }

  return { store, connect };
}
