// A membership over time, as pure facts: which status and which cell on which days.

export const MEMBER_STATUSES = ['probationary', 'full'] as const
export type MemberStatus = (typeof MEMBER_STATUSES)[number]
