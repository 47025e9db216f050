// Choices of the register's forms: codes with their words, cells one may write for, papers on file.
import { formatDay } from '#kernel/day.ts'
import { listDecisions } from '#modules/decisions/decisions.server.ts'
import {
  EDUCATION_LEVELS,
  educationNames,
  ETHNICITIES,
  ethnicityNames,
  RELIGIONS,
  religionNames,
  THEORY_LEVELS,
  theoryNames,
} from '#modules/members/members.server.ts'
import { CELL_KINDS, findUnits } from '#modules/units/units.server.ts'
import type { Query } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

const options = <C extends string>(codes: readonly C[], names: Record<C, string>) =>
  codes.map((code) => ({ value: code, label: names[code] }))

export const personChoices = () => ({
  ethnicities: options(ETHNICITIES, ethnicityNames),
  religions: options(RELIGIONS, religionNames),
  educations: options(EDUCATION_LEVELS, educationNames),
  theories: options(THEORY_LEVELS, theoryNames),
})
export type PersonChoices = ReturnType<typeof personChoices>

/** Cells of today for which one may write, by the unit above. */
export async function cellChoices(run: Run) {
  const cells = await run(findUnits, { kinds: CELL_KINDS, holding: 'member.write', limit: 1000 })
  return cells
    .map(({ id, name, parentName }) => ({ value: id, label: name, group: parentName ?? '' }))
    .toSorted((a, b) => a.group.localeCompare(b.group, 'vi'))
}

/** Papers on file; choosing one saves typing it again. */
export async function paperChoices(run: Run) {
  const papers = await run(listDecisions, {})
  return papers.map((paper) => ({ value: paper.id, label: `${paper.number}, ${formatDay(paper.issuedOn)}` }))
}
