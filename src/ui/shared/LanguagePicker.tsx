import { Languages } from 'lucide-react';
import { type Language, LANGUAGES } from '../../state/shared/index.ts';
import { languages } from '../words/index.ts';
import { useApp, useLanguage } from './context.ts';
import styles from './LanguagePicker.module.css';

/** The language of the page. Its name and its options are the same in every language. */
export function LanguagePicker() {
  const { language } = useApp();
  const chosen = useLanguage();
  return (
    <label className={styles.picker}>
      <Languages size={16} aria-hidden />
      <select
        aria-label={languages.label}
        value={chosen}
        onChange={({ target }) => void language.choose(target.value as Language)}
      >
        {LANGUAGES.map((id) => (
          <option key={id} value={id} lang={id}>
            {languages.names[id]}
          </option>
        ))}
      </select>
    </label>
  );
}
