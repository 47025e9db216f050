// One import: its columns, its rows with what is wrong and what becomes of each, taking it, and taking it back.
import { formatDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError, explainError } from '#kernel/errors.ts'
import {
  applyIntake,
  choiceNames,
  chooseRows,
  columnNames,
  listRows,
  matchNames,
  outcomeNames,
  ROW_FILTERS,
  rowFilterNames,
  undoIntake,
} from '#modules/intake/intake.server.ts'
import type { ToldFinding } from '#modules/intake/intake.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { errors } from '#product'
import { redirect } from '@sveltejs/kit'
import { changed } from '../../filters.ts'
import { intakePage, stepActions } from '../intake-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

const WITH_ROWS = new Set(['read', 'applied', 'undone'])

const tell = (finding: ToldFinding) => ({
  cell: finding.cell,
  column: columnNames[finding.field],
  read: finding.read,
  text: explainError(errors, AppError.at('cell', finding.code, { ...finding.details }), '').fields['cell'] ?? '',
})

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const intake = await intakePage(run, event.params.id)
    if (intake.purpose === 'compare') redirect(303, `/dang-vien/doi-chieu/${intake.id}`)
    const { url } = event
    const filter = ROW_FILTERS.find((name) => name === url.searchParams.get('loc')) ?? null
    const find = url.searchParams.get('tim')
    const list = WITH_ROWS.has(intake.state)
      ? await run(listRows, { intakeId: intake.id, filter, find, page: url.searchParams.get('trang') })
      : null
    return {
      ...intake,
      filter,
      find,
      tabs: [
        {
          href: changed(url, { loc: null }),
          label: 'Tất cả',
          count: intake.counts['total'] ?? 0,
          current: filter === null,
        },
        ...ROW_FILTERS.map((name) => ({
          href: changed(url, { loc: name }),
          label: rowFilterNames[name],
          count: intake.counts[name] ?? 0,
          current: filter === name,
        })).filter((tab) => tab.count > 0 || tab.current),
      ],
      filterName: filter ? rowFilterNames[filter] : null,
      list: list && { page: list.page, size: list.size, total: list.total },
      choices: Object.entries(choiceNames).map(([value, label]) => ({ value, label })),
      rows: (list?.rows ?? []).map((row) => ({
        line: row.line,
        name: row.name || '(không đọc được họ tên)',
        birth: row.birthOn ? formatDay(row.birthOn as Day) : null,
        unit: row.unitName,
        memberId: row.memberId,
        match: row.matchedBy ? (matchNames[row.matchedBy] ?? null) : null,
        certain: row.certain,
        differs: row.differs.map((key) => columnNames[key]),
        fills: row.fills.length,
        faults: row.faults.map(tell),
        notes: row.notes.map(tell),
        choice: row.choice,
        choiceName: row.outcome ? (outcomeNames[row.outcome] ?? '') : row.choice ? choiceNames[row.choice] : null,
      })),
    }
  })

const intakeId = (event: { params: Partial<Record<string, string>> }) => event.params['id']
const back = (event: { params: Partial<Record<string, string>>; url: URL }) => {
  const kept = new URLSearchParams([...event.url.searchParams].filter(([name]) => !name.startsWith('/')))
  return `/dang-vien/nhap/${event.params['id'] ?? ''}${kept.size > 0 ? `?${kept}` : ''}`
}

export const actions: Actions = {
  ...stepActions('/dang-vien/nhap'),
  chon: actionOf(chooseRows, {
    input: (posted, event) => ({ ...posted, intakeId: intakeId(event) }),
    then: (_, event) => back(event),
  }),
  nhan: actionOf(applyIntake, {
    input: (posted, event) => ({ ...posted, intakeId: intakeId(event) }),
    then: (_, event) => `/dang-vien/nhap/${intakeId(event) ?? ''}`,
  }),
  huy: actionOf(undoIntake, {
    input: (posted, event) => ({ ...posted, intakeId: intakeId(event) }),
    then: (_, event) => `/dang-vien/nhap/${intakeId(event) ?? ''}`,
  }),
}
