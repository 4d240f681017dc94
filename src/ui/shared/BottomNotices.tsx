import { useStore } from 'zustand';
import styles from './BottomNotices.module.css';
import { useApp } from './context.ts';
import {
  GoneNotice,
  QueueGoneNotice,
  QueueSettingsNotice,
  RecordingGoneNotice,
  StyleGoneNotice,
} from './GoneNotice.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';

/** What the page tells at its bottom: nothing is wrong, and the visitor may do something. */
export function BottomNotices() {
  const { router } = useApp();
  const page = useStore(router.store, (state) => state.page);
  return (
    <div role="status" className={styles.place}>
      {/* Live has no photo. */}
      {page !== 'live' && <GoneNotice />}
      <StyleGoneNotice />
      {page === 'stylize' && <QueueSettingsNotice />}
      {page === 'stylize' && <QueueGoneNotice />}
      {page === 'live' && <RecordingGoneNotice />}
      <UpdateNotice />
    </div>
  );
}
