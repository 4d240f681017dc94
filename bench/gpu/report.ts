import { format } from 'prettier';
import type { Summary } from '../stats.ts';
import type { GpuReport, Swept, Timed } from './device/results.ts';

const PEERS = ['tfjs-webgpu', 'ort-webgpu'] as const;

/** The results of a run on a GPU machine as tables in Markdown. */
export function toMarkdown(report: GpuReport): Promise<string> {
  const { checks, failures, peaks } = report;
  const bad = checks.filter(({ passed }) => !passed);
  const lines = [
    '# Results on a GPU',
    '',
    `Made by \`npm run bench:gpu\`; [README.md](README.md) says what is measured.`,
    '',
    ...table(['what', 'which'], [...facts(report)]),
    `${checks.length - bad.length} of ${checks.length} paintings are as PyTorch's.`,
    ...bad.map(
      (one) => `\n- ${one.network} in ${one.precision}, ${one.tiles}: off by ${one.largest}`,
    ),
    '',
    '## Times',
    '',
    ...(peaks ? [] : ['The peaks were not measured.', '']),
    ...table(
      [
        ...['network', 'size', 'engine', 'GPU, ms', 'share of the peak', 'dispatches'],
        ...['on the device, ms', 'TensorFlow.js takes', 'ONNX Runtime takes'],
        ...['from memory to memory, ms', 'TensorFlow.js takes', 'ONNX Runtime takes'],
      ],
      report.timed.map(timedRow),
    ),
    '## From a new device to the first painting',
    '',
    ...table(
      ['network', 'size', 'engine', 'load, ms', 'first run, ms'],
      report.cold.map((cold) => [
        ...[cold.network, sizeOf(cold), cold.engine],
        ...[milliseconds(cold.loadMs), milliseconds(cold.firstMs)],
      ]),
    ),
    '## The fastest tile of each layer',
    '',
    ...table(
      ['network', 'size', 'precision', 'layer', 'tile', 'ms', 'TFLOP/s', 'slowest, ms'],
      bestOf(report.swept).map(({ best, slowest }) => [
        ...[best.network, sizeOf(best), best.precision, `${best.count} x ${best.layer}`],
        ...[best.tile, best.ms.toFixed(3), best.tflops.toFixed(1), slowest.ms.toFixed(3)],
      ]),
    ),
    ...failures.map(({ what, why }) => `- Not done: ${what}: ${why.split('\n')[0]}\n`),
  ];
  return format(lines.join('\n'), { parser: 'markdown' });
}

function* facts({ date, commit, smoke, adapter = {}, peaks, seconds }: GpuReport) {
  yield ['date', date];
  yield ['commit', commit];
  const { vendor, architecture, device, description } = adapter;
  yield ['GPU', [vendor, architecture, device, description].filter(Boolean).join(', ')];
  yield ['features', ((adapter['features'] as string[] | undefined) ?? []).join(', ')];
  if (peaks) {
    yield ['peak of float32, TFLOP/s', peaks.float32.toFixed(2)];
    yield ['peak of float16, TFLOP/s', peaks.float16?.toFixed(2) ?? 'no float16'];
    yield ['copy, GB/s', peaks.copy.toFixed(0)];
  }
  yield ['seconds', seconds?.toFixed(0) ?? 'unknown'];
  if (smoke) yield ['kind', 'a smoke test: the times mean nothing'];
}

function timedRow(timed: Timed): string[] {
  const { gpu, share } = timed;
  const peers = (kind: 'whole' | 'onDevice') =>
    PEERS.map((peer) => ratio(timed.ratios[peer]?.[kind]));
  return [
    ...[timed.network, sizeOf(timed), timed.engine],
    gpu ? milliseconds(gpu.ms) + (gpu.clock === 'gpu' ? '' : ', by the processor') : '',
    share === undefined ? '' : `${(100 * share).toFixed(0)} %`,
    gpu ? String(gpu.dispatches) : '',
    ...[milliseconds(timed.onDevice.median), ...peers('onDevice')],
    ...[milliseconds(timed.whole.median), ...peers('whole')],
  ];
}

/** The fastest and the slowest tile of each layer, in the order of the sweep. */
export function bestOf(swept: readonly Swept[]): { best: Swept; slowest: Swept }[] {
  const groups = new Map<string, Swept[]>();
  for (const one of swept) {
    const key = [one.network, one.precision, sizeOf(one), one.layer].join();
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const sorted = [...group].sort((a, b) => a.ms - b.ms);
    return { best: sorted[0] as Swept, slowest: sorted[sorted.length - 1] as Swept };
  });
}

function ratio(found: Summary | undefined): string {
  if (!found) return '';
  const [low, high] = found.quartiles.map((value) => value.toFixed(1));
  return `${found.median.toFixed(1)}x (${low} to ${high})`;
}

function milliseconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function sizeOf({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width} x ${height}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line), ''];
}
