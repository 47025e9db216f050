// One round: who is in it, who might join, the sitting, its days.
import { formatDay } from '#kernel/day.ts'
import {
  cancelRound,
  decideRound,
  editRound,
  fillRound,
  methodNames,
  readRound,
  takeOut,
  VOTE_METHODS,
} from '#modules/admissions/admissions.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { Actions, PageServerLoad } from './$types'

const SAID: Readonly<Record<string, string>> = {
  'dua-vao': 'Đã đưa vào đợt.',
  'rut-ra': 'Đã rút khỏi đợt.',
  hop: 'Đã ghi kết quả họp.',
  sua: 'Đã lưu.',
  bo: 'Đã bỏ đợt.',
}
const OUTCOMES = { decided: 'Đã quyết định', returned: 'Trả lại' }

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const round = await run(readRound, { roundId: event.params.id })
    return {
      id: round.id,
      name: round.name,
      unitName: round.unitName,
      official: round.purpose === 'official',
      state: round.state,
      version: round.version,
      sittingOn: round.sittingOn,
      ceremonyOn: round.ceremonyOn,
      dayText: [
        round.sittingOn ? `họp ngày ${formatDay(round.sittingOn)}` : '',
        round.ceremonyOn ? `lễ ngày ${formatDay(round.ceremonyOn)}` : '',
      ]
        .filter(Boolean)
        .join(', '),
      open: round.state === 'open' && round.mayWrite,
      dossiers: round.dossiers.map((each) => ({
        id: each.id,
        ten: each.name,
        sinh: formatDay(each.birthOn),
        cb: each.unitName,
        so: each.decision ?? '',
        kq: each.outcome ? OUTCOMES[each.outcome] : '',
        le: each.ceremonyOn ? formatDay(each.ceremonyOn) : '',
      })),
      ready: round.ready.map((each) => ({
        id: each.id,
        ten: each.name,
        sinh: formatDay(each.birthOn),
        cb: each.unitName,
      })),
      methods: VOTE_METHODS.map((value) => ({ value, label: methodNames[value] })),
      said: SAID[event.url.searchParams.get('xong') ?? ''],
      keys: { fill: newId(), out: newId(), decide: newId(), edit: newId(), cancel: newId() },
    }
  })

const here = (done: string) => ({
  input: (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>> }) => ({
    ...posted,
    roundId: event.params['id'],
  }),
  then: ({ roundId }: { roundId: string }) => `/ket-nap/dot/${roundId}?xong=${done}`,
})

export const actions: Actions = {
  'dua-vao': actionOf(fillRound, here('dua-vao')),
  'rut-ra': actionOf(takeOut, here('rut-ra')),
  hop: actionOf(decideRound, here('hop')),
  sua: actionOf(editRound, here('sua')),
  bo: actionOf(cancelRound, here('bo')),
}
