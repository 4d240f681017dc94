import { describe, expect, it, vi } from 'vitest';
import { deferred } from '../testing/index.ts';
import { PageProblem } from './problems.ts';
import { createTask, knownState, lastResult, type TaskState } from './task.ts';

type State = TaskState<string, number>;

/** A task with all of its states, and work that ends when the test says so. */
function setUp(react: (state: State) => void = () => {}) {
  const states: State[] = [];
  const task = createTask<string, number>((state) => {
    states.push(state);
    react(state);
  });
  function begin(first = 0) {
    let tell: (progress: number) => void = () => {};
    const signals: AbortSignal[] = [];
    const { promise, resolve, reject } = deferred<string>();
    const work = vi.fn((signal: AbortSignal, report: (progress: number) => void) => {
      signals.push(signal);
      tell = report;
      return promise;
    });
    const end = task.start(first, work);
    return { end, work, signal: signals[0], tell: (n: number) => tell(n), resolve, reject };
  }
  const finish = async (result: string) => {
    const { end, resolve } = begin();
    resolve(result);
    await end;
  };
  return { task, states, begin, finish };
}

describe('a task', () => {
  it('is idle, then runs, tells its progress, and is done', async () => {
    const { task, states, begin } = setUp();
    expect(task.state()).toEqual({ status: 'idle' });
    const { end, tell, resolve, signal } = begin(0.1);
    expect(task.state()).toEqual({ status: 'running', progress: 0.1 });
    tell(0.5);
    resolve('a');
    expect(await end).toEqual({ status: 'done', result: 'a' });
    expect(states).toEqual([
      { status: 'running', progress: 0.1 },
      { status: 'running', progress: 0.5 },
      { status: 'done', result: 'a' },
    ]);
    expect(signal?.aborted).toBe(false);
  });

  it('keeps the previous result while it runs, when it fails and when it is cancelled', async () => {
    const { task, begin, finish } = setUp();
    await finish('a');
    const failing = begin();
    expect(task.state()).toEqual({ status: 'running', progress: 0, previous: 'a' });
    failing.tell(0.5);
    expect(task.state()).toEqual({ status: 'running', progress: 0.5, previous: 'a' });
    failing.reject(new PageProblem({ code: 'paint/nothing-arrived' }));
    const failed = {
      status: 'failed',
      fault: { code: 'paint/nothing-arrived' },
      previous: 'a',
    };
    expect(await failing.end).toEqual(failed);
    expect(task.state()).toEqual(failed);
    begin();
    expect(task.state()).toEqual({ status: 'running', progress: 0, previous: 'a' });
    task.cancel();
    expect(task.state()).toEqual({ status: 'cancelled', previous: 'a' });
    await finish('b');
    expect(task.state()).toEqual({ status: 'done', result: 'b' });
  });

  it('makes a fault of any error', async () => {
    const { begin } = setUp();
    const { end, reject } = begin();
    reject(new Error('no memory'));
    const fault = { code: 'page/unexpected', text: 'no memory' };
    expect(await end).toEqual({ status: 'failed', fault, previous: undefined });
  });
});

describe('what comes late', () => {
  it('from work that was replaced is dropped: progress, results and errors', async () => {
    const { task, states, begin } = setUp();
    const [first, second, third] = [begin(1), begin(2), begin(3)];
    expect([first, second, third].map(({ signal }) => signal?.aborted)).toEqual([
      true,
      true,
      false,
    ]);
    const before = states.length;
    first.tell(0.9);
    first.resolve('late');
    second.reject(new Error('late'));
    expect(await first.end).toBeUndefined();
    expect(await second.end).toBeUndefined();
    expect(states).toHaveLength(before);
    third.resolve('c');
    await third.end;
    expect(task.state()).toEqual({ status: 'done', result: 'c' });
  });

  it('from work that was cancelled is dropped, and an abort is no failure', async () => {
    const { task, begin } = setUp();
    const { end, signal, tell, reject } = begin();
    task.cancel();
    expect(signal?.aborted).toBe(true);
    tell(0.9);
    reject(signal?.reason as Error);
    expect(await end).toBeUndefined();
    expect(task.state()).toEqual({ status: 'cancelled' });
  });

  it('as progress after the end is dropped', async () => {
    const { task, begin } = setUp();
    const { end, tell, resolve } = begin();
    resolve('a');
    await end;
    tell(0.9);
    expect(task.state()).toEqual({ status: 'done', result: 'a' });
  });

  it('resolves only when the work has ended, so that what it borrowed is given back', async () => {
    const { task, begin } = setUp();
    const { end, resolve } = begin();
    const ended = vi.fn();
    const waiting = end.then(ended);
    task.cancel();
    await Promise.resolve();
    expect(ended).not.toHaveBeenCalled();
    resolve('late');
    await waiting;
    expect(ended).toHaveBeenCalledExactlyOnceWith(undefined);
  });
});

