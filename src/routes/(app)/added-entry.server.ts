// The form that asks for a period or event to be added: the kinds as tabs, the fields of one of them.
import { ASKED_KINDS, ENTRY_SHAPES, entryCodeNames, entryKindNames, entryLabel, fieldsOfKind } from '#modules/records/records.server.ts' // prettier-ignore

/** What the form of the kind in the address (`?loai=`) draws. */
export function addedEntryForm(url: URL) {
  const kind = ASKED_KINDS.find((one) => one === url.searchParams.get('loai')) ?? 'work'
  const { fields, codes } = ENTRY_SHAPES[kind]
  return {
    kind,
    one: entryKindNames[kind].one,
    tabs: ASKED_KINDS.map((one) => ({
      href: `${url.pathname}?loai=${one}`,
      label: entryKindNames[one].list,
      current: one === kind,
    })),
    fields: fieldsOfKind(kind).map((name) => ({
      name,
      label: entryLabel(kind, name),
      required: fields[name] === true,
      day: name === 'decidedOn',
      options: name === 'code' ? codes.map((value) => ({ value, label: entryCodeNames[kind][value] ?? value })) : [],
      hint: name === 'fromOn' || name === 'toOn' ? 'Năm, tháng và năm, hoặc ngày; ví dụ 09/1998' : undefined,
    })),
  }
}
