import { textAt, viewOf } from './bytes.ts';
import type { Bytes } from './header.ts';
import { itemsOf } from './heifItems.ts';

/** Display P3 as box "colr" numbers it, and the red of its profiles: X of the tag "rXYZ". sRGB has 0.436. */
const DISPLAY_P3 = { primaries: 12, red: 0.515 };
const TOLERANCE = 0.01;

/** Whether a file's colours are those of Display P3, as phones have them. Others are taken as sRGB. */
export function isDisplayP3(data: Bytes): boolean {
  const colours = itemsOf(data)?.properties.filter(({ type }) => type === 'colr') ?? [];
  return colours.some(({ start, end }) => {
    const kind = textAt(data, start, 4);
    if (kind === 'nclx') return viewOf(data).getUint16(start + 4) === DISPLAY_P3.primaries;
    return Math.abs(redOf(data.subarray(start + 4, end)) - DISPLAY_P3.red) < TOLERANCE;
  });
}

/** What an ICC profile says of its red, or 0. */
function redOf(profile: Bytes): number {
  const [head, tag] = [128, 12];
  const view = viewOf(profile);
  if (profile.length < head + 4) return 0;
  for (let i = 0, at = head + 4; i < view.getUint32(head); i++, at += tag) {
    if (at + tag > profile.length) return 0;
    if (textAt(profile, at, 4) !== 'rXYZ') continue;
    const place = view.getUint32(at + 4) + 8; // behind its type
    return place + 4 > profile.length ? 0 : view.getInt32(place) / 65_536;
  }
  return 0;
}
