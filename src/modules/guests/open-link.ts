// The two things every guest may do, whatever the link is for: find the page that answers it, and leave a note of the visit.
import { operation, query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { linkOf } from './guest-links.ts'

const HALF_A_DAY = 12 * 3_600_000

export const readLink = query({
  name: 'guests.read-link',
  summary: 'What the link of a guest is for, while it holds, and whether its opening was noted already',
  permission: 'guest.open',
  input: v.object({}),
  async run(ctx): Promise<{ kind: string; expiresAt: Date; noted: boolean }> {
    const link = await linkOf(ctx)
    const noted = link.lastUsedAt !== null && ctx.now.getTime() - link.lastUsedAt.getTime() < HALF_A_DAY
    return { kind: link.kind, expiresAt: link.expiresAt, noted }
  },
})

export const openLink = operation({
  name: 'guests.open-link',
  summary: 'Note that a guest link was opened',
  permission: 'guest.open',
  input: v.object({}),
  async run(ctx): Promise<void> {
    const link = await linkOf(ctx, { lock: true })
    await ctx.db
      .updateTable('guest_link')
      .set({ last_used_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', link.id)
      .execute()
    ctx.touch(link.id, link.subjectId)
    ctx.note({ link: link.id, kind: link.kind })
  },
})
