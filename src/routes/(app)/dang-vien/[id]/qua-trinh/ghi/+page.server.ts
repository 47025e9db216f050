// One period or event: new (?loai=) or one that stands (?dong=), which is corrected by a new row or taken out with a reason.
import { notFound } from '#kernel/errors.ts'
import {
  addEntry,
  correctEntry,
  ENTRY_KINDS,
  ENTRY_SHAPES,
  entryCodeNames,
  entryKindNames,
  entryLabel,
  fieldsOfKind,
  formatPartialDay,
  isSecret,
  readOpenRecord,
  voidEntry,
} from '#modules/records/records.server.ts'
import type { EntryKind, StoredEntry } from '#modules/records/records.server.ts'
import { actionOf } from '#pages'
import { loadAct } from '../../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

const kindIn = (url: URL) => ENTRY_KINDS.find((kind) => kind === url.searchParams.get('loai'))

function drawn(kind: EntryKind, stands: Partial<StoredEntry> | null, corrects: boolean) {
  const { fields, codes } = ENTRY_SHAPES[kind]
  return fieldsOfKind(kind).map((name) => {
    const value = isSecret(name) ? null : (stands?.[name] ?? null)
    const partial = name === 'fromOn' || name === 'toOn'
    return {
      name,
      label: entryLabel(kind, name),
      kind:
        name === 'code'
          ? ('choice' as const)
          : name === 'decidedOn'
            ? ('day' as const)
            : name === 'remark'
              ? ('long' as const)
              : ('text' as const),
      options: name === 'code' ? codes.map((code) => ({ value: code, label: entryCodeNames[kind][code] ?? code })) : [],
      value: value === null ? null : partial ? formatPartialDay(value as NonNullable<StoredEntry['fromOn']>) : value,
      required: fields[name] === true && !(corrects && isSecret(name)),
      hint: partial
        ? 'Năm, tháng và năm, hoặc ngày; ví dụ 09/1998'
        : corrects && isSecret(name)
          ? 'Để trống thì giữ như đang ghi'
          : undefined,
    }
  })
}

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run, _, member) => {
    const entryId = event.url.searchParams.get('dong')
    const record = await run(readOpenRecord, { memberId: member.id })
    const open = Object.values(record.entries)
      .flat()
      .find(({ id }) => id === entryId)
    const closed = record.restricted.find(({ id }) => id === entryId)
    const stands = open ?? closed ?? null
    const kind = stands?.kind ?? kindIn(event.url)
    if (!kind || (entryId !== null && !stands)) throw notFound()
    return {
      kind,
      title: entryKindNames[kind].one,
      fields: drawn(kind, stands, stands !== null),
      note: open?.note ?? null,
      entry: stands ? { id: stands.id, version: stands.version } : null,
    }
  })

const at = (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>>; url: URL }) => ({
  ...posted,
  memberId: event.params['id'],
  entryId: event.url.searchParams.get('dong'),
})
const back = (done: string) => (result: { memberId: string }) => `/dang-vien/${result.memberId}/qua-trinh?xong=${done}`

export const actions: Actions = {
  ghi: actionOf(addEntry, { input: at, then: back('ghi') }),
  sua: actionOf(correctEntry, { input: at, then: back('sua') }),
  xoa: actionOf(voidEntry, { input: at, then: back('xoa') }),
}
