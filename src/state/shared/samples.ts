/** A picture of this site to try things with. Its title is in ui/words/. */
export interface Sample {
  readonly id: string;
  readonly url: string;
}

const sample = (id: string): Sample => ({ id, url: `samples/${id}.jpg` });

/** In public/samples/; docs/samples.md says where they come from. */
export const SAMPLES: readonly Sample[] = [
  sample('landscape'),
  sample('city'),
  sample('portrait'),
  sample('still-life'),
  sample('sea'),
  sample('night'),
  sample('text'),
];
