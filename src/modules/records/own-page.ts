// The member's own page: the own record with nothing masked, and who else read what is masked for others. Reading one's own fields is not
// written into the log of reads: that log is gone through to find who looked at other people.
import { notFound } from '#kernel/errors.ts'
import { readMember } from '#modules/members/members.server.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { standingOf } from './corrections-values.ts'
import { ownMember } from './own-page-person.ts'
import { readRecord } from './read-record.ts'

export const readOwn = query({
  name: 'records.read-own',
  summary: 'Your own record as of today, nothing masked',
  permission: 'own.read',
  input: v.object({}),
  async run(ctx) {
    const own = await ownMember(ctx)
    const standing = (await standingOf(ctx, [own.memberId])).get(own.memberId)
    if (!standing) throw notFound()
    const member = await readMember.run(ctx, { memberId: own.memberId, day: null })
    return { ...member, unitId: own.unitId, values: standing.values }
  },
})

export const ownFile = query({
  name: 'records.own-file',
  summary: 'Your own periods and events, the papers of your file and what it lacks, as of today',
  permission: 'own.read',
  input: v.object({}),
  async run(ctx) {
    const own = await ownMember(ctx)
    const { entries, documents, kinds, stages } = await readRecord(ctx, own.memberId, ctx.today, { as: 'own' })
    return { entries, documents, kinds, stages }
  },
})

const SHOWN = 100

export const ownReads = query({
  name: 'records.own-reads',
  summary: 'Who read masked fields of your record, newest first',
  permission: 'own.read',
  input: v.object({}),
  async run(ctx) {
    const own = await ownMember(ctx)
    return ctx.db
      .selectFrom('read_log as r')
      .leftJoin('account as a', (join) =>
        join.onRef('a.tenant_id', '=', 'r.tenant_id').onRef('a.id', '=', 'r.account_id'),
      )
      .select(['r.id', 'r.at', 'r.field', 'r.reason', 'a.display_name as reader'])
      .where('r.tenant_id', '=', ctx.tenantId)
      .where('r.person_id', '=', own.personId)
      .orderBy('r.id', 'desc')
      .limit(SHOWN)
      .execute()
  },
})
