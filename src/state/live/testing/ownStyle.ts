import type { Manifest, StyleEntry } from '../../../engine/index.ts';
import { fakeManifest } from '../../testing/index.ts';

/** The fake server's styles, and one of the visitor's own that only the compressed network has learned. */
export function withOwnStyle(): Manifest {
  const rows = { network: 'compressed', fingerprint: 'f', steps: 9 };
  const [soft, bold] = [new Float32Array(6), new Float32Array(6)];
  const own = { id: 'mine', title: 'Mine', own: [{ ...rows, soft, bold }] };
  const [first] = fakeManifest.styles as [StyleEntry];
  const models = fakeManifest.models.map((model) => ({ ...model, fingerprint: 'f' }));
  return { ...fakeManifest, models, styles: [...fakeManifest.styles, { ...first, ...own }] };
}
