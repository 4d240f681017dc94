import './shared/base.css';
import { type ComponentType, useEffect } from 'react';
import { useStore } from 'zustand';
import type { Page } from '../state/index.ts';
import { ComparePage } from './compare/ComparePage.tsx';
import { LivePage } from './live/LivePage.tsx';
import { type AppContext, Context } from './shared/context.ts';
import { ErrorBoundary } from './shared/ErrorBoundary.tsx';
import { Header } from './shared/Header.tsx';
import { Notice } from './shared/Notice.tsx';
import { StylizePage } from './stylize/StylizePage.tsx';
import { words } from './words/index.ts';

const PAGES: Record<Page, ComponentType> = {
  stylize: StylizePage,
  live: LivePage,
  compare: ComparePage,
};

export function App(app: AppContext) {
  const page = useStore(app.router.store, (route) => route.page);
  const Shown = PAGES[page];
  useEffect(() => {
    document.title = words.shared.titles[page];
  }, [page]);
  return (
    <Context value={app}>
      <Header page={page} />
      {/* The key gives each page a boundary of its own, so that one that failed does not hide the others. */}
      <ErrorBoundary key={page}>
        <Shown />
      </ErrorBoundary>
      <Notice />
    </Context>
  );
}
