// Votes: what a count must keep to be one, and whether it reaches a share. Pure, in whole numbers.
import { keepsShare } from '#modules/rulebook/rulebook.server.ts'
import type { Share } from '#modules/rulebook/rulebook.server.ts'
import type { Refusal, Vote } from './steps.ts'

/** What is wrong with a count: more present than there are, more ballots than voters; null when it adds up. */
export function voteFault(vote: Vote): Refusal | null {
  const ballots = vote.yes + vote.no + vote.blank
  const fault = (code: string, field: string, details: Refusal['details']): Refusal => ({ code, field, details })
  if (vote.body < 1) return fault('admissions.nobody_votes', 'body', {})
  if (vote.present > vote.body)
    return fault('admissions.present_over_body', 'present', { present: vote.present, body: vote.body })
  if (vote.excused > vote.body - vote.present)
    return fault('admissions.excused_over_absent', 'excused', { absent: vote.body - vote.present })
  if (ballots > vote.present) return fault('admissions.ballots_over_voters', 'yes', { ballots, present: vote.present })
  return null
}

/** Those the share is taken of: everybody who has a vote but the excused. */
export const votersOf = (vote: Pick<Vote, 'body' | 'excused'>): number => vote.body - vote.excused

/** Whether enough voted yes, and whether they would have been enough with the excused counted. */
export function reaches(share: Share, vote: Vote): { counted: boolean; withExcused: boolean } {
  return { counted: keepsShare(share, vote.yes, votersOf(vote)), withExcused: keepsShare(share, vote.yes, vote.body) }
}
