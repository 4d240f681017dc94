/**
 * Every sentence of the page, by language and code. A language is a folder such as `en/`, of the type `Words`, and a
 * line here.
 */
import type { ExecutorInfo } from '../../engine/index.ts';
import { type AppFault, type Language, loadCode } from '../../state/shared/index.ts';
import { en } from './en/index.ts';
import { sentenceIn } from './sentence.ts';
import type { Words } from './type.ts';

/**
 * English is a part of the page, but for what only Compare needs (compare.ts); the words of other languages are
 * downloaded when they are wanted.
 */
const LOAD: Readonly<Record<Language, () => Words | Promise<Words>>> = {
  en: () => en,
  'zh-Hans': async () => (await loadCode(() => import('./zh/index.ts'))).zh,
};

/**
 * The words of the page's language. The language changes while the page is open, so they are read when they are shown,
 * in a component or a function: a constant of a module would keep those of the first language. Lint asks for that.
 */
export let words: Words = en;

/** The choice of a language: the same in all of them, so that everybody finds their own. */
export const languages: {
  readonly label: string;
  readonly names: Readonly<Record<Language, string>>;
} = {
  label: 'Language',
  names: { en: 'English', 'zh-Hans': '简体中文' },
};

let wanted: Language = 'en';

/**
 * Have `words` speak another language, once its words are there. What is on the page changes when it is rendered the
 * next time. Where two languages are asked for at a time, the later one counts. Rejects where the words do not arrive;
 * the language stays as it was then.
 */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const loaded = await LOAD[language]();
  if (wanted === language) words = loaded;
}

/** @returns a fault as a sentence for the visitor: what happened and what to do */
export function sentenceOf(fault: AppFault): string {
  return sentenceIn(words.problems)(fault);
}

/** @returns what is shown while the connection is made; `stalled` where nothing arrives */
export function startingText({ stalled }: { readonly stalled?: true }): string {
  return stalled ? words.shared.phases.stalled : words.shared.starting;
}

interface Style {
  readonly id: string;
  /** In English: what is shown where the language has no other name for it. */
  readonly title: string;
}

/** @returns what a style is called, after its painting */
export function styleTitle({ id, title }: Style): string {
  return words.shared.styles[id]?.title ?? title;
}

/** @returns who made the painting of a style, and when */
export function styleOrigin({
  id,
  artist,
  year,
}: Style & { readonly artist?: string; readonly year?: string }): string {
  const { artist: maker = artist, year: made = year } = words.shared.styles[id] ?? {};
  return [maker, made].filter(Boolean).join(words.shared.comma);
}

/** @returns what a network is called */
export function networkTitle(model: { readonly network?: string; readonly title: string }): string {
  return (model.network && words.shared.networkTitles[model.network]) || model.title;
}

/** @returns what a photo is called: its file's name, or the title of a sample */
export function photoName({
  name,
  sample,
}: {
  readonly name: string;
  readonly sample?: string | undefined;
}): string {
  return sample ? nameOf(sample) : name;
}

/** @returns what an executor runs on: "NVIDIA H200", "Processor, 2 threads"; and why it is not a better one */
export function deviceName({ because = [], ...info }: ExecutorInfo): string {
  const name = deviceAlone(info);
  if (because.length === 0) return name;
  return [`${name}.`, ...because.map(sentenceOf)].join(' ');
}

/** @returns what an executor runs on, without why it is no better one: for a cell of a table */
export const deviceAlone = ({ device, threads }: Pick<ExecutorInfo, 'device' | 'threads'>) =>
  device || words.shared.processor(threads);

/** @returns the title of a sample picture, by its id; without an id the name of a picture from the clipboard */
export function nameOf(sample?: string): string {
  return (sample && words.shared.samples[sample]) || words.shared.pastedPicture;
}
