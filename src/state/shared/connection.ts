import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Capabilities, Engines, Manifest, Stylizer } from '../../engine/index.ts';
import type { OwnStyles } from './ownStyles.ts';
import { faultOf, type AppFault } from './problems.ts';

/** The engines, which need the server once. */
export type Connection =
  /** `stalled`: nothing has arrived from the server for 10 seconds. */
  | { readonly status: 'connecting'; readonly stalled?: true }
  | { readonly status: 'failed'; readonly problem: AppFault }
  | {
      readonly status: 'connected';
      /** With the visitor's own styles behind the server's; it is another one when these change. */
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

/**
 * The connection that pages share: where one of them connects again, all are connected.
 *
 * @param ownStyles are brought back first, so that the settings of the last visit find theirs
 */
export function createConnecting(
  open: Open,
  ownStyles?: Pick<OwnStyles, 'store' | 'restore' | 'join'>,
): Connecting {
  const store = createStore<Connection>(() => ({ status: 'connecting' }));
  const set = (connection: Connection) => store.setState(connection, true);
  let running: Promise<void> | undefined;
  /** As the server has it. */
  let served: Manifest | undefined;
  const joined = (manifest: Manifest) => ownStyles?.join(manifest) ?? manifest;

  ownStyles?.store.subscribe(() => {
    const connection = store.getState();
    if (connection.status === 'connected' && served) {
      set({ ...connection, manifest: joined(served) });
    }
  });

  async function start() {
    set({ status: 'connecting' });
    try {
      const [{ manifest, engines }] = await Promise.all([
        open(() => set({ status: 'connecting', stalled: true })),
        ownStyles?.restore(),
      ]);
      const stylizer = await engines.get('auto');
      served = manifest;
      set({ status: 'connected', manifest: joined(manifest), engines, stylizer });
      const capabilities = await stylizer.capabilities().catch((error: unknown) => {
        void stylizer.dispose();
        throw error;
      });
      set({ status: 'connected', manifest: joined(manifest), engines, stylizer, capabilities });
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
