/** Decodes, fits and encodes off the page's thread. One request, one answer; see client.ts. */
import { decode, fit } from './decode.ts';
import { encode } from './encode.ts';
import { PictureProblem } from './problem.ts';
import type { Answer, Request } from './protocol.ts';

async function answer(request: Request): Promise<{ value: unknown; moved: Transferable[] }> {
  switch (request.type) {
    case 'decode': {
      const value = await decode(request.file, request.name);
      return { value, moved: [value.bitmap] };
    }
    case 'fit': {
      const value = fit(request.bitmap, request.longSide);
      request.bitmap.close();
      return { value, moved: [value.data.buffer] };
    }
    case 'encode':
      return { value: await encode(request.pixels, request.fileType), moved: [] };
  }
}

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answer(data).then(
    ({ value, moved }) => self.postMessage({ id: data.id, value } satisfies Answer, moved),
    (error: unknown) => {
      const known = error instanceof PictureProblem;
      const message = error instanceof Error ? error.message : String(error);
      self.postMessage({ id: data.id, error: { known, message } } satisfies Answer);
    },
  );
});
