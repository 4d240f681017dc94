import type { Manifest } from '../../engine/index.ts';
import { canBeBold, modelOf, type Precision, SIZES } from '../../state/shared/index.ts';
import { words } from '../words/index.ts';
import { useApp } from './context.ts';
import { count, megabytes } from './format.ts';
import { RadioGroup } from './RadioGroup.tsx';
import settings from './Settings.module.css';
import { Slider } from './Slider.tsx';

interface Props {
  readonly manifest: Manifest;
  readonly chosen: string;
  readonly onChoose: (style: string) => void;
}

/** The styles. Each is shown as what the network makes of the same landscape. */
export function StylePicker({ manifest, chosen, onChoose }: Props) {
  const { models } = useApp();
  return (
    <RadioGroup
      label={words.shared.style}
      look="tiles"
      heading
      chosen={chosen}
      onChoose={onChoose}
      options={manifest.styles.map(({ id, title, artist, year, thumbnail }) => ({
        id,
        tooltip: `${artist}, ${year}`,
        content: (
          <>
            <img
              src={new URL(thumbnail, models).href}
              alt=""
              draggable={false}
              width="192"
              height="192"
            />
            <span>{title}</span>
          </>
        ),
      }))}
    />
  );
}

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
}

/** The networks, each with the size of its download and its number of weights. */
export function ModelPicker({ manifest, precision, chosen, onChoose }: ModelPickerProps) {
  const networks = [...new Set(manifest.models.map((model) => model.network))];
  const options = networks.flatMap((network) => {
    const model = modelOf(network, manifest, precision);
    if (!model) return [];
    const content = (
      <>
        <strong>{model.title}</strong>
        <span>{megabytes(model.bytes)}</span>
        <span>{words.shared.weights(count(model.weights))}</span>
      </>
    );
    return [{ id: network, content }];
  });
  return (
    <RadioGroup
      label={words.shared.model}
      look="cards"
      heading
      options={options}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

interface SizePickerProps<Size> {
  readonly size: Size;
  /** The side that `auto` means at present; without it `auto` is not offered. */
  readonly auto?: number;
  readonly onChoose: (size: Size) => void;
}

/** The longest side of the painting in pixels. Photos are never enlarged. */
export function SizePicker<Size extends number | 'auto'>({
  size,
  auto,
  onChoose,
}: SizePickerProps<Size>) {
  return (
    <label className={`${settings.group} ${settings.size}`}>
      <h2>{words.shared.longestSide}</h2>
      <select
        value={size}
        onChange={({ target: { value } }) =>
          onChoose((value === 'auto' ? 'auto' : Number(value)) as Size)
        }
      >
        {auto !== undefined && <option value="auto">{words.shared.automaticSide(auto)}</option>}
        {SIZES.map((side) => (
          <option key={side} value={side}>
            {words.shared.pixels(side)}
          </option>
        ))}
      </select>
    </label>
  );
}
