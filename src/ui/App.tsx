import './shared/base.css';
import { type ComponentType, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Page } from '../state/index.ts';
import { BottomNotices } from './shared/BottomNotices.tsx';
import { type AppContext, Context } from './shared/context.ts';
import { ErrorBoundary } from './shared/ErrorBoundary.tsx';
import { Header } from './shared/Header.tsx';
import { loadDialogs } from './shared/HeaderButtons.tsx';
import { lazyPart } from './shared/lazyPart.tsx';
import { PageNotDownloaded } from './shared/NotDownloaded.tsx';
import { keepFocus } from './shared/lostFocus.ts';
import { Notice } from './shared/Notice.tsx';
import { useShortcutKeys } from './shared/useShortcut.ts';
import { preloadPhotoParts, StylizePage } from './stylize/StylizePage.tsx';
import { words } from './words/index.ts';

// Most visits begin on Stylize, so the other pages are no part of what is downloaded first.
const places = {
  Waiting: () => <main aria-busy />,
  Failed: PageNotDownloaded,
};
const live = lazyPart(async () => (await import('./live/LivePage.tsx')).LivePage, places);
const compare = lazyPart(
  async () => (await import('./compare/ComparePage.tsx')).ComparePage,
  places,
);

const PAGES: Record<Page, ComponentType> = {
  stylize: StylizePage,
  live: live.Part,
  compare: compare.Part,
};

/** Download what is not shown yet, so that it opens at once, and without a network. */
export async function preloadPages(): Promise<void> {
  await preloadPhotoParts(); // wanted first
  // What does not arrive now is asked for again when it is opened.
  const dialogs = loadDialogs().catch(() => undefined);
  await Promise.all([live.preload(), compare.preload(), dialogs]);
}

/** Listens to the keys. A component, since it needs the context. */
function ShortcutKeys() {
  useShortcutKeys();
  return null;
}

export function App(app: AppContext) {
  const page = useStore(app.router.store, (route) => route.page);
  // Everything below renders again when it changes, and so finds the words of the other language.
  const language = useStore(app.language.store, (state) => state.language);
  const Shown = PAGES[page];
  useEffect(keepFocus, []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.shared.titles[page];
  }, [language, page]);
  return (
    <Context value={app}>
      <ShortcutKeys />
      <Header page={page} />
      {/* The key gives each page a boundary of its own, so that one that failed does not hide the others. */}
      <ErrorBoundary key={page}>
        <Shown />
      </ErrorBoundary>
      <Notice />
      <BottomNotices />
    </Context>
  );
}
