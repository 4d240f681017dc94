import type { AvailableExecutor } from '../../stylizer.ts';
import type { OpsDevice } from '../ops.ts';
import { createTfjsOps } from '../tfjs/ops.ts';
import { create } from './executor.ts';

/** Start TensorFlow.js for learning. Throws EngineProblem. */
export const createOps = (info: AvailableExecutor): Promise<OpsDevice> =>
  createTfjsOps(info, create);
