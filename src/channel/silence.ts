/** A worker is asked for a sign of life so often while something is expected of it. */
const TICK_MS = 5_000;
/** One that gives none for so many ticks, a minute and a half, is stuck. No step of our work takes that long. */
const MOST_TICKS = 18;
/** Before its first message a worker is still downloading its code. After 10 seconds the page is told; after a minute it is ended. */
const TICKS_TO_TELL = 2;
const MOST_FIRST_TICKS = 12;

/** Watches a worker from which something is expected. */
export class Silence {
  private timer: ReturnType<typeof setInterval> | undefined;
  private ticks = 0;
  private last = 0;
  private alive = false;

  /**
   * @param ask asks the worker for a sign of life
   * @param onSilent called once when it has given none for too long
   * @param onWaiting called when its code has not arrived for a while
   */
  constructor(
    private readonly ask: () => void,
    private readonly onSilent: () => void,
    private readonly onWaiting: () => void,
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
    this.alive = true;
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
    if (!this.alive && this.ticks === TICKS_TO_TELL) this.onWaiting();
    if (this.ticks < (this.alive ? MOST_TICKS : MOST_FIRST_TICKS)) return this.ask();
    this.rest();
    this.onSilent();
  }
}
