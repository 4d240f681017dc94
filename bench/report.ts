import { format } from 'prettier';
import { ENGINES, type EngineId } from './engines/requests.ts';
import { toSentence } from './failures.ts';
import type { Report, Result } from './results.ts';

const COLUMNS = [
  'engine',
  'threads',
  'median, ms',
  'quartiles, ms',
  'stock TensorFlow.js takes',
  'ONNX Runtime Web takes',
  'LiteRT.js takes',
  'cold start, ms',
  'peak memory, MB',
  'largest difference',
];
/** Only in tables with engines on WebGPU. */
const CALLS = ['dispatches', 'submits'];

/** The results as tables in Markdown, aligned so that they are read in a terminal, too. */
export function toMarkdown(report: Report): Promise<string> {
  const facts = { date: report.date, ...report.machine, ...report.versions };
  const titles = [...new Set(report.results.map(titleOf))];
  const lines = [
    '# Results',
    '',
    `Made by \`${report.command}\`; [README.md](README.md) says what is measured and how to read it.`,
    '',
    ...table(['what', 'which'], Object.entries(facts)),
    ...titles.flatMap((title) => {
      const results = report.results.filter((result) => titleOf(result) === title);
      const rounds = `Of ${results[0]?.rounds} rounds.`;
      const calls = results.some(({ gpuCalls }) => gpuCalls);
      const columns = calls ? [...COLUMNS, ...CALLS] : COLUMNS;
      const cells = results.map((result) => [...row(result), ...(calls ? callsOf(result) : [])]);
      return [`## ${title}`, '', rounds, '', ...table(columns, cells)];
    }),
    ...report.failures.flatMap((failure) => [toSentence(failure), '']),
  ];
  return format(lines.join('\n'), { parser: 'markdown' });
}

/** What stands below this line in the file of the tables is written by hand. */
const KEPT = '<!-- The next run keeps what is below. -->';

/** New tables, and what was written by hand below the ones before. */
export function withKept(markdown: string, before: string): string {
  const at = before.indexOf(KEPT);
  return at < 0 ? markdown : `${markdown}\n${before.slice(at)}`;
}

function titleOf({ model, size }: Result): string {
  return `${model}, ${size} x ${size}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line), ''];
}

function row(result: Result): string[] {
  const device = ENGINES[result.engine];
  return [
    result.engine,
    String(result.threads),
    milliseconds(result.medianMs),
    result.quartilesMs.map(milliseconds).join(' to '),
    ratio(result, `tfjs-${device}`),
    device === 'webgl' ? '' : ratio(result, `ort-${device}`), // there is no such engine
    device === 'webgl' ? '' : ratio(result, `litert-${device}`),
    milliseconds(result.coldMs),
    result.peakBytes === undefined ? 'not known' : (result.peakBytes / 1e6).toFixed(0),
    result.maxDiff === 0 ? '0' : result.maxDiff.toExponential(0),
  ];
}

function callsOf({ gpuCalls }: Result): string[] {
  return [gpuCalls?.dispatches, gpuCalls?.submits].map((count) => String(count ?? ''));
}

/** `2.10x (2.05 to 2.20)`: how many times as long a peer takes; empty for the peer itself. */
function ratio({ ratios }: Result, peer: EngineId): string {
  const found = ratios[peer];
  if (!found) return '';
  const [low, high] = found.quartiles.map((value) => value.toFixed(2));
  return `${found.median.toFixed(2)}x (${low} to ${high})`;
}

function milliseconds(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}
