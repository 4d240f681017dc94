import '@tensorflow/tfjs-backend-webgpu';

/** Nothing to set: tfjs asks for the high-performance adapter itself. */
export async function configure(): Promise<undefined> {}
