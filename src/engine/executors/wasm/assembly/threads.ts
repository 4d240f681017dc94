import { task } from './task';
import { Step } from './step';

/*
 * The block of memory that all threads know, at CONTROL:
 *   0  i64  the number of the step in the upper half, its next ticket in the lower
 *   8  i32  tickets done
 *   12 i32  address of the step
 *   16 i32  tickets of the step
 *   20 i32  bell: goes up with each step, and is what idle threads sleep on
 *   24 i32  1 to end
 */
const SPINS = 2000;

/** Take the next ticket of the step that is current, and do it. @returns whether there was one */
function takeOne(control: usize, thread: i32): bool {
  while (true) {
    const state = atomic.load<i64>(control);
    const ticket = <i32>state;
    const tickets = atomic.load<i32>(control, 16);
    if (ticket >= tickets) return false;
    // Fails also when the step has changed since, and what was just read is of another one.
    if (atomic.cmpxchg<i64>(control, state, state + 1) != state) continue;
    // From here on the step can't change, as it waits for this ticket.
    const step = atomic.load<i32>(control, 12);
    task(changetype<Step>(<usize>step), ticket, thread);
    if (atomic.add<i32>(control, 1, 8) == tickets - 1) atomic.notify(control + 8, 1);
    return true;
  }
}

/** The loop of a worker: sleep until there is a step, and help with it. */
export function serveShared(control: usize, thread: i32): void {
  while (atomic.load<i32>(control, 24) == 0) {
    const bell = atomic.load<i32>(control, 20);
    while (takeOne(control, thread)) {}
    let spins = SPINS;
    while (atomic.load<i32>(control, 20) == bell && spins-- > 0) {}
    if (spins <= 0) atomic.wait<i32>(control + 20, bell, -1);
  }
}

/** Run a step with all threads that are awake in time. @returns false when one of them never came back */
export function runShared(control: usize, step: Step): bool {
  const tickets = step.strips * step.chunks;
  // No ticket of the step before is left, so nobody takes one while this changes.
  atomic.store<i32>(control, 0, 16);
  atomic.store<i64>(control, ((atomic.load<i64>(control) >> 32) + 1) << 32);
  atomic.store<i32>(control, 0, 8);
  atomic.store<i32>(control, <i32>changetype<usize>(step), 12);
  atomic.store<i32>(control, tickets, 16);
  atomic.add<i32>(control, 1, 20);
  atomic.notify(control + 20, -1);
  while (takeOne(control, 0)) {}
  let spins = SPINS;
  while (true) {
    const done = atomic.load<i32>(control, 8);
    if (done == tickets) return true;
    if (spins-- > 0) continue;
    if (atomic.wait<i32>(control + 8, done, 30_000_000_000) == 2) return false;
  }
}
