import type { Manifest, ModelEntry, OwnRows, StyleEntry } from '../../engine/index.ts';
import { partsOf, type Styles } from './mix.ts';
import { PageProblem } from './problems.ts';

type Network = Pick<ModelEntry, 'network' | 'fingerprint'>;

/** @returns the rows that an own style has for a network, as it is now; undefined where it has none */
export function rowsFor({ own = [] }: Pick<StyleEntry, 'own'>, { network, fingerprint }: Network) {
  return own.find((rows) => rows.network === network && rows.fingerprint === fingerprint);
}

/**
 * The rows with which a network paints in an own style. Throws PageProblem where it was not learned for this network, or
 * for another version of it.
 */
export function needRows(style: StyleEntry, model: ModelEntry): OwnRows {
  const rows = rowsFor(style, model);
  if (rows) return rows;
  const { network, title } = model;
  const isOld = style.own?.some((rows) => rows.network === network);
  throw new PageProblem(
    isOld
      ? { code: 'own/other-version', style: style.title, id: style.id }
      : { code: 'own/other-network', style: style.title, id: style.id, network, title },
  );
}

/**
 * @returns a text that changes when one of the styles, which is the visitor's own, has learned more; empty for styles
 * that never change
 */
export function versionOfStyles(styles: Styles, { styles: known }: Manifest): string {
  return partsOf(styles)
    .flatMap(({ style }) => known.find(({ id }) => id === style)?.own ?? [])
    .map(({ network, fingerprint, steps }) => `${network}-${fingerprint}-${steps}`)
    .join();
}
