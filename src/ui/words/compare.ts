/**
 * The words with those that only the Compare page needs. In English these are downloaded with that page, which imports
 * all of its words from here; other languages are downloaded as a whole.
 */
import type { EngineFault, ExecutorId } from '../../engine/index.ts';
import { compare } from './en/compare.tsx';
import { en } from './en/index.ts';
import { ladder } from './en/ladder.ts';
import { markdown } from './en/reportMarkdown.ts';
import { sentenceOf, words } from './index.ts';

Object.assign(en, { compare, ladder, markdown });

export * from './index.ts';

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
