import './styles/base.css';
import { useEffect, type ComponentType } from 'react';
import { useStore } from 'zustand';
import type { Page } from '../state/index.ts';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Header } from './components/Header.tsx';
import { Notice } from './components/Notice.tsx';
import { Context, type AppContext } from './context.ts';
import { ComparePage } from './pages/ComparePage.tsx';
import { LivePage } from './pages/LivePage.tsx';
import { StylizePage } from './pages/StylizePage.tsx';

const TITLES: Record<Page, string> = {
  stylize: 'Brushlite',
  live: 'Live · Brushlite',
  compare: 'Compare · Brushlite',
};
const PAGES: Record<Page, ComponentType> = {
  stylize: StylizePage,
  live: LivePage,
  compare: ComparePage,
};

export function App(app: AppContext) {
  const page = useStore(app.router.store, (route) => route.page);
  const Shown = PAGES[page];
  useEffect(() => {
    document.title = TITLES[page];
  }, [page]);
  return (
    <Context value={app}>
      <Header page={page} />
      {/* One a page, so that another page gets a new one. */}
      <ErrorBoundary key={page}>
        <Shown />
      </ErrorBoundary>
      <Notice />
    </Context>
  );
}
