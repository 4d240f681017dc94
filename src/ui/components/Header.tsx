import { Lock } from 'lucide-react';
import type { Page } from '../../state/index.ts';
import styles from './Header.module.css';
import { PageNav } from './PageNav.tsx';

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
