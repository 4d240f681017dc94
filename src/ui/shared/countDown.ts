import { useEffect, useState } from 'react';

const SECOND = 1000;

/**
 * Count a time down that was estimated once, until it has run out.
 *
 * @param ms that are left at first
 * @param tell gets what is left once a second; 0 in the end
 * @returns what ends it
 */
export function countDown(ms: number, tell: (msLeft: number) => void): () => void {
  const end = performance.now() + ms;
  const timer = setInterval(() => {
    const left = Math.max(0, end - performance.now());
    tell(left);
    if (left === 0) clearInterval(timer);
  }, SECOND);
  return () => clearInterval(timer);
}

/**
 * @param msLeft as it was estimated last
 * @param report changes with each estimate, also where that is the same as the last one
 * @returns what is left of it now; undefined once it has run out, as nobody knows how long it takes then
 */
export function useTimeLeft(msLeft: number, report: unknown): number | undefined {
  const [left, setLeft] = useState({ ms: msLeft, report });
  useEffect(() => countDown(msLeft, (ms) => setLeft({ ms, report })), [msLeft, report]);
  // Of the estimate before, until the first second is over.
  const now = left.report === report ? left.ms : msLeft;
  return now > 0 ? now : undefined;
}
