import type { Job } from '#db/jobs.ts';
import type { Id } from '#lib/ids.ts';

/** The job that loads the sample company into a workspace that was just founded. It is enqueued with the founding. */
export function startSampleLoad(tenantId: Id): Job {
  return { queue: 'load-sample', tenantId };
}
