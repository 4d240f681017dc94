import { useLive, useLiveActions } from '../shared/context.ts';
import { Dropzone } from '../shared/Files.tsx';
import layout from '../shared/PageLayout.module.css';
import { words } from '../words/index.ts';
import { LivePicture } from './LivePicture.tsx';
import { LiveSettings } from './LiveSettings.tsx';
import { LiveStart } from './LiveStart.tsx';

/** The camera or a video file as a painting. */
export function LivePage() {
  const { open } = useLiveActions();
  // Until there is a picture: a camera that is denied leaves both choices in sight.
  const empty = useLive(({ stage, shown }) => stage.status !== 'running' && !shown);
  return (
    <main className={layout.page}>
      <Dropzone onFiles={open} takes={{ label: words.shared.video, accept: 'video/*' }}>
        <section className={layout.stage} aria-label={words.shared.canvas}>
          {empty ? <LiveStart /> : <LivePicture />}
        </section>
        <LiveSettings />
      </Dropzone>
    </main>
  );
}
