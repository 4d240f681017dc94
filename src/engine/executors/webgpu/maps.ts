/** Buffers of maps, each used again as soon as nobody reads it any more. */
export class Maps {
  private readonly free: number[] = [];

  /** @param sizes bytes of buffers that are never used again */
  constructor(readonly sizes: number[]) {}

  /** @returns a buffer of at least so many bytes: the smallest free one that is enough, or the largest, enlarged */
  take(bytes: number): number {
    const size = (buffer: number) => this.sizes[buffer] as number;
    this.free.sort((a, b) => size(a) - size(b));
    const at = this.free.findIndex((buffer) => size(buffer) >= bytes);
    const [buffer] = this.free.splice(at < 0 ? this.free.length - 1 : at, 1);
    if (buffer === undefined) return this.sizes.push(bytes) - 1;
    this.sizes[buffer] = Math.max(size(buffer), bytes);
    return buffer;
  }

  give(buffer: number): void {
    this.free.push(buffer);
  }
}
