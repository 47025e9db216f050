// Bringing a workbook, for an import or a comparison: which units one may choose, and the upload with its limits told before it is read.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { INTAKE_LIMITS, openIntake } from '#modules/intake/intake.server.ts'
import { findUnits, GRASSROOTS_KINDS, namesOn } from '#modules/units/units.server.ts'
import { callerOf, formFailure } from '#pages'
import type { RequestEvent } from '#pages'
import { database } from '#platform/db/database.ts'
import { execute } from '#platform/operation/execute.ts'
import type { Query, ReadContext } from '#platform/operation/operation.ts'
import { redirect } from '@sveltejs/kit'
import type { GenericSchema } from 'valibot'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>
/** The file and the fields around it. */
const MOST_BYTES = INTAKE_LIMITS.maxBytes + 64 * 1024
const MOST_UNITS = 300

/** Units to import into or compare: those with their own cells, or the cells one writes for. */
export async function unitChoices(run: Run, ctx: ReadContext): Promise<{ value: Id; label: string }[]> {
  const scope = ctx.scope('member.write')
  const own = scope.whole ? [] : [...(await namesOn(ctx, scope.units, ctx.today)).values()]
  const kinds = scope.whole ? ['bloc', ...GRASSROOTS_KINDS] : ['section', 'sub_cell', 'grassroots_cell']
  const below = await run(findUnits, { kinds, holding: 'member.write', limit: MOST_UNITS })
  const all = new Map([...below, ...own].map((unit) => [unit.id, unit]))
  const rank = (kind: string) => (kind === 'bloc' ? 0 : own.some((unit) => unit.kind === kind) ? 1 : 2)
  return [...all.values()]
    .toSorted((a, b) => rank(a.kind) - rank(b.kind))
    .map((unit) => ({ value: unit.id, label: unit.name }))
}

/** The action that takes the file; `then` is where its steps go on. */
export const uploadOf =
  (purpose: 'import' | 'compare', then: (intakeId: Id) => string) => async (event: RequestEvent) => {
    const caller = callerOf(event)
    const length = Number(event.request.headers.get('content-length') ?? Number.NaN)
    // Told before anything of it is read.
    if (!(length <= MOST_BYTES)) return formFailure(event, new FormData(), AppError.at('content', 'intake.too_large'))
    const form = await event.request.formData()
    let made: { intakeId: Id }
    try {
      const file = form.get('content')
      const given = file instanceof File && file.size > 0 ? file : null
      const key = form.get('idempotencyKey')
      made = await execute(
        database(),
        caller,
        openIntake,
        {
          purpose,
          unitId: form.get('unitId') ?? '',
          asOf: form.get('asOf') ?? '',
          fileName: given?.name.slice(-200) ?? 'tep',
          content: given ? Buffer.from(await given.arrayBuffer()).toString('base64') : '',
        },
        typeof key === 'string' && key !== '' ? { idempotencyKey: key } : {},
      )
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
    redirect(303, then(made.intakeId))
  }
