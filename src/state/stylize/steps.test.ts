import { describe, expect, it } from 'vitest';
import { createSteps, type StepsState } from './steps.ts';

/** Some work that is a text, and what its steps say is possible. */
function work(limit?: number) {
  let text = '';
  let state: StepsState = { canUndo: false, canRedo: false };
  const steps = createSteps<string>((next) => (state = next), limit);
  return {
    steps,
    text: () => text,
    state: () => state,
    write(next: string, slider?: string) {
      steps.record(text, slider);
      text = next;
    },
    undo: () => (text = steps.undo(text) ?? text),
    redo: () => (text = steps.redo(text) ?? text),
  };
}

describe('steps', () => {
  it('are taken back and done again, one by one', () => {
    const { write, undo, redo, state } = work();
    write('a');
    write('ab');
    expect(state()).toEqual({ canUndo: true, canRedo: false });
    expect([undo(), undo()]).toEqual(['a', '']);
    expect(state()).toEqual({ canUndo: false, canRedo: true });
    expect([redo(), redo()]).toEqual(['a', 'ab']);
    expect(state()).toEqual({ canUndo: true, canRedo: false });
  });

  it('change nothing where there are none', () => {
    const { write, undo, redo } = work();
    expect([undo(), redo()]).toEqual(['', '']);
    write('a');
    expect(redo()).toBe('a');
  });

  it('that were taken back are gone with a new one', () => {
    const { write, undo, redo, state } = work();
    write('a');
    undo();
    write('b');
    expect(state().canRedo).toBe(false);
    expect(redo()).toBe('b');
    expect(undo()).toBe('');
  });

  it('are one as long as the same slider moves', () => {
    const { write, undo, redo } = work();
    for (const text of ['a', 'ab', 'abc']) write(text, 'boldness');
    expect(undo()).toBe('');
    expect(redo()).toBe('abc');
  });

  it('are several where another slider moves, or the same one is taken up again', () => {
    const { write, undo, steps } = work();
    write('a', 'boldness');
    write('ab', 'strength');
    write('abc', 'strength');
    steps.end();
    write('abcd', 'strength');
    expect([undo(), undo(), undo()]).toEqual(['abc', 'a', '']);
  });

  it('are several where a slider moves after undo', () => {
    const { write, undo } = work();
    write('a', 'boldness');
    undo();
    write('b', 'boldness');
    write('bc', 'boldness');
    expect(undo()).toBe('');
  });

  it('are forgotten, the oldest first, beyond the limit', () => {
    const { write, undo, state } = work(2);
    for (const text of ['a', 'ab', 'abc']) write(text);
    expect([undo(), undo(), undo()]).toEqual(['ab', 'a', 'a']);
    expect(state().canUndo).toBe(false);
  });

  it('have a number that never comes again', () => {
    const { write, undo, redo, steps } = work();
    const seen = [steps.count()];
    const note = () => seen.push(steps.count());
    write('a');
    note();
    undo();
    note();
    redo();
    note();
    steps.clear();
    note();
    expect(new Set(seen).size).toBe(seen.length);
    write('b', 'boldness');
    const moving = steps.count();
    write('bc', 'boldness');
    expect(steps.count()).toBe(moving);
  });

  it('come back before those that were taken since', () => {
    const first = createSteps<number>(() => {});
    for (const step of [1, 2, 3]) first.record(step);
    expect(first.undo(4)).toBe(3);
    const kept = first.newest();
    const fresh = createSteps<number>(() => {});
    fresh.restore(kept);
    expect(fresh.redo(3)).toBe(4);
    const used = createSteps<number>(() => {});
    used.record(7);
    used.restore(kept);
    expect(used.redo(8)).toBeUndefined();
    expect([used.undo(8), used.undo(7), used.undo(2)]).toEqual([7, 2, 1]);
  });

  it('are kept only the newest', () => {
    const steps = createSteps<number>(() => {});
    for (let step = 0; step < 50; step++) steps.record(step);
    expect(steps.newest().past).toEqual(Array.from({ length: 20 }, (_, at) => 30 + at));
  });
});
