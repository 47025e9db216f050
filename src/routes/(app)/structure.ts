// In whose structure figures are shown, as part of the address (HIS-07): `?co-cau=hien-nay` carries old records to the units of today,
// `?co-cau=cuoi-ky` to those of the period's last day (where a target is measured); without it they stand where they stood.
import type { View } from '#ui/views.ts'

export type Structure = 'then' | 'end' | 'today'

const NAMES: Record<string, Structure> = { 'hien-nay': 'today', 'cuoi-ky': 'end' }

export const structureIn = (url: URL): Structure => NAMES[url.searchParams.get('co-cau') ?? ''] ?? 'then'

/** The value in the address; null leaves it out. */
export const structureName = (structure: Structure): string | null =>
  Object.keys(NAMES).find((name) => NAMES[name] === structure) ?? null

export const structureLabels: Record<Structure, string> = {
  then: 'cơ cấu tại thời điểm',
  end: 'cơ cấu ngày cuối kỳ, tính cho đơn vị kế thừa',
  today: 'cơ cấu hiện nay',
}

/** The two ways to see a page; what is opened or paged through in one does not carry over to the other. */
export function structureViews(url: URL, forget: readonly string[] = []): View[] {
  const now = structureIn(url)
  const query = new URLSearchParams(url.searchParams)
  for (const name of ['co-cau', 'trang', ...forget]) query.delete(name)
  const to = (structure: Structure) => {
    const with_ = new URLSearchParams(query)
    const name = structureName(structure)
    if (name) with_.set('co-cau', name)
    return with_.size > 0 ? `${url.pathname}?${with_}` : url.pathname
  }
  return [
    {
      href: to('then'),
      label: 'Tại thời điểm',
      say: 'Cơ cấu tại thời điểm: đơn vị của ngày chốt',
      current: now === 'then',
    },
    {
      href: to('today'),
      label: 'Hiện nay',
      say: 'Cơ cấu hiện nay: số liệu cũ tính cho đơn vị kế thừa',
      current: now === 'today',
    },
  ]
}
