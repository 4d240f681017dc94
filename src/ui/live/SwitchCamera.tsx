import { SwitchCamera as Icon } from 'lucide-react';
import { useLive, useLiveActions } from '../shared/context.ts';
import { words } from '../words/index.ts';
import styles from './SwitchCamera.module.css';

/** In a corner of the picture: the next camera, as of a phone's other side. */
export function SwitchCamera() {
  const { switchCamera } = useLiveActions();
  const several = useLive(
    ({ stage, cameras }) =>
      stage.status === 'running' && stage.source.kind === 'camera' && cameras.length > 1,
  );
  if (!several) return null;
  const { switchCamera: name } = words.live;
  return (
    <button type="button" className={styles.button} title={name} onClick={switchCamera}>
      <Icon size={20} aria-hidden />
      <span className="visually-hidden">{name}</span>
    </button>
  );
}
