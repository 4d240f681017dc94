/** Commands of Chromium's debugger for the workers that a page has started. Playwright has sessions of pages only. */
import type { CDPSession } from '@playwright/test';

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export class WorkerSessions {
  private readonly ids = new Set<string>();
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private last = 0;

  private constructor(private readonly session: CDPSession) {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.ids.add(sessionId);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.ids.delete(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const answer = JSON.parse(message) as Answer;
      if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
    });
  }

  static async of(session: CDPSession): Promise<WorkerSessions> {
    const sessions = new WorkerSessions(session);
    const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
    await session.send('Target.setAutoAttach', options);
    return sessions;
  }

  /** How many workers the page has. */
  get count() {
    return this.ids.size;
  }

  /** @returns what each worker has answered */
  ask<T>(method: string, params: object = {}): Promise<T[]> {
    return Promise.all([...this.ids].map((id) => this.askOne<T>(id, method, params)));
  }

  private async askOne<T>(sessionId: string, method: string, params: object): Promise<T> {
    const id = ++this.last;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await this.session.send('Target.sendMessageToTarget', { sessionId, message });
    const { result, error } = await answered;
    this.waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }
}
