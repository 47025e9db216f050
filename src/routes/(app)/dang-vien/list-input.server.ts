// What the list's address asks; the sheet is asked by the same parameters. A value that means nothing is left to its default,
// so that an address cut short in a letter still opens the list.
import { AGE_BANDS, ETHNICITY_FILTERS, SEXES, STATUS_FILTERS } from '#modules/members/members.server.ts'
import { dayIn } from '../address.ts'

const SORTS: Readonly<Record<string, string>> = { ten: 'name', 'ket-nap': 'admitted', 'chi-bo': 'cell' }

/** The input of the list query. An unknown unit stays: it must answer as not found, not as everything. */
export function listInput(url: URL): Record<string, string | null> {
  const of = (name: string) => url.searchParams.get(name) || null
  const among = (name: string, values: readonly string[]) => values.find((value) => value === of(name)) ?? null
  const page = of('trang')
  return {
    day: dayIn(url),
    unitId: of('don-vi'),
    find: of('tim')?.slice(0, 100) ?? null,
    status: among('dien', STATUS_FILTERS),
    sex: among('gioi', SEXES),
    age: among(
      'tuoi',
      AGE_BANDS.map((band) => band.code),
    ),
    ethnicity: among('dan-toc', ETHNICITY_FILTERS),
    sort: SORTS[of('xep') ?? ''] ?? null,
    down: of('chieu') === 'giam' ? 'true' : 'false',
    page: page && /^[1-9]\d{0,4}$/.test(page) ? page : null,
  }
}
