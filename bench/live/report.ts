import { summary, type Summary } from '../stats.ts';
import type { Part, Round } from './measure.ts';

const rate = ({ painted, ms }: Part) => (1000 * painted) / ms;
const each = (total: keyof Part) => (part: Part) => part[total] / part.painted;

/** Of a round: milliseconds of processor time for a live picture, without what the camera takes when nobody paints. */
export function loopCpu({ live, idle }: Pick<Round, 'live' | 'idle'>): number {
  return (live.cpuMs - (idle.cpuMs / idle.ms) * live.ms) / live.painted;
}

/** @returns a Markdown table of the rounds, and two ratios, with their quartiles */
export function toTable(executor: string, rounds: readonly Round[]): string {
  const [first] = rounds;
  if (!first) return '';
  const names = { live: 'live', single: 'single, camera on', quiet: 'single, camera off' };
  const middle = (figure: (round: Round) => number) =>
    summary(rounds.map(figure)).median.toFixed(1);
  const row = (part: keyof typeof names) =>
    `| ${[
      names[part],
      middle((round) => rate(round[part])),
      middle((round) => each('engineMs')(round[part])),
      middle((round) => each('cpuMs')(round[part])),
    ].join(' | ')} |`;
  const [clock, cpu] = [
    summary(rounds.map(({ live, quiet }) => rate(live) / rate(quiet))),
    summary(rounds.map((round) => each('cpuMs')(round.quiet) / loopCpu(round))),
  ];
  return [
    `${executor}, ${first.width} x ${first.height}, ${rounds.length} rounds:`,
    '',
    '| pictures | a second | ms in the worker | ms of processor time |',
    '| --- | --- | --- | --- |',
    row('live'),
    row('single'),
    row('quiet'),
    '',
    `live / single with the camera off, by the clock: ${text(clock)}`,
    `the same by processor time, without the camera's own: ${text(cpu)}`,
  ].join('\n');
}

const text = ({ median, quartiles: [low, high] }: Summary) =>
  `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
