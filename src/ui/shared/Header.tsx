import { Lock } from 'lucide-react';
import type { Page } from '../../state/index.ts';
import styles from './Header.module.css';

export function Header({ page }: { page: Page }) {
  return (
    <header className={styles.header}>
      <a className={styles.name} href="#/">
        <img src="icon.svg" alt="" width="30" height="30" />
        Brushlite
      </a>
      <PageNav page={page} />
      <p className={styles.promise}>
        <Lock size={14} aria-hidden />
        Your pictures never leave this device
      </p>
    </header>
  );
}

const PAGES: readonly { readonly id: Page; readonly title: string; readonly address: string }[] = [
  { id: 'stylize', title: 'Stylize', address: '#/' },
  { id: 'live', title: 'Live', address: '#/live' },
  { id: 'compare', title: 'Compare', address: '#/compare' },
];

/** The pages, as links, so that they can be kept and opened beside one another. */
export function PageNav({ page }: { page: Page }) {
  return (
    <nav aria-label="Pages" className={styles.pages}>
      {PAGES.map(({ id, title, address }) => (
        <a key={id} href={address} aria-current={page === id ? 'page' : undefined}>
          {title}
        </a>
      ))}
    </nav>
  );
}
