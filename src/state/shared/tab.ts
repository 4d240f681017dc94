/** The browser's tab: a page in a hidden one is slowed down, and times taken there mean nothing. */
export interface Tab {
  hidden(): boolean;
  /** How often it has been hidden: when that grew during a run, the run is not one to count. */
  timesHidden(): number;
  /** Resolves when it is shown; rejects with the signal's reason. */
  shown(signal: AbortSignal): Promise<void>;
  /** Calls back when it was hidden or shown. */
  onChange(listener: () => void): void;
}

type Watched = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

export function watchTab(document: Watched): Tab {
  let times = 0;
  const hidden = () => document.visibilityState === 'hidden';
  document.addEventListener('visibilitychange', () => {
    if (hidden()) times += 1;
  });
  return {
    hidden,
    timesHidden: () => times,
    onChange: (listener) => document.addEventListener('visibilitychange', listener),
    shown: (signal) =>
      new Promise((resolve, reject) => {
        const settle = () => {
          if (hidden() && !signal.aborted) return;
          document.removeEventListener('visibilitychange', settle);
          signal.removeEventListener('abort', settle);
          if (signal.aborted) reject(signal.reason as Error);
          else resolve();
        };
        document.addEventListener('visibilitychange', settle);
        signal.addEventListener('abort', settle);
        settle();
      }),
  };
}

/** Whether it is this tab that is looked at: of several windows, each with a tab that is shown, only one has the focus. */
export interface Front {
  isInFront(): boolean;
  /** Calls back when that may have changed. @returns what ends that */
  onChange(listener: () => void): () => void;
}

export function watchFront(window: Window): Front {
  const { document } = window;
  return {
    isInFront: () => document.hasFocus(),
    onChange(listener) {
      window.addEventListener('focus', listener);
      document.addEventListener('visibilitychange', listener);
      return () => {
        window.removeEventListener('focus', listener);
        document.removeEventListener('visibilitychange', listener);
      };
    },
  };
}
