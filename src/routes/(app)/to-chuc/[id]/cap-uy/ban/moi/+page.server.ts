// Setting up a committee of the term, or a board that goes on over the terms; names of boards come from the rulebook (BLOC-03).
import { bodyKindNames, setUpBody } from '#modules/committees/committees.server.ts'
import { itemsOf, loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { actOnCommittee, loadCommitteeForm } from '../../committee-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadCommitteeForm(event, async (found, _, ctx) => {
    const rule = (await loadRulebook(ctx)).at('BLOC-03', found.day)
    const there = new Set(found.bodies.map((body) => body.name))
    const kinds = found.mayHave.filter((kind) => kind === 'board' || !found.bodies.some((body) => body.kind === kind))
    return {
      day: found.day as string,
      kinds: kinds.map((value) => ({ value, label: bodyKindNames[value] })),
      boards:
        found.kind === 'bloc' && rule ? itemsOf(rule).flatMap(({ label }) => (there.has(label) ? [] : [label])) : [],
    }
  })

export const actions: Actions = {
  default: actOnCommittee(setUpBody, (posted, event) => ({ ...posted, unitId: event.params['id'] })),
}
