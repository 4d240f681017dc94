import { Lock } from 'lucide-react';
import type { Page } from '../../state/index.ts';
import { words } from '../words/index.ts';
import { GoingOn } from './GoingOn.tsx';
import styles from './Header.module.css';
import { HeaderButtons } from './HeaderButtons.tsx';
import { LanguagePicker } from './LanguagePicker.tsx';

export function Header({ page }: { page: Page }) {
  return (
    <header className={styles.header}>
      <a className={styles.name} href="#/">
        <img src="icon.svg" alt="" width="30" height="30" />
        Brushlite
      </a>
      <PageNav page={page} />
      <div className={styles.end}>
        <p className={styles.promise}>
          <Lock size={14} aria-hidden />
          {words.shared.privacy}
        </p>
        <LanguagePicker />
        <HeaderButtons />
      </div>
    </header>
  );
}

const PAGES: readonly { readonly id: Page; readonly address: string }[] = [
  { id: 'stylize', address: '#/' },
  { id: 'live', address: '#/live' },
  { id: 'compare', address: '#/compare' },
];

/** Links to the pages. They are links, not buttons, so that they can be bookmarked and opened in a new tab. */
function PageNav({ page }: { page: Page }) {
  return (
    <nav aria-label={words.shared.pagesLabel} className={styles.pages}>
      {PAGES.map(({ id, address }) => (
        <a
          key={id}
          href={address}
          aria-current={page === id ? 'page' : undefined}
          data-name={words.shared.pages[id]}
        >
          <span>{words.shared.pages[id]}</span>
          {page !== id && <GoingOn page={id} />}
        </a>
      ))}
    </nav>
  );
}
