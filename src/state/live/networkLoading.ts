import type { AppFault, Choices } from '../shared/index.ts';
import { namesOf, networksOf, type Painter } from './painter.ts';
import type { PainterConnection } from './painterConnection.ts';
import type { LiveStore } from './types.ts';

interface Needs {
  readonly store: LiveStore;
  readonly choices: Choices;
  readonly askPainter: () => Promise<PainterConnection | undefined>;
  /** What paints now, or undefined where nothing does. */
  readonly session: () => { restart(): void } | undefined;
  readonly notify: (fault: AppFault) => void;
  /** Nothing can paint. */
  readonly fail: (fault: AppFault) => void;
}

/** @returns what loads the networks that the settings want, while frames are painted by those that are there */
export function createNetworkLoading(needs: Needs) {
  const { store, choices, askPainter, session, notify, fail } = needs;
  const { getState: get, setState: set } = store;

  /** What is chosen is what paints, so that the other can be chosen once more. */
  function goBackTo(models: Painter['models']) {
    const { settings, connection } = get();
    const back = {
      ...settings,
      view: models.length > 1 ? ('split' as const) : ('painting' as const),
    };
    const painted = namesOf(models);
    const isChosen =
      connection.status === 'connected' &&
      namesOf(networksOf(back, connection.manifest)) === painted;
    const network = isChosen ? back.network : (models.at(-1)?.network ?? back.network);
    set({ settings: { ...back, network } });
    choices.choose({ network });
  }

  return async function loadNetworks() {
    const connected = await askPainter();
    if (!connected || !session()) return;
    const end = await connected.painter.prepare(get().settings);
    if (end?.status === 'done') session()?.restart();
    if (end?.status !== 'failed') return;
    if (!end.previous?.length) {
      fail(end.fault);
      return;
    }
    notify(end.fault);
    goBackTo(end.previous);
  };
}
