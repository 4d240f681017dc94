import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from './files.ts';
import type { GpuReport } from './results.ts';
import type { Settings } from './settings.ts';

/** A run on a GPU machine: its results so far, which are printed and kept as they come. */
export class Run {
  readonly report: GpuReport;

  constructor(
    readonly settings: Settings,
    readonly files: Files,
  ) {
    const { commit, smoke } = settings;
    const date = new Date().toISOString().slice(0, 10);
    this.report = {
      ...{ date, commit, smoke },
      ...{ checks: [], cold: [], timed: [], swept: [], failures: [] },
    };
    mkdirSync(settings.out, { recursive: true });
  }

  /** Whether the time is up. What had no time is among the failures. */
  late(what: string): boolean {
    if (process.uptime() < this.settings.seconds) return false;
    this.failed(what, 'there was no time left');
    return true;
  }

  /** Print a line of JSON, and write what there is to the file. */
  say(kind: string, data: object): void {
    console.log(JSON.stringify({ kind, at: Number(process.uptime().toFixed(1)), ...data }));
    const file = join(this.settings.out, 'gpu.json');
    writeFileSync(file, `${JSON.stringify({ ...this.report, seconds: process.uptime() })}\n`);
  }

  failed(what: string, why: string): void {
    this.report.failures.push({ what, why });
    this.say('failed', { what, why });
  }

  /** @returns undefined where the work failed, which is kept and no reason to stop */
  async attempt<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      // An EngineProblem says only its code.
      const fault = error instanceof Error && 'fault' in error ? JSON.stringify(error.fault) : '';
      this.failed(what, [String(error), fault].filter(Boolean).join(' '));
      return undefined;
    }
  }

  end(): void {
    const { checks, failures } = this.report;
    const passed = checks.filter((check) => check.passed).length;
    this.say('end', { checks: checks.length, passed, failures: failures.length });
  }
}
