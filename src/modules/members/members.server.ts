// The face of members: the register of the bloc. Other modules, routes and the command line import only this file.
export { membersOfCell } from './members-of-cell.ts'
export type { CellMember } from './members-of-cell.ts'
export type { MemberStatus } from './member.ts'
