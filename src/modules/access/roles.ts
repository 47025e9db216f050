// Roles as bundles of permissions. A role is granted at a unit and holds for everything below it.
import type { Permission } from '#kernel/permissions.ts'
import { PERMISSIONS } from '#kernel/permissions.ts'

const read = PERMISSIONS.filter(
  (name) => name.endsWith('.read') && !['audit.read', 'access.read', 'portal.read', 'own.read'].includes(name),
)
const own = ['token.own', 'portal.read'] as const

/** A reader without an account: published articles of the portal and nothing else. */
export const READER_PERMISSIONS: ReadonlySet<Permission> = new Set(['portal.read'])

/** What links give to who comes by them, each the right of its kind. No role holds these: without a link there is nothing to answer. */
export const GUEST_PERMISSIONS: ReadonlySet<Permission> = new Set([
  'guest.open',
  'coordination.answer',
  'residence.answer',
])

export const ROLES = {
  /** Bí thư, phó bí thư chi bộ; chi ủy viên giữ sổ. */
  cell_secretary: [
    'unit.read',
    'post.read',
    'congress.read',
    'congress.write',
    'member.read',
    'member.write',
    'dues.read',
    'dues.write',
    'meeting.read',
    'meeting.write',
    'figure.read',
    'task.read',
    'task.report',
    'rulebook.read',
    'target.read',
    ...own,
  ],
  /** Đảng ủy cơ sở and its office: fills the report of its own unit. */
  grassroots_committee: [
    ...read,
    'congress.write',
    'member.write',
    'dues.write',
    'meeting.write',
    'report.fill',
    'task.report',
    'coordination.write',
    ...own,
  ],
  /** Chuyên viên văn phòng, ban của Khối. */
  bloc_officer: [
    ...read,
    'unit.write',
    'reorganisation.write',
    'post.write',
    'congress.write',
    'coordination.write',
    'member.write',
    'member.read-masked',
    'dues.write',
    'target.write',
    'task.close',
    'report.decide',
    'conference.write',
    'article.write',
    ...own,
  ],
  /** Thường trực: reads everything, approves what goes out. */
  bloc_leader: [
    ...read,
    'reorganisation.apply',
    'congress.write',
    'task.close',
    'report.decide',
    'conference.write',
    'article.approve',
    'audit.read',
    ...own,
  ],
  /** Quản trị of the bloc's installation: accounts and rules, no member's masked data. */
  administrator: [
    'unit.read',
    'unit.write',
    'rulebook.read',
    'rulebook.override',
    'access.read',
    'access.grant',
    'audit.read',
    ...own,
  ],
  /** Every member: the own record and nothing else. It follows from the membership (records/own-page-standing.ts). */
  member: ['own.read', 'own.ask', ...own],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as Role[]

export const isRole = (value: string): value is Role => Object.hasOwn(ROLES, value)

/** Everything a set of roles allows. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return new Set(ROLES[role])
}
