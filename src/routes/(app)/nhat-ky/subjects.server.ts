// Which pages the records named by log entries have, and what they are called, as far as the reader may know.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import { namesOn } from '#modules/units/units.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'

export interface Subject {
  id: Id
  label: string
  href: string | null
}

type Kind = 'account' | 'member' | 'meeting' | 'report' | 'conference' | 'article' | 'plan' | 'job'

/** Where a kind lives, what it is called without a name, and the right that lets one see name and page. */
const KINDS: Record<Kind, { path: string; word: string; permission: Permission }> = {
  account: { path: '/quyen/', word: 'Tài khoản', permission: 'access.read' },
  member: { path: '/dang-vien/', word: 'Đảng viên', permission: 'member.read' },
  meeting: { path: '/sinh-hoat/', word: 'Buổi sinh hoạt', permission: 'meeting.read' },
  report: { path: '/bao-cao/', word: 'Báo cáo', permission: 'report.read' },
  conference: { path: '/hoi-nghi/', word: 'Hội nghị', permission: 'conference.read' },
  article: { path: '/bai-viet/', word: 'Bài viết', permission: 'article.read' },
  plan: { path: '/to-chuc/phuong-an/', word: 'Phương án sắp xếp', permission: 'reorganisation.read' },
  job: { path: '/viec-cua-toi', word: 'Việc chạy lâu', permission: 'token.own' },
}

/** The known ones among these ids, in two statements however many there are. */
export async function subjectsOf(ctx: ReadContext, ids: readonly Id[]): Promise<Map<Id, Subject>> {
  if (ids.length === 0) return new Map()
  const units = await namesOn(ctx, ids, ctx.today)
  const known = new Map<Id, Subject>()
  for (const [id, unit] of units) known.set(id, { id, label: unit.name, href: `/to-chuc/${id}` })
  for (const { kind, id, name, on } of await recordRows(ctx, ids)) {
    const { path, word, permission } = KINDS[kind]
    const may = ctx.scope(permission).whole
    const named = may && name ? name : word
    known.set(id, {
      id,
      label: on && may ? `${named} ${formatDay(on)}` : named,
      href: may && kind !== 'job' ? `${path}${id}` : null,
    })
  }
  return known
}

async function recordRows(ctx: ReadContext, ids: readonly Id[]) {
  const asked = sql`t.tenant_id = ${ctx.tenantId} and t.id = any(${[...new Set(ids)]}::uuid[])`
  const { rows } = await sql<{ kind: Kind; id: Id; name: string | null; on: Day | null }>`
    select 'account' as kind, t.id, t.display_name as name, null::date as on from account t where ${asked}
    union all
    select 'member', t.id, p.full_name, null from member t
      join person p on p.tenant_id = t.tenant_id and p.id = t.person_id where ${asked}
    union all
    select 'meeting', t.id, null, t.held_on from meeting t where ${asked}
    union all
    select 'report', t.id, t.title, null from report t where ${asked}
    union all
    select 'conference', t.id, t.title, null from conference t where ${asked}
    union all
    select 'plan', t.id, t.title, t.effective_on from reorganisation t where ${asked}
    union all
    select 'article', t.id, t.title, null from article t where ${asked}
    union all
    select 'job', t.id, null, null from job_run t where ${asked}`.execute(ctx.db)
  return rows
}
