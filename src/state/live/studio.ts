import type { Engines, Manifest, Stylizer } from '../../engine/index.ts';
import { sentence } from '../sentence.ts';
import { Painter } from './painter.ts';
import { firstPace, settleLive } from './settings.ts';
import type { LiveStore } from './types.ts';

/** What paints films, once the server has answered. */
export interface Studio {
  readonly manifest: Manifest;
  readonly stylizer: Stylizer;
  readonly painter: Painter;
  /** The longest side to begin with. */
  readonly firstSize: number;
}

type Connect = () => Promise<{ readonly manifest: Manifest; readonly engines: Engines }>;

/**
 * What goes on in the field `connection` of the state. -> asks for the studio: connects where that has not
 * happened, again where it failed; undefined, and the state says why, where there is none.
 */
export function createConnecting(store: LiveStore, connect: Connect) {
  let studio: Promise<Studio | undefined> | undefined;

  async function start(): Promise<Studio | undefined> {
    store.setState({ connection: { status: 'connecting' } });
    try {
      const { manifest, engines } = await connect();
      store.setState({
        connection: { status: 'connected', manifest, engines },
        settings: settleLive(store.getState().settings, manifest),
      });
      const stylizer = await engines.get('auto');
      const capabilities = await stylizer.capabilities();
      store.setState({ connection: { status: 'connected', manifest, engines, capabilities } });
      const painter = new Painter({ manifest, stylizer });
      return { manifest, stylizer, painter, firstSize: firstPace(capabilities) };
    } catch (error) {
      store.setState({ connection: { status: 'failed', problem: sentence(error) } });
      studio = undefined;
      return undefined;
    }
  }

  return () => (studio ??= start());
}
