/** English. */
import type { compare } from './compare.tsx';
import type { ladder } from './ladder.ts';
import { live } from './live.tsx';
import { ownStyle } from './ownStyle.ts';
import { problems } from './problems.ts';
import type { markdown } from './reportMarkdown.ts';
import { queue } from './queue.ts';
import { shared } from './shared.ts';
import { stylize } from './stylize.tsx';

const atOnce = {
  locale: 'en',
  problems,
  shared,
  stylize,
  ownStyle,
  queue,
  live,
};

/** They come with the Compare page, by ../compare.ts. */
interface Later {
  readonly compare: typeof compare;
  readonly ladder: typeof ladder;
  readonly markdown: typeof markdown;
}

export const en = atOnce as typeof atOnce & Later;
