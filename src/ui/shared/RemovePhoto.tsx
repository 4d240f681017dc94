import { Trash2 } from 'lucide-react';
import { isOwn } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';
import { usePhotos, usePhotosActions } from './context.ts';
import settings from './Settings.module.css';

/** Closes the photo, and says where it is kept until then. */
export function RemovePhoto() {
  const { remove } = usePhotosActions();
  const photo = usePhotos((state) => state.photo);
  if (!photo) return null;
  return (
    <div className={settings.remove}>
      <p className={settings.quiet}>{isOwn(photo) && words.shared.photoIsKept}</p>
      <button type="button" className="button small" onClick={remove}>
        <Trash2 size={16} aria-hidden />
        {words.shared.removePhoto}
      </button>
    </div>
  );
}
