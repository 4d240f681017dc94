import './styles/base.css';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Page } from '../state/route.ts';
import { Header } from './components/Header.tsx';
import { Notice } from './components/Notice.tsx';
import { Context, type AppContext } from './context.ts';
import { ComparePage } from './pages/ComparePage.tsx';
import { StylizePage } from './pages/StylizePage.tsx';

const TITLES: Record<Page, string> = { stylize: 'Brushlite', compare: 'Compare · Brushlite' };

export function App(app: AppContext) {
  const page = useStore(app.router.store, (route) => route.page);
  useEffect(() => {
    document.title = TITLES[page];
  }, [page]);
  return (
    <Context value={app}>
      <Header page={page} />
      {page === 'compare' ? <ComparePage /> : <StylizePage />}
      <Notice />
    </Context>
  );
}
