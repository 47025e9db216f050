// The names of all permissions. A right is a permission × a unit (and everything below it) × dates; roles bundle them (access/roles.ts).

export const PERMISSIONS = [
  'unit.read',
  'unit.write',
  'reorganisation.read',
  'reorganisation.write',
  /** Sets a plan's decision and lets it be carried out on its day. */
  'reorganisation.apply',
  'post.read',
  'post.write',
  'congress.read',
  /** Plans and records congresses; approving one needs it at the unit above. */
  'congress.write',
  'coordination.read',
  'coordination.write',
  /** Opens the page of a signed link: what every guest may. */
  'guest.open',
  /** Answers what a body outside owes, by a signed link; no role holds it. */
  'coordination.answer',
  /** Writes remarks of a residence cell, by a signed link; no role holds it. */
  'residence.answer',
  /** The own record of the member behind an account, and nobody else's. */
  'own.read',
  /** Asks for corrections of it. */
  'own.ask',
  'member.read',
  'member.write',
  'member.read-masked',
  /** Who paid how much; what somebody earns is seen only by who collects. */
  'dues.read',
  'dues.write',
  'meeting.read',
  'meeting.write',
  'figure.read',
  'target.read',
  'target.write',
  'task.read',
  'task.report',
  'task.close',
  'report.read',
  'report.fill',
  'report.decide',
  'conference.read',
  'conference.write',
  'article.read',
  'article.write',
  'article.approve',
  /** What the portal shows to everybody: the only right of a reader without an account. */
  'portal.read',
  'rulebook.read',
  'rulebook.override',
  'access.read',
  'access.grant',
  'audit.read',
  'token.own',
] as const

export type Permission = (typeof PERMISSIONS)[number]
