// One term: what it is called, and its last day.
import { notFound } from '#kernel/errors.ts'
import { editTerm, setTermEnd, TERM_BASES, termBasisNames } from '#modules/committees/committees.server.ts'
import { actOnCommittee, daysOf, loadCommitteeForm } from '../../committee-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadCommitteeForm(event, (found) => {
    const term = found.terms.find(({ id }) => id === event.params.term)
    if (!term) throw notFound()
    const bodies = new Set(found.allBodies.filter((body) => body.termId === term.id).map((body) => body.id))
    return {
      term: {
        label: term.label,
        ordinal: term.ordinal,
        restarted: term.restarted,
        basis: term.basis,
        version: term.version,
        to: term.valid.to as string | null,
        days: daysOf(term.valid),
      },
      holders: found.history.filter(
        (one) => bodies.has(one.bodyId) && one.voidReason === null && one.valid.to === term.valid.to,
      ).length,
      bases: TERM_BASES.map((value) => ({ value, label: termBasisNames[value] })),
    }
  })

const ofTerm = (posted: Record<string, unknown>, event: { params: Partial<Record<string, string>> }) => ({
  ...posted,
  termId: event.params['term'],
})

export const actions: Actions = {
  sua: actOnCommittee(editTerm, ofTerm),
  'ket-thuc': actOnCommittee(setTermEnd, ofTerm),
}
