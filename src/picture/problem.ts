/** Why a file can't be opened. `message` is a sentence for the visitor: what happened and what to do. */
export class PictureProblem extends Error {
  override readonly name = 'PictureProblem';
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

export const problems = {
  empty: (name: string) => `“${name}” is empty (0 bytes). Choose another photo.`,
  tooManyBytes: (name: string, bytes: number, limit: number) =>
    `“${name}” is ${megabytes(bytes)}, more than the ${megabytes(limit)} that fit here. Save a smaller copy and try that.`,
  tooManyPixels: (name: string, width: number, height: number, limit: number) =>
    `“${name}” measures ${width} × ${height} pixels, more than the ${limit / 1e6} megapixels that fit here. Scale it down and try again.`,
  notAPicture: (name: string) =>
    `“${name}” is not a picture that Brushlite knows. Choose a JPEG, PNG, WebP, AVIF or GIF.`,
  unsupported: (name: string, type: string) =>
    `This browser can't open ${type.toUpperCase()} files like “${name}”. Save it as JPEG or PNG and try that.`,
  damaged: (name: string) =>
    `“${name}” is damaged or was cut off on the way. Get a fresh copy of the file and try again.`,
};
