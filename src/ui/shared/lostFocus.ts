import { type RefObject, useEffect } from 'react';
import { TEXT_FIELDS } from './textFields.ts';

/** As many as a visitor passes between two things that go away together. */
const REMEMBERED = 20;

/** What had the focus, the newest last. */
let history: Element[] = [];
/** What has the focus, or had it when it was taken off the page. */
let holder: Element | undefined;
/** Where `keepFocus` put the focus. Whatever takes the place of what is gone may have it yet. */
let fallback: Element | undefined;
/** Whether the visitor has done something here: before, there is no focus to lose. */
let used = false;

/**
 * Gives the focus back to what had it before, where the element that has it is taken off the page: otherwise a screen
 * reader begins again at the top. It waits a moment, so that what takes the place of that element may have the focus.
 *
 * @returns a function that ends it
 */
export function keepFocus(): () => void {
  const end = new AbortController();
  const listen = (type: string, listener: (event: Event) => void) =>
    document.addEventListener(type, listener, { capture: true, signal: end.signal });
  listen('focusin', ({ target }) => {
    if (!(target instanceof Element)) return;
    used = true;
    holder = target;
    if (target !== fallback) fallback = undefined;
    // A field for text would open the keyboard of a phone.
    if (target.matches(TEXT_FIELDS)) return;
    history = [...history.filter((element) => element !== target), target].slice(-REMEMBERED);
  });
  // The visitor uses what has the focus, so there it stays.
  listen('keydown', () => {
    used = true;
    fallback = undefined;
  });
  listen('click', () => (used = true)); // Safari on a Mac focuses no button that is clicked
  listen('mouseup', () => {
    fallback = undefined;
    // A press beside everything takes the focus from all.
    if (document.activeElement === document.body) holder = undefined;
  });
  const observer = new MutationObserver(() => {
    // What is gone does not come back, and should not stay in memory.
    history = history.filter((element) => element.isConnected);
    if (holder?.isConnected === false) requestAnimationFrame(giveBack);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    end.abort();
    observer.disconnect();
    history = [];
    holder = fallback = undefined;
    used = false;
  };
}

function giveBack(): void {
  history = history.filter((element) => element.isConnected);
  if (holder?.isConnected !== false) return;
  holder = undefined;
  if (document.activeElement !== document.body) return;
  for (const element of history.toReversed()) {
    if (!(element instanceof HTMLElement)) continue;
    fallback = element;
    element.focus({ preventScroll: true });
    if (document.activeElement !== element) continue; // hidden, disabled, or behind a dialog
    // With a mouse nobody looks for the focus, and the page should not move.
    if (element.matches(':focus-visible')) element.scrollIntoView({ block: 'nearest' });
    return;
  }
  fallback = undefined;
}

/**
 * Moves the focus to an element that takes the place of the one that had it, so that a visitor with a keyboard can
 * go on from here. If the visitor has moved the focus, it stays there. On a page that just opens nothing moves: a screen
 * reader begins at its top, and nothing has a ring around it.
 */
export function useLostFocus(element: RefObject<HTMLElement | null>, wanted = true): void {
  useEffect(() => {
    const { activeElement } = document;
    const lost =
      activeElement === document.body ||
      activeElement === fallback ||
      // A button that was pressed and is now disabled keeps the focus a moment longer.
      activeElement?.matches(':disabled');
    if (wanted && used && lost) element.current?.focus({ preventScroll: true });
  }, [element, wanted]);
}
