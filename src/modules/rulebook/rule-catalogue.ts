// The national rules, read from rules/*.json at start. A file that breaks the shape or has two versions of a code on one
// day stops the start: a wrong rule must never be found out by a member's record.
import * as v from 'valibot'
import { isDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import calendar from './rules/calendar.json' with { type: 'json' }
import conferences from './rules/conferences.json' with { type: 'json' }
import documents from './rules/documents.json' with { type: 'json' }
import meetings from './rules/meetings.json' with { type: 'json' }
import membership from './rules/membership.json' with { type: 'json' }
import organisation from './rules/organisation.json' with { type: 'json' }
import quality from './rules/quality.json' with { type: 'json' }
import reporting from './rules/reporting.json' with { type: 'json' }
import { overlappingVersions } from './rule.ts'
import type { RuleArea, RuleVersion } from './rule.ts'
import { limitsSchema, misfitOf, ruleValueSchema } from './rule-value.ts'

const daySchema = v.custom<Day>(isDay, 'an ISO day')
const textSchema = v.pipe(v.string(), v.minLength(1))

/** One row of a data file. */
export const ruleRowSchema = v.pipe(
  v.strictObject({
    code: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9]*([_-][A-Z0-9]+)*$/)),
    title: textSchema,
    value: ruleValueSchema,
    from: daySchema,
    to: v.nullable(daySchema),
    document: textSchema,
    article: v.string(),
    source: textSchema,
    confirmed: v.boolean(),
    overridable: v.boolean(),
    limits: v.exactOptional(limitsSchema),
    note: v.exactOptional(textSchema),
  }),
  v.check((row) => row.to === null || row.from < row.to, 'a version begins before it ends'),
  v.check((row) => row.overridable || row.limits === undefined, 'limits belong to an overridable rule'),
  v.check((row) => misfitOf(row.value, row.value, row.limits) === null, 'the national value keeps its own limits'),
)

/** Reads the rows of the files by area. Throws with the file, the row and the reason when anything is wrong. */
export function readCatalogue(files: Readonly<Record<RuleArea, unknown>>): readonly RuleVersion[] {
  const versions = (Object.entries(files) as [RuleArea, unknown][]).flatMap(([area, rows]) => {
    const read = v.safeParse(v.array(ruleRowSchema), rows)
    if (!read.success) {
      const [issue] = read.issues
      throw new RangeError(`rules/${area}.json ${v.getDotPath(issue) ?? ''}: ${issue.message}`)
    }
    return read.output.map((row): RuleVersion => Object.freeze({ ...row, area }))
  })
  const [clash] = overlappingVersions(versions)
  if (clash) throw new RangeError(`rules: two versions of ${clash[0].code} on ${clash[1].from}`)
  return Object.freeze(versions)
}

/** All versions of all national rules. */
export const nationalRules = readCatalogue({
  membership,
  meetings,
  organisation,
  reporting,
  conferences,
  documents,
  calendar,
  quality,
})
