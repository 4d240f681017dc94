import { roundUp } from './method.ts';

const PAGE = 65_536;
/** Address of the block that threads share, see assembly/threads.ts. Nothing lies below it, so 0 is no address. */
export const CONTROL = 1024;
const START = 2048;
/** Maximum pages to try, the most first: some browsers reserve address space for all of them. */
const LIMITS = [65_536, 32_768, 16_384];

interface Block {
  readonly at: number;
  readonly bytes: number;
}

/**
 * The memory that kernels work in: blocks with the weights of the loaded models, and above them the buffers of
 * a run, which the next run overwrites.
 */
export class Heap {
  readonly memory: WebAssembly.Memory;
  private readonly blocks: Block[] = [];

  constructor(readonly shared: boolean) {
    this.memory = createMemory(shared);
  }

  get bytes(): number {
    return this.memory.buffer.byteLength;
  }

  /** The number of blocks. */
  get count(): number {
    return this.blocks.length;
  }

  /** The first address above all blocks, a multiple of 64. */
  get top(): number {
    return this.blocks.reduce((top, { at, bytes }) => Math.max(top, at + bytes), START);
  }

  /** Keep `bytes` until they are freed. Throws RangeError where there is no memory left. */
  keep(bytes: number): Block {
    // None has a length of 0: two would lie at one place.
    const size = Math.max(64, roundUp(bytes, 64));
    let at = START;
    for (const other of this.blocks) {
      if (at + size <= other.at) break;
      at = other.at + other.bytes;
    }
    this.reach(at + size);
    const block = { at, bytes: size };
    this.blocks.push(block);
    this.blocks.sort((a, b) => a.at - b.at);
    return block;
  }

  free(block: Block): void {
    const index = this.blocks.indexOf(block);
    if (index >= 0) this.blocks.splice(index, 1);
  }

  /** Grow to `end` bytes. Throws RangeError where there is no memory left. */
  reach(end: number): void {
    const missing = Math.ceil((end - this.bytes) / PAGE);
    if (missing > 0) this.memory.grow(missing);
  }

  /** `length` numbers at an address, until the memory grows. */
  floats(at: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, length);
  }
}

function createMemory(shared: boolean): WebAssembly.Memory {
  let reason: unknown;
  for (const maximum of LIMITS) {
    try {
      return new WebAssembly.Memory({ initial: 1, maximum, shared });
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}
