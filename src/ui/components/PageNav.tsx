import type { Page } from '../../state/index.ts';
import styles from './PageNav.module.css';

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
