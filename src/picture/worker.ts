/** Decodes, fits, encodes and compares off the page's thread. One request, one answer; see client.ts. */
import { compare } from './difference.ts';
import { decode, fit } from './decode.ts';
import { encode } from './encode.ts';
import { PictureProblem } from './problems.ts';
import type { Answer, Request } from './protocol.ts';

async function answer(request: Request): Promise<{ value: unknown; moved: Transferable[] }> {
  switch (request.type) {
    case 'decode': {
      const value = await decode(request.file, request.name);
      return { value, moved: [value.bitmap] };
    }
    case 'fit': {
      try {
        const value = fit(request.bitmap, request.longSide);
        return { value, moved: [value.data.buffer] };
      } finally {
        request.bitmap.close();
      }
    }
    case 'encode':
      return { value: await encode(request.pixels), moved: [] };
    case 'compare': {
      const value = compare(request.a, request.b);
      return { value, moved: [value.map.data.buffer] };
    }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answer(data).then(
    ({ value, moved }) => self.postMessage({ id: data.id, value } satisfies Answer, moved),
    (error: unknown) => {
      // Else it is the browser's own text: of a file mostly that it moved, changed or is a folder.
      const unknown = data.type === 'decode' ? 'picture/unreadable' : 'picture/crashed';
      const fault = error instanceof PictureProblem ? error.fault : ({ code: unknown } as const);
      self.postMessage({ id: data.id, fault } satisfies Answer);
    },
  );
});
