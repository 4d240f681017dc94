import type { Manifest, Stylizer } from '../../engine/index.ts';
import type { Connecting } from '../shared/index.ts';
import { Painter } from './painter.ts';
import { firstPace, settleLive } from './liveSettings.ts';
import type { LiveStore } from './types.ts';

/** What paints films, once the server has answered. */
export interface Studio {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly painter: Painter;
  /** The longest side to begin with. */
  readonly firstSize: number;
}

/**
 * The state's `connection` follows the pages'. -> asks for the studio: connects where that has not
 * happened, again where it failed; undefined, and the state says why, where there is none.
 */
export function createStudio(store: LiveStore, connecting: Connecting) {
  let studio: Studio | undefined;

  connecting.store.subscribe((connection) => {
    store.setState({ connection });
    if (connection.status !== 'connected') return;
    store.setState({ settings: settleLive(store.getState().settings, connection.manifest) });
  });

  return async (): Promise<Studio | undefined> => {
    await connecting.connect();
    const connection = connecting.store.getState();
    if (connection.status !== 'connected' || !connection.capabilities) return undefined;
    const { manifest, stylizer, capabilities } = connection;
    if (studio?.stylizer !== stylizer) {
      const painter = new Painter({ manifest, stylizer });
      studio = { manifest, stylizer, painter, firstSize: firstPace(capabilities) };
    }
    return studio;
  };
}
