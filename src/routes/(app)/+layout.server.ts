// What the frame shows on every working page: who and where one is, and the areas one may enter.
import { AppError } from '#kernel/errors.ts'
import type { Permission } from '#kernel/permissions.ts'
import { roleNames, isRole } from '#modules/access/access.server.ts'
import { readTenant } from '#platform/db/db.ts'
import { database } from '#platform/db/database.ts'
import { callerOf } from '#pages'
import { redirect } from '@sveltejs/kit'
import type { LayoutServerLoad } from './$types'

// Pages are whole without scripts; those with an island (attendance) say so themselves (docs/decisions/0012).
export const csr = false

export const load: LayoutServerLoad = async (event) => {
  const caller = callerOf(event)
  const actor = await readTenant(database(), caller.tenantId, (db) => caller.actor(db)).catch((thrown: unknown) => {
    // Closed a moment ago: the signed cookie still lives, the account does not.
    if (thrown instanceof AppError && thrown.code === 'sign_in_required') redirect(303, '/dang-nhap')
    throw thrown
  })
  const first = actor.stands[0]
  const may = (permission: Permission) => actor.holds(permission)
  return {
    account: actor.name,
    unit: first ? { id: first.unitId, name: first.unitName } : null,
    role: first && isRole(first.role) ? roleNames[first.role] : null,
    whole: actor.stands.some((grant) => grant.whole),
    areas: {
      members: may('member.read'),
      meetings: may('meeting.read'),
      figures: may('figure.read'),
      targets: may('target.read'),
      tasks: may('task.read'),
      reports: may('report.read'),
      conferences: may('conference.read'),
      articles: may('article.read'),
      rules: may('rulebook.read'),
      access: may('access.read'),
      audit: may('audit.read'),
    },
  }
}
