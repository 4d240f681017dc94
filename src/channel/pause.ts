/** Let messages arrive, so that a worker notices a cancel. Rejects with the signal's reason once that is aborted. */
export async function pause(signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    // A message is the quickest task there is: setTimeout would wait 4 ms.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
  signal?.throwIfAborted();
}
