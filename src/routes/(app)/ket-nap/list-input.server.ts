// What the list's address asks; the sheet is asked by the same parameters.
import { STAGES } from '#modules/admissions/admissions.server.ts'

export function listInput(url: URL): Record<string, string | null> {
  const of = (name: string) => url.searchParams.get(name) || null
  const page = of('trang')
  return {
    unitId: of('don-vi'),
    find: of('tim')?.slice(0, 100) ?? null,
    stage: STAGES.find((stage) => stage === of('buoc')) ?? null,
    closed: of('xem') === 'da-xong' ? 'true' : 'false',
    due: of('xem') === 'den-han' ? 'true' : 'false',
    ...(page && /^[1-9]\d{0,4}$/.test(page) ? { page } : {}),
  }
}
