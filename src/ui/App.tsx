import './styles/base.css';
import { Header } from './components/Header.tsx';
import { Notice } from './components/Notice.tsx';
import { Context, type Stylize } from './context.ts';
import { StylizePage } from './pages/StylizePage.tsx';

export function App({ stylize, models }: { stylize: Stylize; models: string }) {
  return (
    <Context value={{ stylize, models }}>
      <Header />
      <StylizePage />
      <Notice />
    </Context>
  );
}
