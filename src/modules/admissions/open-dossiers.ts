// Dossiers under way in a cell that ends (HIS-05): they go on in the cell that takes its place, by the same step as when a person moves.
import type { Id } from '#kernel/ids.ts'
import { followProbation } from '#modules/members/members.server.ts'
import { openMatter } from '#modules/units/units.server.ts'
import { candidateSource } from '#modules/classes/classes.server.ts'
import { sql } from 'kysely'
import { advance } from './dossier.ts'
import { insertSteps, saveProjections } from './dossier-store.ts'
import type { NewStep, Projection } from './dossier-store.ts'
import { foldDossiers } from './fold-dossiers.ts'
import type { Step } from './steps.ts'

const EXAMPLES = 5

openMatter({
  name: 'dossiers',
  blocks: true,
  ofCells: true,
  refusal: 'admissions.unit_has_dossiers',
  async list(ctx, unitIds) {
    const { rows } = await sql<{ id: Id; unitId: Id; name: string }>`
      select d.id, d.unit_id as "unitId", p.full_name as name
      from admission_dossier d join person p on p.tenant_id = d.tenant_id and p.id = d.person_id
      where d.tenant_id = ${ctx.tenantId} and d.unit_id = any(${[...unitIds]}::uuid[]) and d.open
      order by d.unit_id, p.sort_key, d.id`.execute(ctx.db)
    return [...Map.groupBy(rows, ({ unitId }) => unitId)].map(([unitId, dossiers]) => ({
      unitId,
      count: dossiers.length,
      examples: dossiers.slice(0, EXAMPLES).map(({ id, name }) => ({ id, label: name, href: `/ket-nap/${id}` })),
    }))
  },
  async handOver(ctx, routes, { on }) {
    const to = new Map(routes.map((route) => [route.from, route.to]))
    const { rows } = await sql<{ id: Id }>`
      select id from admission_dossier
      where tenant_id = ${ctx.tenantId} and unit_id = any(${[...to.keys()]}::uuid[]) and open order by id for update`.execute(
      ctx.db,
    )
    const { folded } = await foldDossiers(
      ctx,
      rows.map((row) => row.id),
    )
    const steps: NewStep[] = []
    const after: Projection[] = []
    for (const { stored, dossier, court } of folded) {
      const unitId = to.get(stored.unitId) ?? null
      // Nowhere to go on: the dossier stops, and who it is about begins anew elsewhere.
      const step = (
        unitId === null
          ? { kind: 'stopped', facts: { reason: 'moved', note: null } }
          : { kind: 'handed_over', facts: { unitId, number: null } }
      ) as Pick<Step, 'kind' | 'facts'>
      const day = on < dossier.stageOn ? dossier.stageOn : on
      const whole = { ...step, id: ctx.newId(), on: day, decisionId: null } as Step
      const next = advance(dossier, whole, court)
      if (next.refusal) continue
      steps.push({ step: whole, dossierId: stored.id, unitId: stored.unitId, seq: (stored.steps.at(-1)?.seq ?? 0) + 1 })
      after.push({ id: stored.id, unitId: unitId ?? stored.unitId, memberId: stored.memberId, dossier: next.dossier })
    }
    await insertSteps(ctx, steps)
    await saveProjections(ctx, after)
    ctx.touch(...after.map((each) => each.id))
    return after.length
  },
})

// Classes enrol who is on the way, not only members.
candidateSource(
  'admissions',
  (tenantId) => sql`
    select person_id, unit_id from admission_dossier where tenant_id = ${tenantId} and open and member_id is null`,
)

followProbation(
  'admissions',
  (tenantId) => sql`
    select member_id from admission_dossier where tenant_id = ${tenantId} and open and member_id is not null`,
)
