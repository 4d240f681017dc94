import { RotateCw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import styles from './ErrorBoundary.module.css';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly failed: boolean;
}

/** In place of a page that threw while it was rendered, what to do. Only a class can catch that. */
export class ErrorBoundary extends Component<Props, State> {
  override readonly state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  return (
    <main className={styles.page}>
      <div role="alert" className={styles.failed}>
        <h1>This page has stopped working</h1>
        <p>
          Something went wrong while it was being shown. Reload it to go on: your settings are
          remembered where your browser allows it, but a photo or a video has to be opened again.
          Until then, your photo is still on the other pages.
        </p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          <RotateCw size={18} aria-hidden />
          Reload the page
        </button>
      </div>
    </main>
  );
}
