import type { SavedFile } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';
import styles from './printPicture.module.css';

/**
 * Open the browser's print dialog with a picture, and nothing else of the page, as large as the paper allows.
 *
 * @returns whether there was a picture. Rejects with the browser's error where it can't show the file.
 */
export async function printPicture(file: SavedFile | undefined): Promise<boolean> {
  if (!file) return false;
  const image = new Image();
  image.src = URL.createObjectURL(file.blob);
  image.alt = words.stylize.painted(file.name);
  await image.decode();
  image.className = `${styles.picture} ${image.width > image.height ? styles.wide : ''}`;
  const { title } = document;
  const end = () => {
    image.remove();
    URL.revokeObjectURL(image.src);
    document.title = title;
  };
  document.body.append(image);
  document.title = file.name; // the name of a PDF
  // Some browsers come back from `print` at once, while their dialog is still open.
  window.addEventListener('afterprint', end, { once: true });
  window.print();
  return true;
}
