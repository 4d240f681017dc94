/** The worker: writes a model as files of other formats. The page's side is client.ts. */
import { serve, Transferred } from '../../channel/index.ts';
import { toProblem, type EngineFault } from '../problems.ts';
import type { ExportRequests } from './client.ts';
import { modelFiles } from './files.ts';

serve<ExportRequests>(
  () => ({
    files: async (request, { signal }) => {
      const files = await modelFiles(request, signal);
      return new Transferred(
        files,
        files.map(({ bytes }) => bytes.buffer),
      );
    },
  }),
  (error): EngineFault => toProblem(error).fault,
);
