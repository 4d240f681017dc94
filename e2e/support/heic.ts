/** A HEIC with one property more: how it is turned, or what its colours are. */

/** Where box "iloc" of goldens/photo.heic says where its tile lies: behind the boxes, which become longer. */
const PLACE_OF_TILE = 22;

/**
 * Put a property behind the others of the picture.
 *
 * @param heic goldens/photo.heic
 * @param type four letters
 * @param content bytes of the box
 */
export function withProperty(heic: Buffer, type: string, content: readonly number[]): Buffer {
  const box = Buffer.from([0, 0, 0, 8 + content.length, ...Buffer.from(type), ...content]);
  const more = box.length + 1; // and its number in the list of what the picture has
  const whole = Buffer.from(heic);
  const [ipco, ipma, tile] = [at(whole, 'ipco'), at(whole, 'ipma'), at(whole, 'iloc')];
  const numberOf = whole.readUInt8(ipma + sizeAt(whole, ipma) - 1) & 127;
  const count = ipma + sizeAt(whole, ipma) - 3; // of the last item, which has two properties
  whole.writeUInt8(whole.readUInt8(count) + 1, count);
  for (const [name, added] of [
    ...[['meta', more] as const, ['iprp', more] as const],
    ...[['ipco', box.length] as const, ['ipma', 1] as const],
  ]) {
    whole.writeUInt32BE(sizeAt(whole, at(whole, name)) + added, at(whole, name));
  }
  const place = tile + PLACE_OF_TILE;
  whole.writeUInt32BE(whole.readUInt32BE(place) + more, place);
  const [endOfProperties, endOfList] = [ipco + sizeAt(heic, ipco), ipma + sizeAt(heic, ipma)];
  return Buffer.concat([
    whole.subarray(0, endOfProperties),
    box,
    whole.subarray(endOfProperties, endOfList),
    Buffer.from([128 + numberOf + 1]),
    whole.subarray(endOfList),
  ]);
}

/** Where a box begins, with its size. */
const at = (file: Buffer, type: string) => file.indexOf(type) - 4;
const sizeAt = (file: Buffer, box: number) => file.readUInt32BE(box);
