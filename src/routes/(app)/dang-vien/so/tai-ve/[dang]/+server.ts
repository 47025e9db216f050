// The book as a file; posted with a reason, with religion, which is written down for everyone in it.
import { AppError, notFound } from '#kernel/errors.ts'
import {
  readRegister,
  registerCells,
  registerColumns,
  REGISTER_LAYOUT,
  registerPaperOf,
  registerWords,
  revealRegister,
} from '#modules/records/records.server.ts'
import type { RegisterBook } from '#modules/records/records.server.ts'
import { callerOf, load } from '#pages'
import type { RequestEvent } from '#pages'
import { database } from '#platform/db/database.ts'
import { execute } from '#platform/operation/execute.ts'
import { renderDocx } from '#platform/paper/docx.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import { writeWorkbook } from '#platform/paper/xlsx.ts'
import { redirect } from '@sveltejs/kit'
import { FILE_TYPES, fileAnswer } from '../../../../file-answer.server.ts'
import { bookAsked } from '../../book.server.ts'
import type { RequestHandler } from './$types'

/** A paper of more lines is not printed; Excel has them all. */
const MOST_ON_PAPER = 2000

type Unit = Awaited<ReturnType<typeof bookAsked>>['unit']

const sheetOf = (book: RegisterBook, unit: Unit) =>
  writeWorkbook([
    {
      name: 'Sổ đảng viên',
      title: [
        `${registerWords.title} (${registerWords.form})`,
        `${unit.name}. ${registerWords.asOf(book.day)}`,
        ...(book.since ? [registerWords.withLeft(book.since)] : []),
      ],
      freeze: 2,
      columns: registerColumns.map(({ label, width }, i) =>
        i === 0
          ? { header: label, width: 6, kind: 'integer' as const }
          : { header: label, width: Math.round(width * 13), kind: 'text' as const },
      ),
      rows: book.rows.map((row, i) => {
        const [, ...cells] = registerCells(row, i + 1, book.day, '; ')
        return [i + 1, ...cells]
      }),
      notes: [`${book.rows.length} người.`],
    },
  ])

async function answer(kind: string, book: RegisterBook, unit: Unit, at: Date): Promise<Response> {
  const name = `so-dang-vien-${book.day}`
  if (kind === 'xlsx') return fileAnswer(kind, name, sheetOf(book, unit))
  if (kind === 'docx')
    return fileAnswer(kind, name, await renderDocx(registerPaperOf(book, unit, true), REGISTER_LAYOUT))
  const data = paperData(registerPaperOf(book, unit, false), REGISTER_LAYOUT)
  return fileAnswer(kind, name, await renderPdf('register', data, { createdAt: at }))
}

const askedIn = (event: RequestEvent) =>
  load(event, async (_, ctx) => ({ ...(await bookAsked(ctx, event.url)), now: ctx.now }))

export const GET: RequestHandler = async (event) => {
  const { dang } = event.params
  const { unit, book, now } = await load(event, async (run, ctx) => {
    if (!(dang in FILE_TYPES)) throw notFound()
    const { unit: of, ...asked } = await bookAsked(ctx, event.url)
    const read = await run(readRegister, asked)
    if (dang !== 'xlsx' && read.rows.length > MOST_ON_PAPER)
      throw new AppError('records.register_too_long', { most: MOST_ON_PAPER })
    return { unit: of, book: read, now: ctx.now }
  })
  return answer(dang, book, unit, now)
}

export const POST: RequestHandler = async (event) => {
  const { dang } = event.params
  const reason = String((await event.request.formData()).get('reason') ?? '').trim()
  const { unit, now, ...asked } = await askedIn(event)
  if (reason === '' || !(dang in FILE_TYPES)) {
    const back = new URLSearchParams(event.url.searchParams)
    back.set('thieu', 'ly-do')
    redirect(303, `/dang-vien/so?${back}`)
  }
  const book = await load(event, () =>
    execute(database(), callerOf(event), revealRegister, { ...asked, reason: reason.slice(0, 500) }),
  )
  return answer(dang, book, unit, now)
}
