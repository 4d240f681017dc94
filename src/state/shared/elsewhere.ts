import type { AppFault } from './problems.ts';
import type { Elsewhere } from './types.ts';

/** @returns where files can be opened that a page refused with this fault; undefined where no page takes them */
export function elsewhereOf(fault: AppFault, files: readonly File[]): Elsewhere | undefined {
  const page = pageFor(fault);
  return page && files.length > 0 ? { page, files } : undefined;
}

function pageFor(fault: AppFault): Elsewhere['page'] | undefined {
  // The page Stylize has a queue.
  if (fault.code === 'film/photo' || fault.code === 'photo/many') return 'stylize';
  if (fault.code === 'picture/other-kind' && fault.kind === 'film') return 'live';
  if (fault.code === 'style-file/not-one' && fault.report) return 'compare';
  return undefined;
}
