import { Columns2, Eye, Flame, SquareSplitHorizontal, Table2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { Capabilities, Manifest } from '../../engine/index.ts';
import type { KnownFigures, View } from '../../state/compare/index.ts';
import { lastResult } from '../../state/shared/index.ts';
import { frameAspect, PhotoCanvas } from '../shared/Canvas.tsx';
import { useCompare, useCompareActions, usePhotos } from '../shared/context.ts';
import { HoldPhoto } from '../shared/HoldPhoto.tsx';
import { useLostFocus } from '../shared/lostFocus.ts';
import { RadioGroup } from '../shared/RadioGroup.tsx';
import { TryAgain } from '../shared/TryAgain.tsx';
import { sentenceOf, startingText, words } from '../words/compare.ts';
import { Headline, headline } from './Headline.tsx';
import { ModelsTable } from './ModelsTable.tsx';
import { Pictures, type PicturesProps } from './Pictures.tsx';
import styles from './Results.module.css';
import { SideChoices } from './SideChoices.tsx';
import { chosenNames } from './sides.ts';

interface ResultsProps {
  readonly figures: KnownFigures | undefined;
  /** Whether its title has the focus of what was there before. */
  readonly takesFocus: boolean;
}

/** The two paintings, what paints them, and the most important figures. */
export function Results({ figures, takesFocus }: ResultsProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useLostFocus(title, takesFocus);
  const { connect } = useCompareActions();
  const connection = useCompare((state) => state.connection);
  return (
    <section className={styles.results} aria-labelledby="compare-title">
      <div className={styles.head}>
        <h1 ref={title} id="compare-title" tabIndex={-1}>
          {words.compare.title}
        </h1>
        <p>{words.compare.about}</p>
      </div>
      {connection.status === 'connecting' && <Waiting text={startingText(connection)} />}
      {connection.status === 'failed' && (
        <div role="alert" className={styles.note}>
          <p>{sentenceOf(connection.problem)}</p>
          <TryAgain fault={connection.problem} onClick={() => void connect()} />
        </div>
      )}
      {connection.status === 'connected' && <Connected {...connection} />}
      {figures && <Headline figures={headline(figures)} />}
    </section>
  );
}

/** The photo, until something can paint it. */
function Waiting({ text }: { text: string }) {
  const photo = usePhotos((state) => state.photo);
  if (!photo) return <p className={styles.note}>{text}</p>;
  const aspect = frameAspect(photo.bitmap);
  return (
    <div className={styles.viewer} style={{ '--aspect': aspect } as React.CSSProperties}>
      <div className={styles.waiting}>
        <PhotoCanvas bitmap={photo.bitmap} />
        <p className="chip">{text}</p>
      </div>
    </div>
  );
}

interface ConnectedProps {
  readonly manifest: Manifest;
  /** Unknown until the browser has been asked. */
  readonly capabilities?: Capabilities;
}

/** What is shown once the engine is connected and there is a photo. */
function Connected({ manifest, capabilities }: ConnectedProps) {
  const actions = useCompareActions();
  const photo = usePhotos((state) => state.photo);
  const settings = useCompare((state) => state.settings);
  const sides = useCompare((state) => state.sides);
  const comparison = useCompare((state) => state.comparison);
  const rows = useCompare((state) => state.rows);
  if (!photo) return null;
  return (
    <>
      <SideChoices
        choices={settings}
        states={sides}
        manifest={manifest}
        capabilities={capabilities}
        onChoose={actions.chooseSide}
        onSwap={actions.swap}
        onCopy={actions.copyToOther}
      />
      <PictureViews
        view={settings.view}
        onView={(view) => actions.choose({ view })}
        sides={sides}
        names={chosenNames(manifest, settings)}
        photo={photo.bitmap}
        comparison={comparison}
        onCancel={actions.cancel}
        onRetry={actions.paint}
        models={
          <ModelsTable
            manifest={manifest}
            rows={rows}
            onRun={() => void actions.runAllModels()}
            onCancel={actions.cancel}
          />
        }
      />
    </>
  );
}

interface Props extends Omit<PicturesProps, 'size' | 'held'> {
  readonly onView: (view: View) => void;
  /** What the view `models` shows. */
  readonly models: ReactNode;
}

/** The paintings in one of the views, and the buttons to choose it. */
function PictureViews({ onView, photo, models, ...props }: Props) {
  const [held, setHeld] = useState(false);
  const { view, sides } = props;
  // Of two sizes the larger one: its pixels are what 100 % shows.
  const [pixels] = [lastResult(sides.left), lastResult(sides.right)]
    .flatMap((outcome) => outcome?.pixels ?? [])
    .sort((a, b) => b.width - a.width);
  const { width, height } = pixels ?? photo;
  const aspect = frameAspect({ width, height });
  return (
    <div className={styles.viewer} style={{ '--aspect': aspect } as React.CSSProperties}>
      <div className={styles.viewBar}>
        <ViewPicker view={view} onView={onView} />
        {view !== 'models' && (
          <HoldPhoto className="button small" held={held} disabled={!pixels} onHold={setHeld}>
            <Eye size={16} aria-hidden />
            {words.shared.holdToSee}
          </HoldPhoto>
        )}
      </div>
      <Pictures {...props} size={{ width, height }} photo={photo} held={held} />
      {view === 'models' && models}
    </div>
  );
}

const VIEW_ICONS = [
  { id: 'split', Icon: SquareSplitHorizontal },
  { id: 'side-by-side', Icon: Columns2 },
  { id: 'difference', Icon: Flame },
  { id: 'models', Icon: Table2 },
] as const;

interface ViewPickerProps {
  readonly view: View;
  readonly onView: (view: View) => void;
}

/** The choice of the view. */
function ViewPicker({ view, onView }: ViewPickerProps) {
  const options = VIEW_ICONS.map(({ id, Icon }) => ({
    id,
    content: (
      <>
        <Icon size={16} aria-hidden />
        <span>{words.compare.views[id]}</span>
      </>
    ),
  }));
  return (
    <RadioGroup
      label={words.shared.view}
      look="segments"
      options={options}
      chosen={view}
      onChoose={onView}
    />
  );
}
