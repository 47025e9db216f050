// Whether a request is a person reading: not a machine that says so, not a browser fetching ahead.
const MACHINES = /bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|facebookexternalhit/i

export function isReading(headers: Headers): boolean {
  const purpose = `${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`
  const agent = headers.get('user-agent') ?? ''
  return !/prefetch|prerender/i.test(purpose) && agent !== '' && !MACHINES.test(agent)
}
