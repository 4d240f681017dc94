import { Blend } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Manifest } from '../../engine/index.ts';
import type { Pixels } from '../../picture/index.ts';
import {
  type Mix,
  MOST_IN_MIX,
  partsOf,
  type Styles,
  stylesOf,
  withoutStyle,
  withStyle,
} from '../../state/shared/index.ts';
import { styleOrigin, styleTitle, words } from '../words/index.ts';
import { PixelsCanvas } from './Canvas.tsx';
import { useApp } from './context.ts';
import { percent } from './format.ts';
import { Option } from './Option.tsx';
import { RadioGroup } from './RadioGroup.tsx';
import tiles from './RadioGroup.module.css';
import settings from './Settings.module.css';
import { Shares } from './Shares.tsx';
import styles from './Styles.module.css';
import { usePointing } from './usePointing.ts';
import { useShortcut } from './useShortcut.ts';

/** What styles make of the visitor's photo, by their ids; the others show what they make of a landscape. */
type Previews = ReadonlyMap<string, Pixels>;

interface PickerProps {
  readonly previews: Previews;
  /** Behind the styles. */
  readonly end?: ReactNode;
  readonly manifest: Manifest;
  /** A style's id. */
  readonly chosen: string;
  readonly onChoose: (style: string) => void;
}

/**
 * Each style is shown as what the network makes of the visitor's photo, or else of a landscape. Above them is what is
 * known of the one that is chosen, or that a mouse rests on or a finger holds.
 */
function OneStyle({ manifest, chosen, onChoose, end, previews }: PickerProps) {
  const [pointed, setPointed] = useState<string>();
  const about = manifest.styles.find(({ id }) => id === (pointed ?? chosen));
  useShortcut('style', (index) => {
    const style = manifest.styles[index];
    if (style) onChoose(style.id);
  });
  return (
    <>
      {about && <StyleNote style={about} />}
      <RadioGroup
        onPoint={setPointed}
        label={words.shared.style}
        look="tiles"
        chosen={chosen}
        onChoose={onChoose}
        end={end}
        options={manifest.styles.map((style) => ({
          id: style.id,
          description: descriptionOf(style),
          content: <Tile style={style} preview={previews.get(style.id)} />,
        }))}
      />
    </>
  );
}

interface MixerProps {
  readonly previews?: Previews;
  /** Behind the styles. */
  readonly end?: ReactNode;
  readonly manifest: Manifest;
  readonly chosen: Styles;
  readonly onChoose: (styles: Styles) => void;
}

const NONE: Previews = new Map();

/** The styles, of which one is chosen; or up to four, each with a share, once the visitor wants a mix. */
export function StyleMixer({ manifest, chosen, onChoose, end, previews = NONE }: MixerProps) {
  // A mix shows by itself that it is one. This is for one that is only about to become a mix, or no longer is one.
  const [wanted, setWanted] = useState(false);
  const mixing = wanted || chosen.mix.length > 0;
  const toggle = () => {
    setWanted(!mixing);
    if (chosen.mix.length > 0) onChoose({ style: chosen.style, mix: [] });
  };
  const choose = (parts: Mix) => {
    setWanted(true);
    onChoose(stylesOf(parts));
  };
  return (
    <div className={settings.group}>
      <Heading>
        <button
          type="button"
          className={`button small ${styles.mix}`}
          aria-pressed={mixing}
          onClick={toggle}
        >
          <Blend size={16} aria-hidden />
          {words.shared.mix}
        </button>
      </Heading>
      {mixing ? (
        <SeveralStyles
          manifest={manifest}
          parts={partsOf(chosen)}
          onChoose={choose}
          end={end}
          previews={previews}
        />
      ) : (
        <OneStyle
          manifest={manifest}
          chosen={chosen.style}
          end={end}
          previews={previews}
          onChoose={(style) => onChoose({ style, mix: [] })}
        />
      )}
    </div>
  );
}

interface SeveralProps {
  readonly previews: Previews;
  /** Behind the styles. */
  readonly end?: ReactNode;
  readonly manifest: Manifest;
  /** One style or more. */
  readonly parts: Mix;
  readonly onChoose: (parts: Mix) => void;
}

/** The styles of a mix as checkboxes, and below them their shares. */
function SeveralStyles({ manifest, parts, onChoose, end, previews }: SeveralProps) {
  const [pointed, setPointed] = useState<string>();
  const pointing = usePointing(setPointed);
  const full = parts.length >= MOST_IN_MIX;
  // A mix that is full says so all the time: who points at a fifth style wants to know that.
  const about = full ? undefined : manifest.styles.find(({ id }) => id === pointed);
  const option = (style: Style) => {
    const part = parts.find((part) => part.style === style.id);
    return (
      <Option
        key={style.id}
        type="checkbox"
        checked={part !== undefined}
        disabled={full && !part}
        onChange={(on) => onChoose((on ? withStyle : withoutStyle)(parts, style.id))}
        description={descriptionOf(style)}
        pointing={pointing(style.id)}
        content={
          <Tile
            style={style}
            preview={previews.get(style.id)}
            share={part && parts.length > 1 ? part.percent : undefined}
          />
        }
      />
    );
  };
  return (
    <>
      {about ? (
        <StyleNote style={about} />
      ) : (
        <p className={settings.note} role="status">
          {full ? words.shared.mixIsFull : words.shared.mixHint}
        </p>
      )}
      <div className={tiles.tiles}>
        <div role="group" aria-label={words.shared.stylesOfMix} className={tiles.part}>
          {manifest.styles.map(option)}
        </div>
        {end}
      </div>
      {parts.length > 1 && <Shares manifest={manifest} parts={parts} onChoose={onChoose} />}
    </>
  );
}

/** `children`: a button beside the heading. */
function Heading({ children }: { children?: ReactNode }) {
  return (
    <div className={styles.heading}>
      {/* The group below has this name, too. */}
      <h2 aria-hidden>{words.shared.style}</h2>
      {children}
    </div>
  );
}

type Style = Manifest['styles'][number];

interface TileProps {
  readonly style: Style;
  readonly preview: Pixels | undefined;
  /** In percent, of a style of a mix. */
  readonly share?: number | undefined;
}

function Tile({ style, preview, share }: TileProps) {
  const { models } = useApp();
  return (
    <>
      <img
        // An own style may come without a picture.
        {...(style.thumbnail && { src: new URL(style.thumbnail, models).href })}
        alt=""
        draggable={false}
        width="192"
        height="192"
      />
      {preview && <PixelsCanvas pixels={preview} />}
      <span>{styleTitle(style)}</span>
      {share !== undefined && (
        // Its slider says it to screen readers.
        <span className={`chip ${styles.share}`} aria-hidden>
          {percent(share / 100)}
        </span>
      )}
    </>
  );
}

/** Who made it, and when. */
const originOf = (style: Style) => (style.own ? words.shared.ownStyle : styleOrigin(style));

const descriptionOf = (style: Style) =>
  [originOf(style), words.shared.manners[style.id]].filter(Boolean).join(words.shared.stop);

/** Who made the painting of a style and when, and how it paints. Screen readers have it at the options. */
function StyleNote({ style }: { style: Style }) {
  return (
    <p className={settings.note} aria-hidden data-testid="style-note">
      <strong>{originOf(style)}</strong>
      <span>{words.shared.manners[style.id]}</span>
    </p>
  );
}
