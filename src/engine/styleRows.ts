/** The rows of scale and shift that a style has in every model: two, or one in models of the old kind. */
interface StyleRows {
  readonly rows?: { readonly soft: number; readonly bold: number } | undefined;
  /** Of a style whose rows the models lack. Such styles are behind the others. */
  readonly own?: unknown;
}

/**
 * @param styles in the order of the models' rows, as a manifest and a model.json list them
 * @returns how many style rows the models have: the length of a job's `style`
 */
export function rowCount(styles: readonly StyleRows[]): number {
  const ofModels = styles.filter(({ own }) => own === undefined);
  const last = ofModels.map(({ rows }, index) => (rows ? Math.max(rows.soft, rows.bold) : index));
  return Math.max(-1, ...last) + 1;
}

/** Whether any style can be painted more softly or boldly. */
export function hasBoldness(styles: readonly StyleRows[]): boolean {
  return styles.some(({ rows, own }) => rows !== undefined || own !== undefined);
}

/**
 * @param styles as in `rowCount`
 * @param chosen the index of a style among them; -1 for none
 * @param boldness 0..1: soft to bold; of no effect on a style with one row
 * @returns the weights of the models' style rows, which sum to 1; all 0 for a style whose rows the models lack
 */
export function styleMix(styles: readonly StyleRows[], chosen: number, boldness: number): number[] {
  const mix = Array.from({ length: rowCount(styles) }, () => 0);
  const style = styles[chosen];
  if (!style || style.own !== undefined) return mix;
  const { soft, bold } = style.rows ?? { soft: chosen, bold: chosen };
  mix[soft] = 1 - boldness;
  mix[bold] = (mix[bold] ?? 0) + boldness;
  return mix;
}
