// Two records side by side (?a= goes on, ?b= is closed): which value goes on, field by field; or that they are two people.
import { formatDay, isDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { maskedNames } from '#modules/members/members.server.ts'
import {
  comparePeople,
  correctionLabel,
  correctionValue,
  keepApart,
  mergeFieldNames,
  mergePeople,
} from '#modules/records/records.server.ts'
import type { ComparedSide } from '#modules/records/records.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { address } from '../../../address.ts'
import type { Actions, PageServerLoad } from './$types'

const side = ({ memberId, name, birthOn, cells }: ComparedSide) => ({
  name,
  href: memberId ? `/dang-vien/${memberId}` : null,
  birthOn: formatDay(birthOn),
  cells: cells.map(
    ({ unitName, valid }) =>
      `${unitName}, ${valid.to === null ? `từ ${formatDay(valid.from)}` : `${formatDay(valid.from)} – trước ${formatDay(valid.to)}`}`,
  ),
})

const shown = (field: string, value: unknown): string => {
  if (field === 'photo') return value === null ? '—' : 'có ảnh'
  if (value === null || value === undefined || value === false) return '—'
  if (isDay(value)) return formatDay(value as Day)
  return correctionValue(field, value as string)
}

const pairOf = (url: URL) => ({ keptId: url.searchParams.get('a'), mergedId: url.searchParams.get('b') })

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const pair = pairOf(event.url)
    const compared = await run(comparePeople, pair)
    return {
      key: newId(),
      kept: side(compared.kept),
      merged: side(compared.merged),
      done: compared.merging === 'done',
      turned: address('/dang-vien/trung/doi-chieu', { a: pair.mergedId, b: pair.keptId }),
      fields: compared.fields.map(({ field, kept, merged, taken }) => ({
        field,
        label: mergeFieldNames[field] ?? correctionLabel(field),
        kept: shown(field, kept),
        merged: shown(field, merged),
        // What only one of them has goes on by itself.
        settled: taken,
      })),
      masked: compared.masked.map((field) => ({
        field,
        label: (maskedNames as Readonly<Record<string, string>>)[field] ?? field,
      })),
      clash: compared.clash ? formatDay(compared.clash) : null,
    }
  })

export const actions: Actions = {
  gop: actionOf(mergePeople, {
    input: (posted, event) => ({ ...posted, ...pairOf(event.url) }),
    then: ({ memberId }) => `/dang-vien/${String(memberId)}?xong=gop`,
  }),
  khac: actionOf(keepApart, {
    input: (posted, event) => ({ ...posted, ...pairOf(event.url) }),
    then: () => '/dang-vien/trung?xong=khac',
  }),
}
