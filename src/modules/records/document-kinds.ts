// Which papers belong to a member's file, by stage, as the rulebook lists them on a day (ADMISSION_FILE, MEMBER_FILE_ADMITTED,
// MEMBER_FILE_OFFICIAL, MEMBER_FILE_LATER), and how complete a file is. Pure but for the rulebook given.
import type { Day } from '#kernel/day.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'

/** Before the cell votes; after it agreed; when official; later. */
export const STAGES = ['A', 'B', 'C', 'later'] as const
export type Stage = (typeof STAGES)[number]

const RULES: Record<Stage, string> = {
  A: 'ADMISSION_FILE',
  B: 'MEMBER_FILE_ADMITTED',
  C: 'MEMBER_FILE_OFFICIAL',
  later: 'MEMBER_FILE_LATER',
}

export interface DocumentKind {
  readonly code: string
  readonly label: string
  readonly stage: Stage
  /** Only where there is one: its lack is no lack. */
  readonly ifAny: boolean
  /** Opened only by who may read masked fields. */
  readonly restricted: boolean
}

/** All kinds in the order of the file; none of a stage whose rule is not in force on the day. */
export function documentKinds(rules: Rulebook, day: Day): DocumentKind[] {
  return STAGES.flatMap((stage) => {
    const rule = rules.at(RULES[stage], day)
    if (rule?.value.kind !== 'list') return []
    return rule.value.items.map((item) => ({
      code: item.code,
      label: item.label,
      stage,
      ifAny: item['ifAny'] === true,
      restricted: item['restricted'] === true,
    }))
  })
}

/** Codes a file must have: of the first two stages for every member, of the third once official. */
export const neededKinds = (kinds: readonly DocumentKind[], official: boolean): DocumentKind[] =>
  kinds.filter(({ stage, ifAny }) => !ifAny && stage !== 'later' && (official || stage !== 'C'))

export interface StageCompleteness {
  readonly stage: Stage
  readonly have: number
  readonly need: number
  readonly missing: readonly DocumentKind[]
}

/** How many of the needed papers are there, by stage; stages that need none are left out. */
export function completeness(
  kinds: readonly DocumentKind[],
  present: ReadonlySet<string>,
  official: boolean,
): StageCompleteness[] {
  return [...Map.groupBy(neededKinds(kinds, official), ({ stage }) => stage)].map(([stage, needed]) => {
    const missing = needed.filter(({ code }) => !present.has(code))
    return { stage, have: needed.length - missing.length, need: needed.length, missing }
  })
}
