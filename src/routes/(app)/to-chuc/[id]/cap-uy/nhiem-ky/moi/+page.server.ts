// Opening a term: ordinal and label beside its days, the seats of its committees, the term before closed on the same day.
import { openTerm, runningLabel, TERM_BASES, termBasisNames } from '#modules/committees/committees.server.ts'
import { actOnCommittee, loadCommitteeForm } from '../../committee-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadCommitteeForm(event, async (found, _, ctx) => {
    const last = found.terms[0]
    return {
      day: found.day as string,
      label: await runningLabel(ctx, found.day),
      ordinal: last?.ordinal ? last.ordinal + 1 : null,
      previous: last && last.valid.to === null ? last.label : null,
      bases: TERM_BASES.map((value) => ({ value, label: termBasisNames[value] })),
      standing: found.mayHave.includes('standing'),
      inspection: found.mayHave.includes('inspection'),
    }
  })

export const actions: Actions = {
  default: actOnCommittee(openTerm, (posted, event) => ({ ...posted, unitId: event.params['id'] })),
}
