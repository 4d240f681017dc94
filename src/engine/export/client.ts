import type { Request } from '../../channel/index.ts';
import { createWorkerChannel } from '../workerChannel.ts';
import type { ExportRequest, ModelFile } from './files.ts';

/** What the worker of exports (export.worker.ts) answers. */
export interface ExportRequests {
  readonly files: Request<ExportRequest, ModelFile[]>;
}

/** `modelFiles`, in a worker that ends with it. Rejects as that does. */
export async function filesFromWorker(
  request: ExportRequest,
  createWorker: () => Worker,
  signal?: AbortSignal,
): Promise<ModelFile[]> {
  const channel = createWorkerChannel<ExportRequests>(undefined, createWorker);
  try {
    return await channel.ask('files', request, { retry: true, signal });
  } finally {
    channel.stop({ code: 'engine/disposed' });
  }
}
