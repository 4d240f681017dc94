import type { Manifest, Stylizer } from '../../engine/index.ts';
import type { Connecting } from '../shared/index.ts';
import { Painter } from './painter.ts';
import { firstPace, settleLive } from './liveSettings.ts';
import type { LiveStore, Switching } from './types.ts';

/** The painter of films, and what it needs, once the server has answered. */
export interface PainterConnection {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly painter: Painter;
  /** The longest side to begin with. */
  readonly firstSize: number;
}

/**
 * The state's `connection` follows the pages'.
 *
 * @returns what connects where that has not happened, and again where it failed. It resolves to undefined where
 * there is no painter, and the state says why.
 */
export function createPainterConnection(store: LiveStore, connecting: Connecting) {
  let known: PainterConnection | undefined;
  /** The visitor's own styles come and go in it. */
  let manifest: Manifest | undefined;

  connecting.store.subscribe((connection) => {
    store.setState({ connection });
    if (connection.status !== 'connected') return;
    manifest = connection.manifest;
    store.setState({ settings: settleLive(store.getState().settings, connection.manifest) });
  });

  return async (): Promise<PainterConnection | undefined> => {
    await connecting.connect();
    const connection = connecting.store.getState();
    if (connection.status !== 'connected' || !connection.capabilities) return undefined;
    const { stylizer, capabilities } = connection;
    manifest = connection.manifest;
    if (known?.stylizer !== stylizer) {
      const onSwitching = (switching: Switching | undefined) => store.setState({ switching });
      const painter = new Painter({
        get manifest() {
          return manifest ?? connection.manifest;
        },
        ...{ stylizer, onSwitching },
      });
      const firstSize = firstPace(capabilities);
      known = { manifest, stylizer, painter, firstSize };
    }
    return { ...known, manifest };
  };
}
