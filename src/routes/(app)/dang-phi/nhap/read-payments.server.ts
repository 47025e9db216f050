// Payments or bases out of an Excel sheet of dues: read whole, shown with what is wrong, and only then taken.
import { formatDay, isDay, parseDay } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { parseNumber } from '#kernel/vietnamese/number.ts'
import { fold } from '#kernel/vietnamese/text.ts'
import { CHANNELS, channelNames, CLASSES, classNames } from '#modules/dues/dues.server.ts'
import { cellText, readHeadedSheet } from '#platform/paper/headed-sheet.ts'
import { PAYMENT_HEADINGS } from '../payment-sheet.ts'

const LIMITS = { maxBytes: 5_000_000, maxRows: 20_000, maxCells: 400_000 }

export type ImportKind = 'payments' | 'classes'

const codeOf = <C extends string>(codes: readonly C[], names: Record<C, string>, text: string): C | null =>
  codes.find((code) => fold(names[code]) === fold(text)) ?? null

const moneyOf = (text: string): number | null => {
  const number = parseNumber(text)
  return number !== null && Number.isInteger(number) && number > 0 && number <= 2_000_000_000 ? number : null
}

/** What the sheet would record, line by line with what is wrong; `rows` is what the operation takes, null while anything is. */
export async function readPayments(form: FormData, kind: ImportKind, today: Day) {
  const file = form.get('tep')
  if (!(file instanceof File) || file.size === 0) throw AppError.at('tep', 'field.required')
  if (file.size > LIMITS.maxBytes) throw AppError.at('tep', 'file_too_large')
  const need = kind === 'payments' ? (['id', 'amount'] as const) : (['id', 'class'] as const)
  const sheet = await readHeadedSheet(new Uint8Array(await file.arrayBuffer()), PAYMENT_HEADINGS, need, LIMITS).catch(
    () => null,
  )
  if (!sheet) throw AppError.at('tep', 'dues.no_lines')
  const seen = new Set<string>()
  const lines = sheet.lines.flatMap(({ row, cells }) => {
    const text = (key: keyof typeof PAYMENT_HEADINGS) => cellText(cells[key])
    const filled = kind === 'payments' ? text('amount') : text('class')
    // Nothing was written beside the name: nobody paid, or nothing changes. Lines below the table have no code.
    if (filled === '' || text('id') === '' || !isId(text('id'))) return []
    const [id, amountText, onText] = [text('id'), text('amount'), text('paidOn')]
    const amount = moneyOf(amountText)
    const channel = text('channel') === '' ? ('cash' as const) : codeOf(CHANNELS, channelNames, text('channel'))
    const paidOn = onText === '' ? today : isDay(onText) ? onText : parseDay(onText)
    const kindOf = codeOf(CLASSES, classNames, text('class'))
    const base = text('base') === '' ? null : moneyOf(text('base'))
    const twice = seen.has(id)
    seen.add(id)
    const wrong = twice
      ? 'Người này đã có ở dòng trên'
      : kind === 'payments'
        ? amount === null
          ? 'Số tiền là số đồng nguyên, lớn hơn 0'
          : channel === null
            ? `Cách nộp là ${Object.values(channelNames).join(', ')}`
            : paidOn === null || paidOn > today
              ? 'Ngày nộp chưa đúng, hoặc chưa đến'
              : null
        : kindOf === null
          ? `Diện đóng là: ${Object.values(classNames).join('; ')}`
          : text('base') !== '' && base === null
            ? 'Mức tính là số đồng nguyên'
            : null
    return [{ line: row, id, name: text('name'), amount, channel, paidOn, class: kindOf, base, wrong }]
  })
  if (lines.length === 0) throw AppError.at('tep', 'dues.no_lines')
  const faults = lines.filter(({ wrong }) => wrong !== null).length
  return {
    kind,
    file: file.name,
    faults,
    sum: lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    lines: lines.map((each) => ({
      line: each.line,
      name: each.name,
      what: kind === 'payments' ? each.amount : each.class && classNames[each.class],
      more: kind === 'payments' ? (each.paidOn ? formatDay(each.paidOn) : null) : each.base,
      wrong: each.wrong,
    })),
    rows:
      faults > 0
        ? null
        : JSON.stringify(
            lines.map((each) =>
              kind === 'payments'
                ? { memberId: each.id, amount: each.amount, channel: each.channel, paidOn: each.paidOn }
                : { memberId: each.id, class: each.class, base: each.base },
            ),
          ),
  }
}
