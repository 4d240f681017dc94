import { Lock } from 'lucide-react';
import styles from './Header.module.css';

export function Header() {
  return (
    <header className={styles.header}>
      <a className={styles.name} href="./">
        <img src="icon.svg" alt="" width="30" height="30" />
        Brushlite
      </a>
      <p className={styles.promise}>
        <Lock size={14} aria-hidden />
        Your pictures never leave this device
      </p>
    </header>
  );
}
