import * as v from 'valibot';
import { EXECUTOR_CHOICES, executorOf } from '../../engine/index.ts';
import { boldnessSchema, MOST_IN_MIX, PageProblem } from '../shared/index.ts';
import { contradictionIn } from './contradiction.ts';
import type { Figures } from './figures.ts';
import type { Machine } from './machine.ts';
import { SIDES } from './types.ts';

const FORMAT = 'brushlite-report';
/**
 * A page that knows version 1 only would misread a report of a mix, or of sides that were painted differently: that is
 * version 2. All others are version 1, so that older pages read them. docs/report.md says what is in them.
 */
const VERSIONS = [1, 2] as const;
type Version = (typeof VERSIONS)[number];
/** A larger file is not read. A report has some ten thousand bytes. */
const MOST_BYTES = 2_000_000;

/** All figures of a comparison, and what they were measured on. No pictures: neither photo nor painting. */
export interface Report {
  readonly format: typeof FORMAT;
  readonly version: Version;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly machine: Machine;
  readonly figures: Figures;
}

export function toReport(figures: Figures, machine: Machine, date: Date): Report {
  return {
    format: FORMAT,
    version: versionOf(figures),
    date: date.toISOString(),
    machine,
    figures,
  };
}

function versionOf({ style, sides }: Figures): Version {
  const isApart = SIDES.some((side) => sides[side].picture);
  return style.mix || isApart ? 2 : 1;
}

/** The report as a file; what the figures have beside their own is left out. */
export function formatReport(report: Report): string {
  return `${JSON.stringify(v.parse(reportSchema, report), null, 2)}\n`;
}

/** Read the file of a report, whoever made it. Rejects with PageProblem, which names the file. */
export async function readReport(file: File): Promise<Report> {
  const { name, size } = file;
  if (size > MOST_BYTES) throw new PageProblem({ code: 'report/too-large', name });
  return parseReport(await file.text(), name);
}

/** Read the text of a report. Throws PageProblem, which names the file. */
export function parseReport(source: string, name: string): Report {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    value = undefined; // no JSON, so no report
  }
  const { format, version } = Object(value) as { format?: unknown; version?: unknown };
  if (format !== FORMAT) {
    throw new PageProblem({ code: 'report/not-a-report', name });
  }
  if (version !== 1 && version !== 2) {
    // A text is no version: "1" would read as the one that is wanted.
    const found = typeof version === 'number' ? String(version).slice(0, 20) : undefined;
    throw new PageProblem({
      code: 'report/other-version',
      name,
      found,
      wanted: Math.max(...VERSIONS),
    });
  }
  const { success, output } = v.safeParse(reportSchema, value);
  if (!success) throw new PageProblem({ code: 'report/damaged', name });
  const about = contradictionIn(output.figures);
  if (about) throw new PageProblem({ code: 'report/contradictory', name, about });
  return output;
}

/** A string that can be shown. */
const text = v.pipe(v.string(), v.maxLength(300));

/** A number that can be computed with: finite, not negative. */
const amount = v.pipe(v.number(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER - 1));

const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(1000));

/** Something or nothing, for which JSON has only `null`. */
const optional = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.nullish(item),
    v.transform((value) => value ?? undefined),
  );

/** Numbers by name. */
const amounts = v.pipe(
  v.custom<object>((value) => !Array.isArray(value)),
  v.record(text, amount),
);

const size = v.object({ width: amount, height: amount });

/** Why it is not a better one is of use on the page that met it, and nowhere else. */
const executor = v.object({
  // Older reports have the API for the executor of TensorFlow.js on it.
  id: v.pipe(v.picklist(EXECUTOR_CHOICES), v.transform(executorOf)),
  device: text,
  software: v.boolean(),
  threads: optional(amount),
});

const run = v.object({
  upload: amount,
  inference: amount,
  readback: amount,
  draw: amount,
  total: amount,
});

const measurement = v.object({
  ranOn: executor,
  runs: v.pipe(list(run), v.minLength(1)), // or they have no median
  download: v.object({ ms: optional(amount), cached: v.boolean() }),
  warmUpMs: optional(amount),
  peak: optional(v.object({ bytes: amount, of: v.picklist(['gpu', 'heap']) })),
  layers: optional(amounts),
});

const scores = { distilled: amount, vgg: amount };

const point = v.object({ content: amount, structure: amount });

const heldOut = v.object({
  judge: text,
  photos: amount,
  size: amount,
  styles: list(v.object({ id: text, title: text, ...scores })),
  mean: v.object(scores),
  structure: optional(
    v.object({
      photos: amount,
      styles: list(
        v.object({
          id: text,
          title: text,
          soft: point,
          half: point,
          bold: point,
          public: optional(point),
        }),
      ),
    }),
  ),
});

/** Which model it is. */
const identity = v.object({
  id: text,
  network: text,
  title: text,
  precision: v.picklist(['float32', 'float16', 'uint8']),
});

const side = v.object({
  model: identity,
  boldness: optional(boldnessSchema),
  picture: optional(size),
  executor: v.picklist(['auto', ...EXECUTOR_CHOICES]),
  ranOn: optional(executor),
  ms: optional(amount),
  size: v.object({
    seen: optional(size),
    download: amount,
    weights: amount,
    inMemory: amount,
    checkpoint: amount,
    multiplyAdds: amount,
    activations: amount,
  }),
  layers: list(
    v.object({
      layer: text,
      kernel: amount,
      outputs: amount,
      weights: amount,
      multiplyAdds: amount,
    }),
  ),
  heldOut: v.nullable(heldOut),
  measured: optional(measurement),
});

const likeness = v.object({
  ssim: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
  // Of equal pictures it is infinite, which JSON writes as null.
  psnr: v.pipe(
    v.nullable(v.union([amount, v.literal(Infinity)])),
    v.transform((value) => value ?? Infinity),
  ),
  difference: amount,
});

const model = v.object({
  model: identity,
  download: amount,
  weights: amount,
  ranOn: executor,
  ms: amount,
  likeness: optional(likeness),
});

/** What is not named here is left out. */
const reportSchema: v.GenericSchema<unknown, Report> = v.object({
  format: v.literal(FORMAT),
  version: v.picklist(VERSIONS),
  date: v.pipe(
    text,
    v.check((date) => !Number.isNaN(Date.parse(date))),
    v.transform((date) => new Date(date).toISOString()),
  ),
  machine: v.object({ browser: text, platform: text, cores: amount }),
  figures: v.object({
    picture: size,
    photo: size,
    style: v.object({
      id: text,
      title: text,
      boldness: optional(boldnessSchema),
      mix: optional(
        v.pipe(
          v.array(v.object({ id: text, title: text, percent: amount })),
          v.maxLength(MOST_IN_MIX),
        ),
      ),
    }),
    sides: v.object({ left: side, right: side }),
    likeness: optional(likeness),
    models: optional(list(model)),
  }),
});
