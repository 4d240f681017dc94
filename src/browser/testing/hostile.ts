/**
 * Makes wrong input of right one: files with changed bytes, JSON with changed values, odd texts. The same seed makes the
 * same input, so what failed once can be made again.
 */

/**
 * How many inputs of a kind a test tries: a few, so that a change that breaks something shows at once. `npm run
 * test:long` asks for many, from another seed.
 */
export const tries = (few: number): number =>
  Math.round(few * Number(process.env['BRUSHLITE_TRIES'] ?? 1));
/** Where the seeds begin. */
const FIRST_SEED = Number(process.env['BRUSHLITE_SEED'] ?? 1);

/** Which seeds were tried: a test puts it into its runner's report, where `npm run reliability` finds it. */
interface Tried {
  readonly from: number;
  readonly count: number;
}

/** Numbers in 0..1. */
type Random = () => number;

/** @returns the same numbers for the same seed (mulberry32) */
function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (random: Random, end: number) => Math.floor(random() * end);
const oneOf = <T>(random: Random, values: readonly T[]): T =>
  values[below(random, values.length)] as T;

/** Bytes that mean something in many formats: ends, lengths, signs, markers. */
const BYTES = [
  ...[
    [0],
    [0xff],
    [0x7f],
    [0x80],
    [0, 0, 0, 0],
    [0xff, 0xff, 0xff, 0xff],
    [0x7f, 0xff, 0xff, 0xff],
  ],
  ...[
    [0x80, 0, 0, 0],
    [0, 0, 0, 1],
    [1, 0, 0, 0],
    [0xff, 0xd8],
    [0xff, 0xd9],
    [0xff, 0xc0],
    [0x3b],
  ],
] as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** One change of a file. */
const CHANGES: readonly ((file: Bytes, random: Random, other: Bytes) => Bytes)[] = [
  (file, random) => file.with(below(random, file.length), below(random, 256)),
  (file, random) => {
    const changed = file.slice();
    changed.set(
      oneOf(random, BYTES).slice(0, file.length),
      below(random, Math.max(1, file.length - 4)),
    );
    return changed;
  },
  (file, random) => file.slice(0, below(random, file.length)),
  (file, random) => spliced(file, below(random, file.length), below(random, 64), new Uint8Array()),
  (file, random) => {
    const from = below(random, file.length);
    return spliced(file, from, 0, file.slice(from, from + below(random, 64)));
  },
  (file, random) => {
    const noise = Uint8Array.from({ length: below(random, 64) }, () => below(random, 256));
    return spliced(file, below(random, file.length), 0, noise);
  },
  (file, random, other) =>
    spliced(
      file,
      below(random, file.length),
      file.length,
      other.slice(below(random, other.length)),
    ),
];

function spliced(file: Bytes, at: number, removed: number, added: Bytes): Bytes {
  const tail = file.subarray(at + removed);
  const whole = new Uint8Array(at + added.length + tail.length);
  whole.set(file.subarray(0, at));
  whole.set(added, at);
  whole.set(tail, at + added.length);
  return whole;
}

/** @returns one of the files, changed in one to four places */
export function hostileBytes(files: readonly Bytes[], random: Random): Bytes {
  let file = oneOf(random, files);
  for (let left = 1 + below(random, 4); left > 0 && file.length > 0; left--) {
    file = oneOf(random, CHANGES)(file, random, oneOf(random, files));
  }
  return file;
}

const TEXTS = [
  ...[
    '',
    ' ',
    '.',
    '..',
    '../../x',
    '/etc/passwd',
    'C:\\x',
    '//evil.example/x',
    'https://evil.example/x',
  ],
  ...['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'blob:x', '__proto__'],
  ...[
    'constructor',
    'toString',
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    '${1}',
  ],
  ...[
    '\u0000',
    '\u202egnp.exe',
    '\ud800',
    '🖼️'.repeat(300),
    'ä'.repeat(5000),
    '%00',
    '%zz',
    'NaN',
    '-0',
  ],
];

/** @returns a text that a visitor would not write */
export const hostileText = (random: Random): string => oneOf(random, TEXTS);

const NUMBERS = [0, -0, -1, 0.5, 1, 3, 2 ** 31, 2 ** 32, 2 ** 53, 1e12, 1e300, -1e300, 5e-324];

/** A value that stands where another one was expected. */
function hostileValue(random: Random): unknown {
  const makers: readonly (() => unknown)[] = [
    () => null,
    () => true,
    () => [],
    () => ({}),
    () => oneOf(random, NUMBERS),
    () => hostileText(random),
    () => Array.from({ length: 2000 }, () => 1),
    () => JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown,
    () => JSON.parse('{"__proto__": {"polluted": true}}') as unknown,
  ];
  return oneOf(random, makers)();
}

/** @returns JSON with one to three of its values changed, removed or added */
export function hostileJson(value: unknown, random: Random): unknown {
  let changed = structuredClone(value);
  for (let left = 1 + below(random, 3); left > 0; left--) changed = withChange(changed, random);
  return changed;
}

function withChange(value: unknown, random: Random): unknown {
  // Deep down as a rule: at the top there is little to find.
  if (typeof value !== 'object' || value === null || random() < 0.1) return hostileValue(random);
  const keys = Object.keys(value);
  if (keys.length === 0) return hostileValue(random);
  const key = oneOf(random, keys);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<
    string,
    unknown
  >;
  if (random() < 0.1) delete copy[key];
  else copy[key] = withChange(copy[key], random);
  if (random() < 0.05 && !Array.isArray(value)) {
    // Defined, since a key "__proto__" that is assigned would become the prototype, which JSON can't do.
    const added = {
      value: hostileValue(random),
      enumerable: true,
      configurable: true,
      writable: true,
    };
    Object.defineProperty(copy, hostileText(random), added);
  }
  return copy;
}

/**
 * Try inputs that were made from seeds one after the other. Throws at the first that `check` rejects for, or that takes
 * ten seconds, with its seed.
 *
 * @returns which seeds were tried
 */
export async function tryEach(
  count: number,
  check: (random: Random, seed: number) => unknown,
): Promise<Tried> {
  const tried = { from: FIRST_SEED, count: tries(count) };
  for (let seed = tried.from; seed < tried.from + tried.count; seed++) {
    const start = performance.now();
    try {
      await check(randomOf(seed), seed);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
    const took = performance.now() - start;
    if (took > 10_000) throw new Error(`seed ${seed} took ${took} ms`);
  }
  return tried;
}
