/** A worker is asked for a sign of life so often while something is expected of it. */
const TICK_MS = 5_000;
/** One that gives none for so many ticks, a minute and a half, is stuck. No step of our work takes that long. */
const MOST_TICKS = 18;

/** Watches a worker from which something is expected. */
export class Silence {
  private timer: ReturnType<typeof setInterval> | undefined;
  private ticks = 0;
  private last = 0;

  /**
   * @param ask asks the worker for a sign of life
   * @param onSilent called once when it has given none for too long
   */
  constructor(
    private readonly ask: () => void,
    private readonly onSilent: () => void,
  ) {}

  /** Something is expected from now on. */
  watch(): void {
    if (this.timer !== undefined) return;
    this.ticks = 0;
    this.last = performance.now();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** The worker has said something. */
  heard(): void {
    this.ticks = 0;
  }

  /** Nothing is expected any more. */
  rest(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick() {
    const now = performance.now();
    // After a sleep of the machine, and in hidden tabs, ticks come late: the worker has had no time either.
    const late = now - this.last > 2 * TICK_MS;
    this.last = now;
    this.ticks = late ? 0 : this.ticks + 1;
    if (this.ticks < MOST_TICKS) return this.ask();
    this.rest();
    this.onSilent();
  }
}
