/** Words of the queue on the Stylize page: many photos, painted one after the other. */
export const queue = {
  title: 'Queue',
  /** How far it is: "4 of 20 done, 1 failed". */
  progress: (done: number, all: number, failed: number) =>
    `${done} of ${all} done${failed > 0 ? `, ${failed} failed` : ''}`,
  /** `time`: minutes and seconds, as "1:15". */
  left: (time: string) => `About ${time} left`,
  givesWay: 'Your open photo goes first',
  pausing: 'Pausing after this photo',
  paused: 'Paused',
  saving: 'Writing the archive',

  paint: (count: number) => (count === 1 ? 'Paint 1 photo' : `Paint ${count} photos`),
  pause: 'Pause',
  goOn: 'Go on',
  cancel: 'Cancel the queue',
  downloadAll: 'Download all',
  /** So many of the paintings are to be painted again: the archive has them as they are until then. */
  earlier: (count: number) => `${count} to paint again`,
  /** Whose settings differ from those that are chosen now, which are for the open photo. 0: none. */
  others: (count: number) =>
    count === 0
      ? 'All have these settings'
      : `${count} ${count === 1 ? 'has' : 'have'} other settings`,
  applyToAll: 'Use these settings for all',
  retryAll: 'Try failed ones again',
  addPhotos: 'Add photos',
  addFolder: 'Add folder',
  /** The inputs behind these two buttons. */
  files: 'Files for the queue',
  folder: 'Folder for the queue',
  clear: 'Remove all',
  kept: 'The queue stays in this browser until you remove it.',
  temporary:
    'Another tab keeps a queue already, or the browser can’t read what it keeps. The queue of this tab is lost when you close the page.',

  waiting: 'Waiting',
  /** It is painted already, and is to be painted again in this style. */
  waitingFor: (style: string) => `To be painted as ${style}`,
  /** The style of the painting that it has until then; of the same or an unknown style: undefined. */
  now: (style: string | undefined) => `so far ${style ?? 'with earlier settings'}`,
  painting: 'Painting',
  done: 'Done',
  failed: 'Failed',
  remove: (name: string) => `Remove ${name}`,
  retry: (name: string) => `Try ${name} again`,
};
