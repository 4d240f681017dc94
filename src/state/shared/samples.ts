/** A picture of this site to try things with. */
export interface Sample {
  readonly id: string;
  readonly url: string;
  readonly title: string;
}

const sample = (id: string, title: string): Sample => ({ id, url: `samples/${id}.jpg`, title });

/** In public/samples/; docs/samples.md says where they come from. */
export const SAMPLES: readonly Sample[] = [
  sample('landscape', 'Landscape'),
  sample('city', 'City'),
  sample('portrait', 'Portrait'),
  sample('still-life', 'Still life'),
  sample('sea', 'Sea'),
  sample('night', 'Night'),
  sample('text', 'Lettering'),
];
