// The list of a class as an Excel sheet; the import reads it back.
import { slug } from '#kernel/vietnamese/text.ts'
import { classSpan, listLearners, readClass } from '#modules/classes/classes.server.ts'
import { namesOn } from '#modules/units/units.server.ts'
import { load } from '#pages'
import { workbookAnswer } from '../../../workbook-answer.server.ts'
import { LEARNER_COLUMNS } from '../../learner-sheet.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { found, learners, codes } = await load(event, async (run, ctx) => {
    const found = await run(readClass, { classId: event.params.id })
    const { learners } = await run(listLearners, { classId: found.id, size: 20_000 })
    const names = await namesOn(
      ctx,
      learners.map(({ unitId }) => unitId),
      found.fromOn,
    )
    return { found, learners, codes: new Map([...names].map(([id, { code }]) => [id, code])) }
  })
  const columns = Object.values(LEARNER_COLUMNS)
  return workbookAnswer(`hoc-vien-${slug(found.title).slice(0, 60)}`, [
    {
      name: 'Học viên',
      title: [found.title, `${classSpan(found.fromOn, found.toOn)} · ${learners.length} người`],
      freeze: 1,
      columns: columns.map(({ header, width, kind }) => ({ header, width, kind })),
      rows: learners.map((one) => columns.map((column) => column.value(one, codes.get(one.unitId) ?? ''))),
    },
  ])
}
