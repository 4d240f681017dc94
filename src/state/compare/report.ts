import { EXECUTOR_CHOICES, executorOf, type ExecutorInfo } from '../../engine/index.ts';
import type { LayerCost } from '../../network/index.ts';
import type {
  Figures,
  HeldOut,
  Likeness,
  SideFigures,
  Size,
  SizeFigures,
  StyleScores,
} from './figures.ts';
import { PageProblem } from '../shared/index.ts';
import type { Machine } from './machine.ts';
import {
  amount,
  between,
  exactly,
  flag,
  list,
  optional,
  record,
  shape,
  some,
  text,
  type Check,
} from './schema.ts';
import type { SideMeasurement, Sides, TimedRun } from './types.ts';

const FORMAT = 'brushlite-report';
/** Raised when a page of the version before could misread a report. docs/report.md says what is in it. */
const VERSION = 1;
/** Characters. A report has some ten thousand. */
const LONGEST = 2_000_000;

/** All figures of a comparison, and what they were measured on. No pictures: neither photo nor painting. */
export interface Report {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly machine: Machine;
  readonly figures: Figures;
}

export function toReport(figures: Figures, machine: Machine, date: Date): Report {
  return { format: FORMAT, version: VERSION, date: date.toISOString(), machine, figures };
}

/** The report as a file; what the figures have beside their own is left out. */
export function formatReport(report: Report): string {
  return `${JSON.stringify(checkReport(report), null, 2)}\n`;
}

/** Read a report, from whomever it is. Throws PageProblem, which names the file. */
export function parseReport(source: string, name: string): Report {
  let value: unknown;
  try {
    value = source.length <= LONGEST ? JSON.parse(source) : undefined;
  } catch {
    value = undefined; // no JSON, so no report
  }
  const { format, version } = Object(value) as { format?: unknown; version?: unknown };
  if (format !== FORMAT) {
    throw new PageProblem({ code: 'report/not-a-report', name });
  }
  if (version !== VERSION) {
    const isTold = typeof version === 'number' || typeof version === 'string';
    const found = isTold ? String(version).slice(0, 20) : undefined;
    throw new PageProblem({ code: 'report/other-version', name, found, wanted: VERSION });
  }
  try {
    return checkReport(value);
  } catch {
    throw new PageProblem({ code: 'report/damaged', name });
  }
}

const size = shape<Size>({ width: amount, height: amount });

const executor = shape<ExecutorInfo>({
  // Older reports have the API for the executor of TensorFlow.js on it.
  id: (value) => executorOf(exactly(...EXECUTOR_CHOICES)(value)),
  device: text,
  software: flag,
  threads: optional(amount),
  because: () => undefined, // of use on the page that met it, and nowhere else
});

const runs = list(
  shape<TimedRun>({
    upload: amount,
    inference: amount,
    readback: amount,
    draw: amount,
    total: amount,
  }),
);

const measurement = shape<SideMeasurement>({
  ranOn: executor,
  runs: some(runs), // or they have no median
  download: shape({ ms: amount, cached: flag }),
  warmUpMs: amount,
  peak: optional(shape({ bytes: amount, of: exactly('gpu', 'heap') })),
  layers: optional(record(amount)),
});

const scores = { distilled: amount, vgg: amount };

const heldOut = shape<HeldOut>({
  judge: text,
  photos: amount,
  size: amount,
  styles: list(shape<StyleScores>({ id: text, title: text, ...scores })),
  mean: shape(scores),
});

const side = shape<SideFigures>({
  model: shape({
    id: text,
    network: text,
    title: text,
    precision: exactly('float32', 'float16', 'uint8'),
  }),
  executor: exactly('auto', ...EXECUTOR_CHOICES),
  ranOn: optional(executor),
  ms: optional(amount),
  size: shape<SizeFigures>({
    download: amount,
    weights: amount,
    inMemory: amount,
    checkpoint: amount,
    multiplyAdds: amount,
    activations: amount,
  }),
  layers: list(
    shape<LayerCost>({
      layer: text,
      kernel: amount,
      outputs: amount,
      weights: amount,
      multiplyAdds: amount,
    }),
  ),
  heldOut: (value) => (value === null ? null : heldOut(value)),
  measured: optional(measurement),
});

const checkReport: Check<Report> = shape<Report>({
  format: exactly(FORMAT),
  version: exactly(VERSION),
  date: (value) => new Date(text(value)).toISOString(),
  machine: shape<Machine>({ browser: text, platform: text, cores: amount }),
  figures: shape<Figures>({
    picture: size,
    photo: size,
    style: shape({ id: text, title: text }),
    sides: shape<Sides<SideFigures>>({ left: side, right: side }),
    likeness: optional(
      shape<Likeness>({
        ssim: between(-1, 1),
        // Of equal pictures it is infinite, which JSON writes as null.
        psnr: (value) => (value === null || value === Infinity ? Infinity : amount(value)),
        difference: amount,
      }),
    ),
  }),
});
