// The local committees of the localities on file become bodies in one step: nobody types what the bloc knows already.
import { overlaps, parseRange } from '#kernel/date-range.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import { operation } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { committeeOf } from './coordination-messages.ts'

export const importBodies = operation({
  name: 'coordination.import-bodies',
  summary:
    'Add the local committee of every locality on file as a body outside, with its days; known ones are left as they are',
  permission: 'coordination.write',
  input: v.object({}),
  async run(ctx): Promise<{ added: number; known: number }> {
    const localities = await ctx.db
      .selectFrom('locality')
      .select(['id', 'name', 'committee', 'valid'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('kind', '<>', 'province')
      .orderBy('name')
      .execute()
    const bodies = await ctx.db
      .selectFrom('external_body')
      .select(['name', 'locality_id', 'valid'])
      .where('tenant_id', '=', ctx.tenantId)
      .execute()
    const known = bodies.map((body) => ({ ...body, folded: fold(body.name), valid: parseRange(body.valid) }))
    const rows = []
    for (const locality of localities) {
      const name = locality.committee ?? committeeOf(locality.name)
      const valid = parseRange(locality.valid)
      const same = known.some(
        (body) => body.locality_id === locality.id || (body.folded === fold(name) && overlaps(body.valid, valid)),
      )
      if (same) continue
      known.push({ name, folded: fold(name), locality_id: locality.id, valid })
      rows.push({
        tenant_id: ctx.tenantId,
        id: ctx.newId(),
        name,
        kind: 'local_committee',
        locality_id: locality.id,
        valid: locality.valid,
        version: 1,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.accountId,
      })
    }
    await insertRows(ctx.db, 'external_body', rows)
    ctx.touch(...rows.map((row) => row.id))
    ctx.note({ added: rows.length })
    return { added: rows.length, known: localities.length - rows.length }
  },
})
