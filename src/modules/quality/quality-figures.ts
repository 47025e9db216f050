// The indicator of data quality: DL01, every finding of a day a record, so that the score is a figure over the tree with its trace.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { indicator } from '#modules/figures/figures.server.ts'
import type { RecordView } from '#modules/figures/figures.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import { cellLooks } from './cell-faults.ts'
import { viewFindings } from './finding-views.ts'
import type { Found } from './finding-views.ts'
import { findings } from './findings.ts'
import { bornWords, dataFaultWords, dataRuleNames } from './quality-messages.ts'

/** A finding again out of its record id; a cell is its own unit, a member's cell is not needed to be shown. */
function foundOf(id: string): Found {
  const [rule = '', subject = ''] = id.split('|')
  const cell = rule in cellLooks
  return { id, rule, unitId: subject as Id, memberId: cell ? null : (subject as Id) }
}

async function describe(ctx: ReadContext, ids: readonly string[], day: Day): Promise<Map<string, RecordView>> {
  const found = ids.map(foundOf)
  const views = await viewFindings(ctx, found, day)
  return new Map(
    found.flatMap(({ id, rule }): [string, RecordView][] => {
      const view = views.get(id)
      if (!view) return []
      const detail = [dataRuleNames[rule], view.birthOn && bornWords(view.birthOn)].filter(Boolean).join(' · ')
      return [[id, { title: view.name, detail, paper: null, href: view.href }]]
    }),
  )
}

export const dataFaults = indicator({
  code: 'DL01',
  kind: 'stock',
  shape: 'count',
  counts: 'finding',
  dimensions: ['severity', 'rule'],
  records: ({ tenantId, span }) => findings({ tenantId, day: span.to }),
  describe,
  follows: {
    stays: (tenantId) => sql`
      select member_id, unit_id, lower(valid) as from_on, upper(valid) as until_on from member_cell where tenant_id = ${tenantId}`,
  },
  looksAround: true,
  apart: true,
  better: 'less',
  words: dataFaultWords,
})
