// The pipeline of admissions: how many stand where, and the list with the next step, its term and what lacks.
import { formatDay } from '#kernel/day.ts'
import { actNames, listDossiers, partNames, STAGES, termNames } from '#modules/admissions/admissions.server.ts'
import type { ListedDossier, Stage } from '#modules/admissions/admissions.server.ts'
import { findUnits, GRASSROOTS_KINDS, nameOn } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { changed } from '../dang-vien/filters.ts'
import { listInput } from './list-input.server.ts'
import type { PageServerLoad } from './$types'

/** More choices than this make the page heavy; the tree leads to the rest. */
const MOST_UNITS = 120

/** The parts of the way, as the counts on top show them. */
const PARTS: { label: string; stages: Stage[] }[] = [
  { label: 'Cảm tình đảng', stages: ['outstanding', 'candidate', 'in_class', 'class_done'] },
  { label: 'Lập hồ sơ', stages: ['dossier', 'history_checked', 'dossier_complete', 'returned'] },
  { label: 'Chờ quyết định', stages: ['cell_proposed', 'committee_proposed'] },
  { label: 'Chờ lễ kết nạp', stages: ['decided'] },
  { label: 'Dự bị', stages: ['probationary'] },
  {
    label: 'Chờ công nhận',
    stages: [
      'official_cell_proposed',
      'official_committee_proposed',
      'removal_cell_proposed',
      'removal_committee_proposed',
      'reported_up',
    ],
  },
]

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const list = await run(listDossiers, listInput(url))
    const of = (name: string) => url.searchParams.get(name) ?? ''
    const unitId = of('don-vi') || null
    const units = await run(findUnits, { kinds: GRASSROOTS_KINDS, limit: MOST_UNITS })
    const unit = unitId ? await nameOn(ctx, unitId, ctx.today) : undefined
    const shown = (each: ListedDossier) => ({
      id: each.id,
      ten: each.name,
      cb: each.unitName,
      buoc: list.stageNames[each.stage] ?? each.stage,
      viec: each.next.act ? actNames[each.next.act] : '',
      han: each.term ? formatDay(each.term.dueOn) : '',
      hanLa: each.term ? termNames[each.term.kind] : '',
      muon: each.term !== null && each.term.dueOn < list.today,
      thieu: each.next.missing.map((code) => partNames[code] ?? code).join('; '),
    })
    return {
      total: list.total,
      page: list.page,
      size: list.size,
      dossiers: list.dossiers.map(shown),
      parts: PARTS.map(({ label, stages }) => ({
        label,
        value: stages.reduce((sum, stage) => sum + (list.counts[stage] ?? 0), 0),
        href: changed(url, { buoc: stages.length === 1 ? (stages[0] ?? null) : null, xem: null }),
      })),
      view: of('xem'),
      units: units.length > 1 ? units.map(({ id, shortName }) => ({ value: id, label: shortName })) : [],
      unitId,
      unitIsChoice: units.some(({ id }) => id === unitId),
      stages: STAGES.map((value) => ({ value, label: list.stageNames[value] ?? value })),
      values: { tim: of('tim'), buoc: of('buoc') },
      applied: [
        ...(unit ? [{ label: unit.name, href: changed(url, { 'don-vi': null }) }] : []),
        ...(of('tim') ? [{ label: `“${of('tim')}”`, href: changed(url, { tim: null }) }] : []),
        ...(list.stageNames[of('buoc')]
          ? [{ label: list.stageNames[of('buoc')] ?? '', href: changed(url, { buoc: null }) }]
          : []),
      ],
      mayWrite: ctx.actor.holds('member.write'),
    }
  })