describe('a state that is set', () => {
  it('takes the place of what runs', async () => {
    const { task, begin } = setUp();
    const { end, signal, resolve } = begin();
    task.set({ status: 'done', result: 'known' });
    expect(signal?.aborted).toBe(true);
    resolve('late');
    expect(await end).toBeUndefined();
    expect(task.state()).toEqual({ status: 'done', result: 'known' });
  });

  it('is the previous result of what is started next; reset forgets it', async () => {
    const { task, begin } = setUp();
    task.set({ status: 'done', result: 'known' });
    const { signal } = begin();
    expect(lastResult(task.state())).toBe('known');
    task.reset();
    expect(signal?.aborted).toBe(true);
    expect(task.state()).toEqual({ status: 'idle' });
    begin();
    expect(lastResult(task.state())).toBeUndefined();
  });

  it('that is of something else now is forgotten, and the state tells that there was one', () => {
    const { task, begin } = setUp();
    task.outdate();
    expect(task.state()).toEqual({ status: 'idle' });
    task.set({ status: 'done', result: 'known' });
    task.outdate();
    expect(task.state()).toEqual({ status: 'cancelled' });
    const { signal } = begin();
    task.outdate();
    expect(signal?.aborted).toBe(true);
    expect(task.state()).toEqual({ status: 'cancelled' });
    task.outdate();
    expect(task.state()).toEqual({ status: 'cancelled' });
  });
});

it('cancel does nothing where nothing runs', async () => {
  const { task, states, finish } = setUp();
  task.cancel();
  expect(states).toEqual([]);
  await finish('a');
  task.cancel();
  expect(task.state()).toEqual({ status: 'done', result: 'a' });
});

describe('whoever is told of a state', () => {
  it('may cancel work before it begins', async () => {
    const { task, begin } = setUp(({ status }) => {
      if (status === 'running') task.cancel();
    });
    const { end, work } = begin();
    expect(await end).toBeUndefined();
    expect(work).not.toHaveBeenCalled();
    expect(task.state()).toEqual({ status: 'cancelled' });
  });

  it('may start other work', async () => {
    const ends: Promise<unknown>[] = [];
    const { task, states, begin } = setUp((state) => {
      if (state.status === 'done' && state.result === 'a')
        ends.push(task.start(7, async () => 'b'));
    });
    const { end, resolve } = begin();
    resolve('a');
    await end;
    await Promise.all(ends);
    expect(states.slice(1)).toEqual([
      { status: 'done', result: 'a' },
      { status: 'running', progress: 7, previous: 'a' },
      { status: 'done', result: 'b' },
    ]);
  });

  it('may replace work that has just begun', async () => {
    const ends: Promise<unknown>[] = [];
    const { task, begin } = setUp((state) => {
      if (state.status === 'running' && state.progress === 0)
        ends.push(task.start(7, async () => 'b'));
    });
    const { end, work } = begin();
    expect(await end).toBeUndefined();
    await Promise.all(ends);
    expect(work).not.toHaveBeenCalled();
    expect(task.state()).toEqual({ status: 'done', result: 'b' });
  });
});

it('the last result is that of any state, and of an empty page none', () => {
  const previous = 'a';
  const fault = { code: 'photo/none' } as const;
  const states: (State | { status: 'empty' })[] = [
    { status: 'done', result: 'a' },
    { status: 'running', progress: 0, previous },
    { status: 'failed', fault, previous },
    { status: 'cancelled', previous },
  ];
  expect(states.map(lastResult)).toEqual(['a', 'a', 'a', 'a']);
  expect(lastResult({ status: 'idle' })).toBeUndefined();
  expect(lastResult({ status: 'empty' })).toBeUndefined();
});

it('a known result makes a task done, and none makes it idle', () => {
  expect(knownState('a')).toEqual({ status: 'done', result: 'a' });
  expect(knownState(undefined)).toEqual({ status: 'idle' });
});
