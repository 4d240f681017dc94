/**
 * Read what a server sends.
 *
 * @param onBytes called with the bytes of each piece that arrives
 * @returns all of it. Rejects as the body does
 */
export function bytesOf(
  { body }: Response,
  onBytes: (count: number) => void,
): Promise<ArrayBuffer> {
  const told = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, out) {
      onBytes(piece.byteLength);
      out.enqueue(piece);
    },
  });
  return new Response(body && body.pipeThrough(told)).arrayBuffer();
}
