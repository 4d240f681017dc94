import { expect, it } from 'vitest';
import { isNewResult } from './JobStatus.tsx';

const first = { of: 'first' };
const running = { status: 'running', progress: 0.5, previous: first } as const;

it.each([
  ['one that is done', { status: 'done', result: { of: 'second' } }, true],
  ['one that was given up, and has its earlier result', { status: 'done', result: first }, false],
  ['one that was cancelled', { status: 'cancelled', previous: first }, false],
  ['one that failed', { status: 'failed', fault: { code: 'engine/memory' } }, false],
] as const)('a job has a new result: %s', (_, now, expected) => {
  expect(isNewResult(running, now)).toBe(expected);
});
