import type { Manifest } from '../../engine/index.ts';
import { canBeBold, modelOf, type Precision, SIZES } from '../../state/shared/index.ts';
import { networkTitle, words } from '../words/index.ts';
import { Details } from './Details.tsx';
import { count, megabytes } from './format.ts';
import { RadioGroup } from './RadioGroup.tsx';
import settings from './Settings.module.css';
import { Slider } from './Slider.tsx';

interface BoldnessProps {
  readonly manifest: Manifest;
  /** 0..1 */
  readonly boldness: number;
  readonly onChoose: (boldness: number) => void;
}

/** How far a painting goes from the photo to the style. Not there for models that have one row a style. */
export function BoldnessSlider({ manifest, boldness, onChoose }: BoldnessProps) {
  if (!canBeBold(manifest)) return null;
  return (
    <Slider
      label={words.shared.boldness}
      value={boldness}
      onChange={onChoose}
      heading
      ends={words.shared.boldnessEnds}
    />
  );
}

interface ModelPickerProps {
  readonly manifest: Manifest;
  readonly precision: Precision;
  readonly chosen: string;
  readonly onChoose: (network: string) => void;
  /** What is chosen; without it the model. */
  readonly label?: string;
  /** A network that is no choice here. */
  readonly leftOut?: string | undefined;
}

/** The networks, each with what it is good for; the sizes of their downloads and their weights under Details. */
export function ModelPicker({
  manifest,
  precision,
  chosen,
  onChoose,
  label = words.shared.model,
  leftOut,
}: ModelPickerProps) {
  const all = [...new Set(manifest.models.map((model) => model.network))];
  const networks = all.filter((network) => network !== leftOut);
  const models = networks.flatMap((network) => modelOf(network, manifest, precision) ?? []);
  const options = models.map(({ network, title, bytes }) => ({
    id: network,
    content: (
      <>
        <strong>{networkTitle({ network, title })}</strong>
        <span>{words.shared.networks[network] ?? megabytes(bytes)}</span>
      </>
    ),
  }));
  return (
    <div className={settings.group}>
      <RadioGroup
        label={label}
        look="cards"
        heading
        options={options}
        chosen={chosen}
        onChoose={onChoose}
      />
      <Details>
        {models.map((model) => (
          <p key={model.id}>
            {words.shared.modelFigures(
              networkTitle(model),
              megabytes(model.bytes),
              count(model.weights),
            )}
          </p>
        ))}
      </Details>
    </div>
  );
}

interface SizePickerProps {
  readonly size: number;
  readonly onChoose: (size: number) => void;
}

/**
 * The brush size as the longest side at which the network sees the photo, in pixels: the fewer, the broader the strokes.
 * Photos are never enlarged.
 */
export function SizePicker({ size, onChoose }: SizePickerProps) {
  // The brush size of the Stylize page may be any size between these.
  const sides = [...new Set([...SIZES, size])].sort((a, b) => a - b);
  return (
    <label className={`${settings.group} ${settings.size}`}>
      <h2>{words.stylize.sizes.brush}</h2>
      <select
        className={settings.field}
        value={size}
        onChange={({ target: { value } }) => onChoose(Number(value))}
      >
        {sides.map((side) => (
          <option key={side} value={side}>
            {words.shared.pixels(side)}
          </option>
        ))}
      </select>
    </label>
  );
}
