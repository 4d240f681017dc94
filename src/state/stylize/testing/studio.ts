/** The studio of own styles on a Stylize page with a fake engine, for its tests. */
import {
  EngineProblem,
  type EngineFault,
  type Learner,
  type LearningOptions,
  type LearningRequest,
  type LearningResult,
  type Manifest,
} from '../../../engine/index.ts';
import { createOwnStyles, type Collection, type OwnStyle } from '../../shared/index.ts';
import { deferred, FakeEngine, fakeManifest, photoFile, until, WASM } from '../../testing/index.ts';
import { createStudio } from '../ownStyle/studio.ts';
import { viewOf } from '../ownStyle/studioState.ts';
import { connectedPage } from './page.ts';

export const PRINT = 'a'.repeat(64);
const manifest: Manifest = {
  ...fakeManifest,
  models: fakeManifest.models.map((model) => ({ ...model, fingerprint: PRINT })),
};

const rowsOf = (value: number) => ({ soft: Float32Array.of(value), bold: Float32Array.of(value) });

/** What a learner knows after so many steps: its rows are the number of steps. */
function after(steps: number): LearningResult {
  const [rows, none] = [rowsOf(steps), new Float32Array(2)];
  const fall = { begin: 0, end: 1 };
  const state = { current: rows, average: rows, means: none, squares: none, steps, fall, seed: 1 };
  return { rows, state };
}

/** A learner that does as the test says. */
class FakeLearner implements Learner {
  request!: LearningRequest;
  private options: LearningOptions = {};
  private readonly end = deferred<LearningResult>();
  disposed = false;

  learn(request: LearningRequest, options: LearningOptions = {}) {
    [this.request, this.options] = [request, options];
    return this.end.promise;
  }
  dispose() {
    this.disposed = true;
  }
  /** The steps until this one, as updates. */
  step(done: number, loss?: number) {
    const executor = WASM;
    const { rows, state } = after(done + (this.request.from?.steps ?? 0));
    this.options.onUpdate?.({
      ...{
        phase: 'learning',
        done,
        of: this.request.steps,
        loss,
        ms: loss && 100,
        rows,
        state,
        executor,
      },
    });
  }
  load(done: number) {
    this.options.onUpdate?.({ phase: 'loading', done, of: 10 });
  }
  finish(stopped?: EngineFault) {
    const result = after(this.request.steps + (this.request.from?.steps ?? 0));
    this.end.resolve({ ...result, stopped });
  }
  fail(fault: EngineFault) {
    this.end.reject(new EngineProblem(fault));
  }
}

/**
 * A Stylize page with a studio, whose learners do as the test says. `full`: nothing more can be kept. `noSamples`: none
 * of them arrives.
 */
export async function studioPage(
  options: { full?: boolean; noSamples?: boolean; offline?: boolean } = {},
) {
  const kept = new Map<string, OwnStyle>();
  const collection: Collection<OwnStyle> = {
    all: async () => [],
    async put(id, style) {
      if (!options.full) kept.set(id, style);
      return !options.full;
    },
    remove: async (id) => void kept.delete(id),
    removeAll: async () => {},
  };
  const ownStyles = createOwnStyles(collection);
  const engine = new FakeEngine(manifest);
  engine.atOnce = true;
  const page = await connectedPage({ engine, ownStyles });
  const learners: FakeLearner[] = [];
  const { store, actions } = createStudio({
    ...{ pictures: page.pictures, photos: page.photos, ownStyles, stylize: page },
    createLearner: () => {
      const learner = new FakeLearner();
      learners.push(learner);
      return learner;
    },
    isOffline: () => options.offline === true,
    async fetchSample() {
      if (options.noSamples) throw new TypeError('Failed to fetch');
      return new Blob(['x']);
    },
  });
  const styles = () => ownStyles.store.getState();
  async function asked(isIt: (learner: FakeLearner) => boolean): Promise<FakeLearner> {
    const find = () => learners.findLast((one) => one.request !== undefined && isIt(one));
    await until(() => find() !== undefined);
    return find() as FakeLearner;
  }
  /** @returns the learner that takes steps */
  const learning = () => asked(({ request }) => request.steps > 0);
  return {
    /** @returns the learner that takes steps after another one has ended */
    goingOn: (before: FakeLearner) => asked((one) => one !== before && one.request.steps > 0),
    /** @returns the learner that looks for the nearest style */
    looking: () => asked(({ request }) => request.steps === 0),
    ...{ page, store, actions, kept, styles, learners },
    view: () => viewOf(store.getState()),
    /** Open a painting, and have it learned. */
    async begin(name = 'Blue Horse.jpg') {
      await actions.take([photoFile(name)]);
      void actions.learn();
      return learning();
    },
    learning,
    ended: () => until(() => store.getState().learning.status !== 'running'),
  };
}
