// The differences as paper, cell by cell, for the desk at which they are put right.
import { formatDay } from '#kernel/day.ts'
import { bridgeKindNames, listBridge, readIntake } from '#modules/intake/intake.server.ts'
import { load as loadPage } from '#pages'
import { adviceOf, fieldWords } from '../../bridge-words.ts'
import { bridgeInput } from '../bridge-input.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const intake = await run(readIntake, { intakeId: event.params.id })
    const list = await run(listBridge, { ...bridgeInput(event.params.id, event.url), all: true })
    const cells = Map.groupBy(list.lines, (line) => line.unitName)
    return {
      id: intake.id,
      query: event.url.search,
      unit: intake.unit?.name ?? '',
      day: formatDay(intake.asOf),
      cells: [...cells].map(([name, lines]) => ({
        name,
        lines: lines.map((line) => ({
          id: line.id,
          name: line.name,
          birth: line.birthOn ? formatDay(line.birthOn) : '',
          kind: bridgeKindNames[line.kind],
          done: line.doneOn !== null,
          fields: line.kind === 'differs' ? fieldWords(line.kind, line.fields) : [],
          advice: adviceOf(line),
        })),
      })),
    }
  })
