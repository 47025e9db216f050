// Asking for a period or event to be added to the own record: one kind at a time.
import {
  askEntry,
  ASKED_KINDS,
  ENTRY_SHAPES,
  entryCodeNames,
  entryKindNames,
  entryLabel,
  fieldsOfKind,
  readOwn,
} from '#modules/records/records.server.ts'
import { load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { fileAction } from '../../phoi-hop/file-action.server.ts'
import type { Actions, PageServerLoad } from './$types'

const PATH = '/ho-so-cua-toi/bo-sung'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    await run(readOwn, {})
    const kind = ASKED_KINDS.find((one) => one === event.url.searchParams.get('loai')) ?? 'work'
    const { fields, codes } = ENTRY_SHAPES[kind]
    return {
      key: newId(),
      kind,
      title: `Bổ sung ${entryKindNames[kind].one}`,
      tabs: ASKED_KINDS.map((one) => ({
        href: `${PATH}?loai=${one}`,
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
  })

export const actions: Actions = {
  default: fileAction(askEntry, { then: () => '/ho-so-cua-toi?xong=gui#de-nghi' }),
}
