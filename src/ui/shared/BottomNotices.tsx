import { useStore } from 'zustand';
import styles from './BottomNotices.module.css';
import { useApp } from './context.ts';
import { GoneNotice, StyleGoneNotice } from './GoneNotice.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';

/** What the page tells at its bottom: nothing is wrong, and the visitor may do something. */
export function BottomNotices() {
  const { router } = useApp();
  // That page has no photo.
  const hasPhoto = useStore(router.store, ({ page }) => page !== 'live');
  return (
    <div role="status" className={styles.place}>
      {hasPhoto && <GoneNotice />}
      <StyleGoneNotice />
      <UpdateNotice />
    </div>
  );
}
