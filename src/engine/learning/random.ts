/**
 * Numbers in 0..1, the same for the same seed and step, so that learning that goes on after a stop draws what it would
 * have drawn. (Steele et al. 2014, "Fast splittable pseudorandom number generators", with 32 bits.)
 */
export function randomOf(seed: number, step: number): () => number {
  let state = mixed(seed ^ mixed(step + 1));
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return (mixed(state) >>> 0) / 2 ** 32;
  };
}

function mixed(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
