import type { ReactNode } from 'react';
import type { OwnStyle } from '../../../state/shared/index.ts';
import { FileImage } from '../../shared/FileImage.tsx';
import styles from './OwnStylePanel.module.css';

/** The small picture and the name of an own style, and what else there is to say of it. */
export function StyleHead({ style, children }: { style: OwnStyle; children?: ReactNode }) {
  return (
    <div className={styles.about}>
      {style.thumbnail ? <FileImage file={style.thumbnail} /> : <span />}
      <div>
        <p>
          <strong>{style.name}</strong>
        </p>
        {children}
      </div>
    </div>
  );
}
