/** Why a picture can't be opened or compared. `message` is a sentence for the visitor: what happened and what to do. */
export class PictureProblem extends Error {
  override readonly name = 'PictureProblem';
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** A file's name in a sentence, which names of several lines would bury. */
export const shortName = (name: string) =>
  name.length > 40 ? `${name.slice(0, 24)}…${name.slice(-12)}` : name;

export const problems = {
  unreadable:
    'That could not be read: it may be a folder, or have been moved. Choose a photo again.',
  crashed: 'The picture could not be processed. Try again, or try a smaller one.',
  notDownloaded: 'A part of the page could not be downloaded. Check your connection, then reload.',
  empty: (name: string) => `“${shortName(name)}” is empty (0 bytes). Choose another photo.`,
  tooManyBytes: (name: string, bytes: number, limit: number) =>
    `“${shortName(name)}” is ${megabytes(bytes)}, more than the ${megabytes(limit)} that fit here. Save a smaller copy and try that.`,
  tooManyPixels: (name: string, width: number, height: number, limit: number) =>
    `“${shortName(name)}” measures ${width} × ${height} pixels, more than the ${limit / 1e6} megapixels that fit here. Scale it down and try again.`,
  notAPicture: (name: string) =>
    `“${shortName(name)}” is not a picture that Brushlite knows. Choose a JPEG, PNG, WebP, AVIF or GIF.`,
  unsupported: (name: string, type: string) =>
    `This browser can't open ${type.toUpperCase()} files like “${shortName(name)}”. Save it as JPEG or PNG and try that.`,
  damaged: (name: string) =>
    `“${shortName(name)}” is damaged or was cut off on the way. Get a fresh copy of the file and try again.`,
  undecodableFilm: (name: string) =>
    `This browser can’t play “${shortName(name)}”. Save it as MP4 (H.264) or WebM and try that.`,
  transparentFilm: (name: string) =>
    `“${shortName(name)}” has transparent parts, which can’t be painted into a file. Save it without transparency and try that.`,
  unencodableFilm:
    'This browser can’t write video files. Try a current Chrome, Edge, Firefox or Safari.',
  otherSize: (a: Size, b: Size) =>
    `The two pictures differ in size (${a.width} × ${a.height} and ${b.width} × ${b.height} pixels), so they can't be compared. Paint both at one size.`,
};
