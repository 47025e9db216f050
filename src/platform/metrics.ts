// Measurements of this process in Prometheus' form. Names of routes and jobs are labels; ids, people and addresses never are.
import { collectDefaultMetrics, Counter, Gauge, Histogram, register } from 'prom-client'
import type { Metric } from 'prom-client'

/** The library's register is shared by all parts of a process, also when the built pages bring this file a second time. */
function once<M extends Metric>(name: string, make: () => M): M {
  return (register.getSingleMetric(name) as M | undefined) ?? make()
}

const requestSeconds = once(
  'khoi_request_seconds',
  () =>
    new Histogram({
      name: 'khoi_request_seconds',
      help: 'Duration of requests by route',
      labelNames: ['route', 'method', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    }),
)

const jobSeconds = once(
  'khoi_job_seconds',
  () =>
    new Histogram({
      name: 'khoi_job_seconds',
      help: 'Duration of attempts of jobs by how they ended',
      labelNames: ['job', 'state'],
      buckets: [0.01, 0.1, 1, 5, 15, 60, 300, 900],
    }),
)

const errorCount = once(
  'khoi_unexpected_errors_total',
  () =>
    new Counter({
      name: 'khoi_unexpected_errors_total',
      help: 'Errors nobody foresaw, by route',
      labelNames: ['route'],
    }),
)

const state = once(
  'khoi_state',
  () => new Gauge({ name: 'khoi_state', help: 'Connections, jobs and workers at the moment', labelNames: ['what'] }),
)

export function countRequest(route: string, method: string, status: number, seconds: number): void {
  requestSeconds.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, seconds)
}

export function countJob(job: string, ending: string, seconds: number): void {
  jobSeconds.observe({ job, state: ending }, seconds)
}

export function countUnexpectedError(route: string): void {
  errorCount.inc({ route })
}

/** The text of /metrics. `states` are what only the moment of asking knows, by name. */
export async function metricsText(states: Readonly<Record<string, number>>): Promise<{ type: string; text: string }> {
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics()
  state.reset()
  for (const [what, value] of Object.entries(states)) state.set({ what }, value)
  return { type: register.contentType, text: await register.metrics() }
}
