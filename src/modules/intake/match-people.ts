// Who of the register a row is: the same identity number, the same card, or the same name and day of birth. Each way is one statement for
// many rows; what contradicts itself is left to people.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { citizenIdMark } from '#modules/members/members.server.ts'
import type { Db } from '#platform/db/db.ts'
import { sql } from 'kysely'
import type { RowValues } from './columns.ts'
import { registerPeople } from './register-people.ts'
import type { RegisterPerson } from './register-people.ts'

export type MatchedBy = 'citizen_id' | 'card' | 'name_birth' | 'name'

export interface Match {
  readonly person: RegisterPerson
  readonly by: MatchedBy
  /** No doubt: two of name, birth and numbers agree and none contradicts. */
  readonly certain: boolean
  /** Others it could be, too. */
  readonly others: number
}

/** What identifies the person of a row, for finding it twice in a sheet. */
export function keysOf(values: RowValues): string[] {
  const { fullName, birthOn, cardNumber, citizenId } = values
  return [
    ...(typeof citizenId === 'string' ? [`id ${citizenIdMark(citizenId)}`] : []),
    ...(typeof cardNumber === 'string' ? [`card ${cardNumber}`] : []),
    ...(typeof fullName === 'string' && birthOn !== undefined ? [`name ${fold(fullName)} ${String(birthOn)}`] : []),
  ]
}

/** The best match of each row, null for somebody new; at most three statements and one for the records. */
export async function matchPeople(
  ctx: { tenantId: Id; db: Db },
  rows: readonly RowValues[],
  on: Day,
): Promise<(Match | null)[]> {
  const marks = rows.map((row) => (typeof row.citizenId === 'string' ? citizenIdMark(row.citizenId) : null))
  const cards = rows.map((row) => (typeof row.cardNumber === 'string' ? row.cardNumber : null))
  const names = rows.map((row) => (typeof row.fullName === 'string' ? fold(row.fullName) : null))
  const known = (list: readonly (string | null)[]): string[] => [...new Set(list.filter((each) => each !== null))]
  const people = await registerPeople(
    ctx,
    sql<boolean>`p.id in (
      select id from person where tenant_id = ${ctx.tenantId} and citizen_id_mark = any(${known(marks)}::text[])
      union select person_id from member where tenant_id = ${ctx.tenantId} and card_number = any(${known(cards)}::text[])
      union select id from person where tenant_id = ${ctx.tenantId} and folded = any(${known(names)}::text[]))`,
    on,
  )
  const group = (keyOf: (person: RegisterPerson) => string | null) => Map.groupBy(people, keyOf)
  const byMark = group((person) => person.citizenMark)
  const byCard = group((person) => (person.values.cardNumber as string | undefined) ?? null)
  const byName = group((person) => person.folded)
  return rows.map((row, at) => {
    const found = new Set<RegisterPerson>()
    const add = (list: readonly RegisterPerson[] | undefined) => list?.forEach((person) => found.add(person))
    if (marks[at]) add(byMark.get(marks[at]))
    if (cards[at]) add(byCard.get(cards[at]))
    if (names[at]) add(byName.get(names[at]))
    return best([...found].flatMap((person) => judged(row, marks[at] ?? null, person) ?? []))
  })
}

type Weighed = Omit<Match, 'others'> & { weight: number }

function judged(row: RowValues, mark: string | null, person: RegisterPerson): Weighed | null {
  const same = (sheet: unknown, here: unknown): boolean | null =>
    sheet === undefined || sheet === null || here === undefined || here === null ? null : sheet === here
  const id = same(mark, person.citizenMark)
  const card = same(row.cardNumber, person.values.cardNumber)
  const name = same(typeof row.fullName === 'string' ? fold(row.fullName) : null, person.folded)
  const birth = same(row.birthOn, person.values.birthOn)
  const against = [id, card].includes(false)
  const identity = name === true && birth !== false
  const made = (by: MatchedBy, certain: boolean, weight: number): Weighed => ({ person, by, certain, weight })
  if (id) return made('citizen_id', (identity || birth === true) && card !== false, identity ? 10 : 7)
  if (card) return made('card', (identity || (birth === true && name !== false)) && id !== false, identity ? 9 : 6)
  if (name && birth) return made('name_birth', !against, against ? 5 : 8)
  return name && birth === null && !against ? made('name', false, 3) : null
}

function best(found: readonly Weighed[]): Match | null {
  const [first, ...rest] = found.toSorted((a, b) => b.weight - a.weight)
  if (!first) return null
  const rivals = rest.filter(
    (each) => each.weight >= first.weight - 1 || each.by === 'citizen_id' || each.by === 'card',
  )
  const { person, by, certain } = first
  return { person, by, certain: certain && rivals.length === 0, others: rivals.length }
}
