// Who helps and who sponsors: a member of the register is named by id alone, and its name and day of full membership are filled in.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { StepKind } from './steps.ts'

type Raw = Readonly<Record<string, unknown>>

/** The fields with what the register knows of the member named. Throws field.required when nobody is named. */
export async function withPerson(ctx: Pick<ReadContext, 'tenantId' | 'db'>, kind: StepKind, raw: Raw): Promise<Raw> {
  if (kind !== 'helper' && kind !== 'sponsor') return raw
  if (raw['memberId'] === null) {
    if (raw['name'] === null) throw AppError.at('name', 'field.required')
    return raw
  }
  const known = await ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
    .select(['p.full_name', 'm.confirmed_on'])
    .where('m.tenant_id', '=', ctx.tenantId)
    .where('m.id', '=', raw['memberId'] as Id)
    .executeTakeFirst()
  if (!known) throw AppError.at('memberId', 'admissions.unknown_person')
  if (known.confirmed_on === null) throw AppError.at('memberId', 'admissions.not_full_member')
  return { ...raw, name: known.full_name, ...(kind === 'sponsor' ? { fullSince: known.confirmed_on } : {}) }
}
