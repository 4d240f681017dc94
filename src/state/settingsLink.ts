import * as v from 'valibot';
import type { Manifest } from '../engine/index.ts';
import {
  brushSchema,
  given,
  knownStyles,
  mixSchema,
  outputSchema,
  partsOf,
  stylesOf,
  type AppFault,
  type Mix,
  type Settings,
  type Styles,
} from './shared/index.ts';

/** Ids are shown, and addresses come from strangers. */
export const idSchema = v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/));

export const numberSchema = v.pipe(
  v.string(),
  v.regex(/^-?\d{1,9}(\.\d{1,9})?$/),
  v.transform(Number),
);

export const sideSchema = v.pipe(
  v.string(),
  v.regex(/^\d{3,4}$/),
  v.transform(Number),
  brushSchema,
);

/** Rounded, so that it is written as it can be read: 1e-7 could not. */
export const inRange = (given: number) => Math.round(1e4 * Math.min(1, Math.max(0, given))) / 1e4;

export const isOut = (given: number) => given < 0 || given > 1;

/** What a link says of the settings. What it does not understand is not there. */
export interface LinkedSettings {
  readonly settings?: Partial<Settings> | undefined;
  /** What it says for the boldness, where that is out of range: the nearest one is taken. */
  readonly askedBoldness?: number | undefined;
  /** The same of the strength. */
  readonly askedStrength?: number | undefined;
}

/** Read the settings in a link's query, such as "style=udnie&boldness=0.5". Never throws. */
export function parseSettings(query: URLSearchParams): LinkedSettings {
  const boldness = numberOf(query, 'boldness');
  const strength = numberOf(query, 'strength');
  const colours = read(v.picklist(['photo', 'painting']), query.get('colours'));
  const settings: Partial<Settings> = given({
    ...stylesIn(query),
    network: read(idSchema, query.get('network')),
    boldness: boldness === undefined ? undefined : inRange(boldness),
    strength: strength === undefined ? undefined : inRange(strength),
    keepColours: colours === undefined ? undefined : colours === 'photo',
    size: query.get('size') === 'auto' ? 'auto' : read(sideSchema, query.get('size')),
    output: outputIn(query.get('output')),
  });
  return {
    ...(Object.keys(settings).length > 0 && { settings }),
    ...(boldness !== undefined && isOut(boldness) && { askedBoldness: boldness }),
    ...(strength !== undefined && isOut(strength) && { askedStrength: strength }),
  };
}

/**
 * Settings as the query of a link, which `parseSettings` gives back. It says nothing of the photo or of a mask. By
 * hand, since URLSearchParams would write "%3A" for each colon; no value has anything that must be escaped.
 */
export function formatSettings(settings: Partial<Settings>): string {
  const { style, mix = [], network, boldness, strength, keepColours, size, output } = settings;
  const values = {
    style: formatStyles({ style, mix }),
    network,
    boldness: boldness === undefined ? undefined : inRange(boldness),
    strength: strength === undefined ? undefined : inRange(strength),
    colours: keepColours === undefined ? undefined : keepColours ? 'photo' : 'painting',
    size,
    output,
  };
  return Object.entries(given(values))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** @returns the styles as the query of a link, which `stylesIn` gives back: "great-wave:60,udnie:40" for a mix */
export function formatStyles({
  style,
  mix = [],
}: {
  readonly style?: string | undefined;
  readonly mix?: Mix | undefined;
}): string | undefined {
  return mix.length > 0 ? mix.map((part) => `${part.style}:${part.percent}`).join(',') : style;
}

/**
 * @returns the settings of a link as far as the server has what they name, and what it lacks. A mix goes on without
 * the styles that are gone.
 */
export function knownSettings(
  { style, mix = [], network, ...others }: Partial<Settings>,
  manifest: Manifest,
): { readonly settings: Partial<Settings>; readonly faults: readonly AppFault[] } {
  const faults: AppFault[] = [];
  let styles: Partial<Styles> = {};
  if (style !== undefined) {
    const parts = partsOf({ style, mix }).map((part) => part.style);
    const gone = parts.filter((id) => manifest.styles.every((known) => known.id !== id));
    const [first] = gone;
    const othersStay = gone.length < parts.length;
    if (first !== undefined) faults.push({ code: 'link/style-gone', style: first, othersStay });
    if (othersStay) styles = knownStyles({ style, mix }, manifest);
  }
  const isHere = manifest.models.some((model) => model.network === network);
  if (network !== undefined && !isHere) faults.push({ code: 'link/network-gone', network });
  return {
    settings: given({ ...others, ...styles, network: isHere ? network : undefined }),
    faults,
  };
}

/** The styles of a query: "great-wave", or "great-wave:60,udnie:40" for a mix. */
export function stylesIn(query: URLSearchParams): Partial<Styles> {
  const text = query.get('style') ?? '';
  const style = read(idSchema, text);
  if (style !== undefined) return { style, mix: [] };
  const parts = text.split(',').map((part) => {
    const [name = '', percent = ''] = part.split(':', 2);
    return { style: read(idSchema, name), percent: Number(percent) };
  });
  const mix = read(mixSchema, parts);
  return mix && mix.length > 0 ? stylesOf(mix) : {};
}

/** @returns an output size of a query: "photo", "double" or a longest side in pixels */
function outputIn(text: string | null): Settings['output'] | undefined {
  return read(outputSchema, /^\d{1,5}$/.test(text ?? '') ? Number(text) : text);
}

const numberOf = (query: URLSearchParams, name: string) => read(numberSchema, query.get(name));

function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const { success, output } = v.safeParse(schema, value);
  return success ? output : undefined;
}
