/** Makes an Ultra HDR photo, as phones write it: a JPEG, and behind it a second one that says where it shines. */
import { big, inserted, joined } from '../../src/picture/testing/files.ts';
import { segment } from '../../src/picture/testing/jpegFile.ts';

const GAIN_MAPS = 'xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"';
const CONTAINER =
  'xmlns:Container="http://ns.google.com/photos/1.0/container/" ' +
  'xmlns:Item="http://ns.google.com/photos/1.0/container/item/"';

const xmp = (attributes: string, content = '') =>
  segment(0xe1, [
    ...joined(
      'http://ns.adobe.com/xap/1.0/',
      [0],
      '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
      `<rdf:Description ${attributes}>${content}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    ),
  ]);

const item = (attributes: string) =>
  `<rdf:li rdf:parseType="Resource"><Container:Item ${attributes} Item:Mime="image/jpeg"/></rdf:li>`;

/** How many bytes `pictureList` is. */
const LIST_LENGTH = 90;

/** The segment that says where in the file the two are ("Multi-Picture Format"). */
function pictureList(photo: number, gains: number, gainsAt: number): number[] {
  const entry = (tag: number, type: number, count: number, value: number[]) => [
    ...[...big(tag, 2), ...big(type, 2), ...big(count, 4), ...value],
  ];
  return segment(0xe2, [
    ...joined('MPF', [0], 'MM', big(42, 2), big(8, 4), big(3, 2)),
    ...entry(0xb000, 7, 4, [...joined('0100')]),
    ...entry(0xb001, 4, 1, big(2, 4)),
    ...entry(0xb002, 7, 32, big(50, 4)),
    ...big(0, 4),
    ...[...big(0x030000, 4), ...big(photo, 4), ...big(0, 4), ...big(0, 4)],
    ...[...big(0, 4), ...big(gains, 4), ...big(gainsAt, 4), ...big(0, 4)],
  ]);
}

/**
 * @param photo a JPEG, which is what a screen without more light shows
 * @param gains a JPEG: white is eight times as bright as in the photo, black as bright
 */
export function ultraHdr(photo: Uint8Array, gains: Uint8Array) {
  const limits =
    'hdrgm:GainMapMin="0" hdrgm:GainMapMax="3" hdrgm:Gamma="1" hdrgm:OffsetSDR="0.015625" ' +
    'hdrgm:OffsetHDR="0.015625" hdrgm:HDRCapacityMin="0" hdrgm:HDRCapacityMax="3" hdrgm:BaseRenditionIsHDR="False"';
  const second = inserted(gains, 2, xmp(`${GAIN_MAPS} ${limits}`));
  const items = [
    item('Item:Semantic="Primary"'),
    item(`Item:Semantic="GainMap" Item:Length="${second.length}"`),
  ];
  const directory = `<Container:Directory><rdf:Seq>${items.join('')}</rdf:Seq></Container:Directory>`;
  const about = xmp(`${CONTAINER} ${GAIN_MAPS}`, directory);
  const length = photo.length + about.length + LIST_LENGTH;
  // Places count from behind the marker, the length and the name of the list.
  const list = pictureList(length, second.length, length - (2 + about.length + 8));
  return joined(inserted(photo, 2, about, list), second);
}
