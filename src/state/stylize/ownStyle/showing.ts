/** Whether the page paints with an own style, and how it can. */
import { lastResult, modelOf, type OwnStyle, rowsFor, type Settings } from '../../shared/index.ts';
import type { StylizeState } from '../stylizePage.ts';
import type { StudioState } from './studioState.ts';

type Chosen = Pick<Settings, 'style' | 'mix' | 'network'>;

/** @returns whether a style is painted alone */
const isAlone = ({ style, mix }: Pick<Settings, 'style' | 'mix'>, id: string): boolean =>
  style === id && mix.length === 0;

/**
 * @param networks for which the style was learned, the preferred one first
 * @returns what to choose so that the page paints with an own style; undefined where it does already, or can't
 */
export function choiceToShow(
  { id, learned }: OwnStyle,
  { settings, connection, precision }: Pick<StylizeState, 'settings' | 'connection' | 'precision'>,
  networks: readonly string[],
): Chosen | undefined {
  if (connection.status !== 'connected') return undefined;
  const { manifest } = connection;
  const network = networks.find((one) => {
    const model = modelOf(one, manifest, precision);
    return model && rowsFor({ own: learned }, model);
  });
  if (network === undefined) return undefined;
  const isShown = isAlone(settings, id) && settings.network === network;
  return isShown ? undefined : { style: id, mix: [], network };
}

/** @returns whether the photo is painted again because more was learned, and not because something was chosen */
export function isRepainting(
  { stage, settings }: Pick<StylizeState, 'stage' | 'settings'>,
  { learning }: Pick<StudioState, 'learning'>,
): boolean {
  if (learning.status !== 'running' || stage.status !== 'running') return false;
  const { style } = learning.progress;
  const painting = lastResult(stage);
  return painting !== undefined && isAlone(painting, style) && isAlone(settings, style);
}
