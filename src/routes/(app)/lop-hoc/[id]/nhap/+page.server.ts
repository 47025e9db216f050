// Learners, results and certificates out of Excel: shown first with what is wrong cell by cell, then taken whole.
import { AppError, explainError, notFound } from '#kernel/errors.ts'
import { importLearners, kindOf, planLearnersImport, readClass } from '#modules/classes/classes.server.ts'
import { actionOf, callerOf, formFailure, load as loadPage } from '#pages'
import { database } from '#platform/db/database.ts'
import { newId } from '#platform/new-id.ts'
import { askAll } from '#platform/operation/execute.ts'
import { readHeadedSheet } from '#platform/paper/headed-sheet.ts'
import { errors } from '#product'
import { HEADINGS, NEEDED, readLearnerLine } from '../../learner-sheet.ts'
import type { Actions, PageServerLoad } from './$types'

const LIMITS = { maxBytes: 5_000_000, maxRows: 5000, maxCells: 200_000 }

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const found = await run(readClass, { classId: event.params.id })
    if (!found.mayRun) throw notFound()
    return {
      id: found.id,
      title: found.title,
      version: found.version,
      issuer: found.organiser ?? found.unitName,
      certifies: kindOf(found.kind).certificate !== null,
      key: newId(),
    }
  })

export const actions: Actions = {
  xem: async (event) => {
    const form = await event.request.formData()
    try {
      return await askAll(database(), callerOf(event), async (run, ctx) => {
        const found = await run(readClass, { classId: event.params.id })
        if (!found.mayRun) throw notFound()
        const file = form.get('tep')
        if (!(file instanceof File) || file.size === 0) throw AppError.at('tep', 'field.required')
        if (file.size > LIMITS.maxBytes) throw AppError.at('tep', 'file_too_large')
        const sheet = await readHeadedSheet(new Uint8Array(await file.arrayBuffer()), HEADINGS, NEEDED, LIMITS).catch(
          () => null,
        )
        if (!sheet || sheet.lines.length === 0) throw AppError.at('tep', 'classes.no_sheet')
        const read = sheet.lines.map(readLearnerLine)
        const plan = await planLearnersImport(
          ctx,
          found.id,
          read.flatMap(({ row }) => row ?? []),
        )
        const sentence = (code: string) => explainError(errors, AppError.at('cell', code), '').fields['cell'] ?? code
        const letters: Partial<Record<string, string>> = sheet.letters
        const names = new Map(sheet.lines.map((line) => [line.row, String(line.cells.name ?? '')]))
        const faults = [
          ...read.flatMap((each) => each.faults),
          ...plan.faults.map(({ line, field, code }) => ({ line, field, text: sentence(code) })),
        ]
          .toSorted((a, b) => a.line - b.line)
          .map(({ line, field, text }) => ({
            cell: `${letters[field] ?? ''}${line}`,
            name: names.get(line) ?? '',
            text,
          }))
        return {
          preview: {
            file: file.name,
            lines: sheet.lines.length,
            faults,
            fresh: plan.lines.map(({ line, name, unitName, state, outcome, number }) => ({
              line,
              name,
              unit: unitName,
              state: state === 'new' ? 'ghi danh mới' : 'đã có trong danh sách',
              outcome: outcome === 'passed' ? 'Đạt' : outcome === 'failed' ? 'Không đạt' : '—',
              number: number ?? '—',
            })),
            certificates: plan.lines.filter(({ number }) => number !== null).length,
            rows:
              faults.length > 0
                ? null
                : JSON.stringify(
                    plan.lines.map(({ personId, score, essay, outcome, number, issuedOn }) => ({
                      personId,
                      score,
                      essay,
                      outcome,
                      number,
                      issuedOn,
                    })),
                  ),
          },
        }
      })
    } catch (thrown) {
      return formFailure(event, form, thrown)
    }
  },
  nhan: actionOf(importLearners, {
    input: ({ rows, ...posted }, event) => {
      let lines: unknown = []
      try {
        lines = JSON.parse(String(rows ?? '[]'))
      } catch {
        // What is no list is refused as an empty one.
      }
      return { ...posted, lines, classId: event.params['id'] }
    },
    then: ({ id }) => `/lop-hoc/${id}?da-luu=1`,
  }),
}
