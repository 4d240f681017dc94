/** Simplified Chinese. */
import type { Words } from '../type.ts';
import { compare } from './compare.tsx';
import { ladder } from './ladder.ts';
import { live } from './live.tsx';
import { ownStyle } from './ownStyle.ts';
import { problems } from './problems.ts';
import { markdown } from './reportMarkdown.ts';
import { queue } from './queue.ts';
import { shared } from './shared.ts';
import { stylize } from './stylize.tsx';

export const zh: Words = {
  locale: 'zh-Hans',
  problems,
  shared,
  stylize,
  ownStyle,
  queue,
  live,
  compare,
  ladder,
  markdown,
};
