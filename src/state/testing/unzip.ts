import { crc32 } from 'node:zlib';

/**
 * The files of a zip archive whose files are stored as they are. Throws where it is no archive, a file is compressed,
 * or a checksum is wrong.
 *
 * @returns each file's bytes by its name, in the order of the archive's directory
 */
export function unzip(bytes: Uint8Array): Map<string, Buffer> {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('The archive has no end.');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('The directory is broken.');
    if (zip.readUInt16LE(at + 10) !== 0) throw new Error('A file is compressed.');
    const size = zip.readUInt32LE(at + 24);
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, nameEnd);
    if (files.has(name)) throw new Error(`${name} is there twice.`);
    // The header before the file's bytes has a name and an extra field of its own.
    const header = zip.readUInt32LE(at + 42);
    const begin = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const file = zip.subarray(begin, begin + size);
    if (crc32(file) !== zip.readUInt32LE(at + 16)) throw new Error(`${name} is damaged.`);
    files.set(name, file);
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}
