/**
 * An async iterable of what `work` emits, which ends when `work` does and throws what it throws.
 * `work` starts with the first `next()`. Nothing is dropped when the consumer is slow.
 */
export async function* stream<T>(
  work: (emit: (value: T) => void) => Promise<unknown>,
): AsyncGenerator<T, void, undefined> {
  const queue: T[] = [];
  let wake = () => {};
  let ended = false;
  const working = work((value) => {
    queue.push(value);
    wake();
  }).finally(() => {
    ended = true;
    wake();
  });
  working.catch(() => {}); // it is awaited below; until then it must not count as unhandled
  while (!ended || queue.length > 0) {
    const value = queue.shift();
    if (value === undefined) await new Promise<void>((resolve) => (wake = resolve));
    else yield value;
  }
  await working;
}
