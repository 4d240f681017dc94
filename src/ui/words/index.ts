/**
 * Every sentence of the page, by language and code. A language is a folder such as `en/`, of the type `Words`; a
 * second one is added beside it and chosen here.
 */
import type { EngineFault, ExecutorId, ExecutorInfo } from '../../engine/index.ts';
import { en } from './en/index.ts';
import { sentenceIn, type Sentences } from './sentence.ts';

export type Words = typeof en & { readonly problems: Sentences };

/** The words of the page's language. */
export const words: Words = en;

/** @returns a fault as a sentence for the visitor: what happened and what to do */
export const sentenceOf = sentenceIn(words.problems);

/** @returns what an executor runs on: "NVIDIA H200", "Processor, 2 threads"; and why it is not a better one */
export function deviceName({ device, threads, because = [] }: ExecutorInfo): string {
  const name = device || words.shared.processor(threads);
  if (because.length === 0) return name;
  return [`${name}.`, ...because.map(sentenceOf)].join(' ');
}

/** @returns the title of a sample picture, by its id; without an id the name of a picture from the clipboard */
export function nameOf(sample?: string): string {
  return (sample && words.shared.samples[sample]) || words.shared.pastedPicture;
}

/**
 * @param reason undefined: its GPU is emulated by the processor
 * @returns why an executor is not measured
 */
export function whyLeftOut(id: ExecutorId, reason: EngineFault | undefined): string {
  const name = words.shared.executors[id];
  const { emulated, leftOut } = words.compare.executors;
  const sentence = reason ? sentenceOf(reason) : emulated;
  return sentence.includes(name) ? sentence : leftOut(name, sentence);
}
