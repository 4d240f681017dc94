import type { LearnedRows, LearningState } from './learner.ts';

/**
 * The learning rate before it falls: the first of these where the nearest style is nearer than the first distance, the
 * second where it is further away than the second one, by style loss. With the higher one a far painting is reached in a
 * minute, and a near one comes out worse (docs/journal/learning.md).
 */
const RATES = [0.02, 0.1] as const;
const DISTANCES = [2.5, 4.5] as const;
/** Where learning goes on after the rate had fallen. */
const AGAIN = 0.5;
/** The rate falls to this share of its first value. */
const FLOOR = 0.01;
const [BETA_1, BETA_2, EPSILON] = [0.9, 0.999, 1e-8];
/** Gradients that are longer are shortened to this, as in training/trainer.py. */
const LIMIT = 5;
/** Of the running average of the rows, once there were some steps. */
const DECAY = 0.9;

/** Learning that begins at `rows` and is to take so many steps. `distance`: style loss of the nearest built-in style. */
export function begin(
  rows: LearnedRows,
  distance: number,
  steps: number,
  seed: number,
): LearningState {
  const zeros = () => new Float32Array(2 * rows.soft.length);
  return {
    ...{ current: rows, average: rows, means: zeros(), squares: zeros(), steps: 0, seed },
    fall: { begin: 0, end: steps },
    rate: rateOf(distance),
  };
}

function rateOf(distance: number): number {
  const [near, far] = DISTANCES;
  const way = Math.max(0, Math.min(1, (distance - near) / (far - near)));
  return RATES[0] + way * (RATES[1] - RATES[0]);
}

/** `state`, to take `steps` more: as it was planned, or with a rate that falls once more. */
export function goOn(state: LearningState, steps: number): LearningState {
  const end = state.steps + steps;
  return end <= state.fall.end ? state : { ...state, fall: { begin: state.steps, end } };
}

/**
 * One step of Adam (Kingma and Ba 2015) with a rate that falls by a cosine.
 *
 * @param gradient of the soft row, then of the bold one
 */
export function stepped(state: LearningState, gradient: Float32Array): LearningState {
  const { fall, steps } = state;
  const length = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
  const factor = Math.min(1, LIMIT / (length + 1e-6));
  const way = Math.min(1, (steps - fall.begin) / (fall.end - fall.begin));
  const height = FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * way));
  const rate = (state.rate ?? RATES[0]) * height * (fall.begin > 0 ? AGAIN : 1);
  const [means, squares] = [state.means.slice(), state.squares.slice()];
  const current = joined(state.current);
  const [young1, young2] = [1 - BETA_1 ** (steps + 1), 1 - BETA_2 ** (steps + 1)];
  for (let i = 0; i < current.length; i++) {
    const own = (gradient[i] as number) * factor;
    const mean = BETA_1 * (means[i] as number) + (1 - BETA_1) * own;
    const square = BETA_2 * (squares[i] as number) + (1 - BETA_2) * own * own;
    means[i] = mean;
    squares[i] = square;
    const size = Math.sqrt(square / young2) + EPSILON;
    current[i] = (current[i] as number) - (rate * (mean / young1)) / size;
  }
  const decay = Math.min(DECAY, (1 + steps) / (10 + steps));
  const average = joined(state.average);
  for (let i = 0; i < average.length; i++) {
    average[i] = decay * (average[i] as number) + (1 - decay) * (current[i] as number);
  }
  return {
    ...{ ...state, means, squares, steps: steps + 1 },
    ...{ current: halves(current), average: halves(average) },
  };
}

function joined({ soft, bold }: LearnedRows): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(2 * soft.length);
  whole.set(soft);
  whole.set(bold, soft.length);
  return whole;
}

function halves(whole: Float32Array<ArrayBuffer>): LearnedRows {
  const middle = whole.length / 2;
  return { soft: whole.slice(0, middle), bold: whole.slice(middle) };
}
