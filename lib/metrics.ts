import { Counter, type CounterConfiguration, collectDefaultMetrics, Histogram, register } from 'prom-client';

// One registry per process. The web server's own modules and those that Next has bundled are different copies of
// this file beside one prom-client: whoever comes second finds the metric of the first.

function counter<Label extends string>(configuration: CounterConfiguration<Label>): Counter<Label> {
  const known = register.getSingleMetric(configuration.name) as Counter<Label> | undefined;
  return known ?? new Counter(configuration);
}

function histogram<Label extends string>(
  name: string,
  help: string,
  labelNames: readonly Label[],
  buckets: number[],
): Histogram<Label> {
  const known = register.getSingleMetric(name) as Histogram<Label> | undefined;
  return known ?? new Histogram({ name, help, labelNames, buckets });
}

const DURATIONS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const LONG_DURATIONS_S = [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900];
const GROUP_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

const httpRequests = counter({
  name: 'nexus_http_requests_total',
  help: 'Answered requests; status 499 where the client left first.',
  labelNames: ['method', 'route', 'status'],
});
const httpDurations = histogram(
  'nexus_http_request_duration_seconds',
  'From the request line to the last byte of the answer.',
  ['route'],
  DURATIONS_S,
);
const signIns = counter({
  name: 'nexus_sign_ins_total',
  help: 'Attempts to begin a session, by its way (passkey, signUp, invitation, recovery): signedIn, or why not.',
  labelNames: ['way', 'outcome'],
});
const deliveries = counter({
  name: 'nexus_webhook_deliveries_total',
  help: 'Deliveries of documents: accepted, or why not.',
  labelNames: ['outcome'],
});
const jobs = counter({
  name: 'nexus_jobs_total',
  help: 'Jobs that ended: done, failed, or stopped halfway to go on later.',
  labelNames: ['queue', 'outcome'],
});
const jobDurations = histogram(
  'nexus_job_duration_seconds',
  'How long one attempt took.',
  ['queue'],
  LONG_DURATIONS_S,
);
const verifications = counter({
  name: 'nexus_verifications_total',
  help: 'Nightly proofs of the record: clean, or with findings.',
  labelNames: ['outcome'],
});
const commits = counter({
  name: 'nexus_commits_total',
  help: 'Commands that asked to be committed: done or refused.',
  labelNames: ['outcome'],
});
const events = counter({ name: 'nexus_events_appended_total', help: 'Events appended to the record.' });
const groupSizes = histogram(
  'nexus_commit_group_size',
  'Commands that shared one transaction.',
  [],
  GROUP_SIZES,
);

/** An answered request. `route` is its pattern's name, never its path. */
export function countRequest(facts: {
  method: string;
  route: string;
  status: number;
  duration_s: number;
}): void {
  const { method, route, status, duration_s } = facts;
  httpRequests.inc({ method, route, status: String(status) });
  httpDurations.observe({ route }, duration_s);
}

/** An attempt to begin a session, by its way and its outcome. */
export function countSignIn(way: string, outcome: string): void {
  signIns.inc({ way, outcome });
}

/** A delivery of documents: accepted, or why not. */
export function countDelivery(outcome: string): void {
  deliveries.inc({ outcome });
}

/** One attempt at a job. */
export function countJob(queue: string, outcome: 'done' | 'failed' | 'stopped', duration_s: number): void {
  jobs.inc({ queue, outcome });
  jobDurations.observe({ queue }, duration_s);
}

/** One nightly proof of a record. */
export function countVerification(outcome: 'clean' | 'findings'): void {
  verifications.inc({ outcome });
}

/** One transaction of the event store: how many commands it held, how many were refused, how many events were appended. */
export function countCommits(facts: { done: number; refused: number; events: number }): void {
  commits.inc({ outcome: 'done' }, facts.done);
  commits.inc({ outcome: 'refused' }, facts.refused);
  events.inc(facts.events);
  groupSizes.observe(facts.done + facts.refused);
}

/** Also measures the process itself from now on: CPU, memory, the event loop's lag. Called once, at its start. */
export function measureProcess(): void {
  collectDefaultMetrics();
}

/** All metrics of this process in Prometheus' text format, and its content type. */
export async function exposition(): Promise<{ contentType: string; text: string }> {
  return { contentType: register.contentType, text: await register.metrics() };
}
