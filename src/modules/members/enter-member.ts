// A person who is new in this bloc, with the membership: shared by admission and arrival.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { Context } from '#platform/operation/operation.ts'
import { hasNamesake } from './deed.ts'
import type { MemberHistory } from './member.ts'
import { saveHistory } from './member-store.ts'
import type { Cause } from './member-store.ts'
import { personColumns } from './person-fields.ts'
import type { PersonInput } from './person-fields.ts'

/** What the database itself refuses, in the register's words. */
export const memberConstraints = {
  member_tenant_id_card_number_key: { code: 'members.card_taken', field: 'cardNumber' },
  member_cell_tenant_id_member_id_valid_excl: { code: 'members.two_cells', field: 'effectiveOn' },
  member_status_tenant_id_member_id_valid_excl: { code: 'members.two_statuses', field: 'effectiveOn' },
}

/** A person who is not on record yet; a candidate is one without being a member. Throws members.namesake unless it was answered. */
export async function writePerson(ctx: Context, input: PersonInput & { namesake: boolean }): Promise<Id> {
  if (!input.namesake && (await hasNamesake(ctx, input.fullName, input.birthOn))) {
    throw AppError.at('namesake', 'members.namesake')
  }
  const personId = ctx.newId()
  await ctx.db
    .insertInto('person')
    .values(personColumns(ctx.tenantId, personId, input, ctx.now))
    .execute()
  return personId
}

export interface Entry {
  cardNumber: string | null
  fileNumber: string | null
  history: MemberHistory
  cause: Cause
}

/** Makes a person on record a member, with the first spans. Returns the member's id. */
export async function writeMember(ctx: Context, personId: Id, entry: Entry): Promise<Id> {
  const { history } = entry
  const memberId = ctx.newId()
  await ctx.db
    .insertInto('member')
    .values({
      tenant_id: ctx.tenantId,
      id: memberId,
      person_id: personId,
      card_number: entry.cardNumber,
      file_number: entry.fileNumber,
      admitted_on: history.admittedOn,
      confirmed_on: history.confirmedOn,
      left_on: null,
      recorded_at: ctx.now,
      changed_at: ctx.now,
    })
    .execute()
  await saveHistory(ctx, memberId, null, history, entry.cause)
  return memberId
}

/** Writes person, member and first spans. Returns the member's id. Throws members.namesake unless it was answered. */
export async function enterMember(
  ctx: Context,
  input: PersonInput & { fileNumber: string | null; namesake: boolean },
  entry: Omit<Entry, 'fileNumber'>,
): Promise<Id> {
  const personId = await writePerson(ctx, input)
  return writeMember(ctx, personId, { ...entry, fileNumber: input.fileNumber })
}
