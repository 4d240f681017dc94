/** The worker: a Stylizer behind a channel. The page's side is client.ts. */
import { trustOwnScripts } from '../../browser/index.ts';
import { serve, Transferred } from '../../channel/index.ts';
import { tellStalls } from '../../loading/index.ts';
import type { EngineRequests } from '../client.ts';
import { toProblem, type EngineFault } from '../problems.ts';
import type { StylizerOptions } from '../stylizer.ts';
import { createLocalStylizer } from './local.ts';

trustOwnScripts(self.location.href); // the executors may start workers, which lie beside this one
tellStalls();
serve<EngineRequests>(
  (options: StylizerOptions) => {
    const stylizer = createLocalStylizer(options);
    return {
      capabilities: () => stylizer.capabilities(),
      async load(model, { signal, emit }) {
        for await (const progress of stylizer.load(model, signal)) emit(progress);
      },
      async run(job, { signal, emit }) {
        for await (const update of stylizer.run(job, signal)) {
          const isResult = update.type === 'result';
          emit(isResult ? new Transferred(update, [update.picture.data.buffer]) : update);
        }
      },
      styleRow: (wanted) => stylizer.styleRow(wanted),
      async paintFrame(job) {
        const painted = await stylizer.paintFrame(job);
        return new Transferred(painted, [painted.bitmap]);
      },
    };
  },
  (error): EngineFault => toProblem(error).fault,
);
