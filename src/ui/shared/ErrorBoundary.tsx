import { RotateCw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { words } from '../words/index.ts';
import styles from './ErrorBoundary.module.css';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly failed: boolean;
}

/** Takes the place of a page that threw while it rendered, and says what to do. React needs a class for this. */
export class ErrorBoundary extends Component<Props, State> {
  override readonly state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <PageFailed title={words.shared.crash.title} text={words.shared.crash.text} />;
  }
}

interface PageFailedProps {
  readonly title: string;
  readonly text: string;
  /** In place of a plain reload. */
  readonly onReload?: () => void;
}

/** In the place of a page: what happened, and a button that reloads. */
export function PageFailed(props: PageFailedProps) {
  return (
    <main className={styles.page}>
      <PartFailed {...props} />
    </main>
  );
}

const reload = () => location.reload();

/** The same in the place of a part of a page. */
export function PartFailed({ title, text, onReload = reload }: PageFailedProps) {
  return (
    <div role="alert" className={styles.failed}>
      <h1>{title}</h1>
      <p>{text}</p>
      <button type="button" className="button primary" onClick={onReload}>
        <RotateCw size={18} aria-hidden />
        {words.shared.crash.reload}
      </button>
    </div>
  );
}
