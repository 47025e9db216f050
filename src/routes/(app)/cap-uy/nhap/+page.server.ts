// Posts out of Excel: shown first with what is wrong cell by cell, then taken whole.
import { AppError, explainError, notFound } from '#kernel/errors.ts'
import { importPosts, planPostsImport } from '#modules/committees/committees.server.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import { readHeadedSheet } from '#platform/paper/headed-sheet.ts'
import { errors } from '#product'
import { daysOf } from '../../to-chuc/[id]/cap-uy/committee-page.server.ts'
import { postedRows, previewOf, sheetIn } from '../../sheet-import.server.ts'
import { HEADINGS, NEEDED, readPostLine } from '../post-sheet.ts'
import type { Actions, PageServerLoad } from './$types'

const LIMITS = { maxBytes: 5_000_000, maxRows: 20_000, maxCells: 400_000 }

export const load: PageServerLoad = (event) =>
  loadPage(event, (_, ctx) => {
    if (!ctx.actor.holds('post.write')) throw notFound()
    return Promise.resolve({ idempotencyKey: newId() })
  })

async function preview(ctx: ReadContext, form: FormData) {
  if (!ctx.actor.holds('post.write')) throw notFound()
  const file = await sheetIn(form, LIMITS.maxBytes)
  const sheet = await readHeadedSheet(file.bytes, HEADINGS, NEEDED, LIMITS).catch(() => null)
  if (!sheet || sheet.lines.length === 0) throw AppError.at('tep', 'committees.no_sheet')
  const read = sheet.lines.map(readPostLine)
  const plan = await planPostsImport(
    ctx,
    read.flatMap(({ row }) => row ?? []),
  )
  const sentence = (code: string, details: object) =>
    explainError(errors, AppError.at('cell', code, { ...details }), '').fields['cell'] ?? code
  const letters: Partial<Record<string, string>> = sheet.letters
  const names = new Map(sheet.lines.map((line) => [line.row, String(line.cells.name ?? '')]))
  const faults = [
    ...read.flatMap((each) => each.faults),
    ...plan.faults.map(({ line, field, code, details }) => ({ line, field, text: sentence(code, details) })),
  ]
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, field, text }) => ({ cell: `${letters[field] ?? ''}${line}`, name: names.get(line) ?? '', text }))
  const fresh = plan.lines.filter((line) => line.state === 'new')
  const papers = [...new Map(fresh.flatMap((line) => (line.decision ? [[JSON.stringify(line.decision), line.decision]] : [])))] // prettier-ignore
  const places = new Map(papers.map(([key], at) => [key, at]))
  return {
    file: file.name,
    lines: sheet.lines.length,
    same: plan.lines.length - fresh.length,
    faults,
    fresh: fresh.map(({ line, unitName, bodyName, label, holding }) => ({
      line,
      unit: unitName,
      body: bodyName,
      post: label,
      name: holding.holderName,
      outside: holding.personId === null,
      days: daysOf(holding),
    })),
    rows:
      faults.length > 0
        ? null
        : JSON.stringify({
            holdings: fresh.map(({ holding, decision }) => ({
              ...holding,
              decision: decision ? (places.get(JSON.stringify(decision)) ?? null) : null,
            })),
            decisions: papers.map(([, paper]) => paper),
          }),
  }
}

export const actions: Actions = {
  xem: previewOf(preview),
  nhan: actionOf(importPosts, { input: postedRows, then: () => '/cap-uy' }),
}
