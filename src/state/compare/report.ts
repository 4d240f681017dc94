import type { Figures, Size } from './figures.ts';
import type { Machine } from './machine.ts';

/** Raised when a reader of the version before would misunderstand a report. See docs/report.md. */
export const REPORT_VERSION = 1;

/**
 * All figures of a comparison, and what they were measured on: as a file, docs/report.md. Times are
 * milliseconds and sizes bytes; what is not known is left out. There is no picture in it, and no name.
 */
export interface Report extends Figures {
  readonly format: 'brushlite-report';
  readonly version: typeof REPORT_VERSION;
  /** When, in UTC: "2026-11-25T14:03:00.000Z". */
  readonly made: string;
  readonly machine: Machine;
  /** Size of the photo's file in pixels. `picture` is what both networks painted. */
  readonly photo: Size;
}

interface Source {
  readonly figures: Figures;
  readonly machine: Machine;
  readonly photo: Size;
  readonly made: Date;
}

export function toReport({ figures, machine, photo, made }: Source): Report {
  return {
    format: 'brushlite-report',
    version: REPORT_VERSION,
    made: made.toISOString(),
    machine,
    photo: { width: photo.width, height: photo.height },
    ...figures,
  };
}

/** JSON has no infinity, which is the PSNR of two equal pictures: there it is the string "Infinity". */
export function formatReport(report: Report): string {
  const replace = (_: string, value: unknown) => (value === Infinity ? 'Infinity' : value);
  return `${JSON.stringify(report, replace, 2)}\n`;
}
