// What else is written of the member: periods, papers of the file, dues, badges and cards, certificates, posts. Scans are opened at the cell.
import type { DateRange } from '#kernel/date-range.ts'
import { formatDay, monthOf, yearOf } from '#kernel/day.ts'
import { badgeKindNames, cardFormNames, gapNames, ownBadges } from '#modules/badges/badges.server.ts'
import { kindOf, ownCertificates } from '#modules/classes/classes.server.ts'
import { ownPosts } from '#modules/committees/committees.server.ts'
import { causeNames, channelNames, classNames, ownDues, whyNames } from '#modules/dues/dues.server.ts'
import { ENTRY_KINDS, entryKindNames, ownFile, STAGES, stageNames } from '#modules/records/records.server.ts'
import type { Query } from '#platform/operation/operation.ts'
import type { GenericSchema } from 'valibot'
import { entryRow } from '../dang-vien/[id]/qua-trinh/entry-rows.server.ts'

type Run = <S extends GenericSchema, R>(definition: Query<S, R>, input: unknown) => Promise<R>

const span = ({ from, to }: DateRange): string =>
  to === null ? `từ ${formatDay(from)}` : `${formatDay(from)} – trước ${formatDay(to)}`

/** What the own page tells beyond the register's fields. */
export async function ownLife(run: Run) {
  const file = await run(ownFile, {})
  const dues = await run(ownDues, {})
  const { gaps, badges, cards } = await run(ownBadges, {})
  const certificates = await run(ownCertificates, {})
  const posts = await run(ownPosts, {})
  const label = new Map(file.kinds.map((kind) => [kind.code, kind.label]))
  return {
    periods: ENTRY_KINDS.map((kind) => ({
      kind,
      title: entryKindNames[kind].list,
      rows: file.entries[kind].map(entryRow),
    })).filter(({ rows }) => rows.length > 0),
    papers: STAGES.map((stage) => ({
      stage,
      title: stageNames[stage],
      names: file.documents
        .filter((each) => each.stage === stage)
        .map((each) => ({
          id: each.id,
          name: each.title ?? label.get(each.kind) ?? each.kind,
          note: [each.number ? `số ${each.number}` : null, each.issuedOn ? `ngày ${formatDay(each.issuedOn)}` : null]
            .filter(Boolean)
            .join(', '),
        })),
      missing: file.stages.find((each) => each.stage === stage)?.missing.map((each) => each.label) ?? [],
    })).filter(({ names, missing }) => names.length + missing.length > 0),
    dues: {
      unpaid: dues.unpaidMonths,
      finding: dues.finding?.sentence ?? null,
      payer: dues.classes[0] ? classNames[dues.classes[0].class] : null,
      reliefs: dues.reliefs.map((each) => ({
        id: each.id,
        name: `${each.percent === 100 ? 'Miễn' : `Giảm ${each.percent}%`}: ${causeNames[each.cause]}`,
        span: span(each.valid),
      })),
      months: dues.months.map((each) => ({
        month: `${monthOf(each.month)}/${yearOf(each.month)}`,
        due: each.due,
        amount: each.amount,
        how: [
          each.channel ? channelNames[each.channel] : null,
          each.paidOn ? formatDay(each.paidOn) : null,
          each.receipt === null ? null : `biên lai ${each.receipt}`,
          each.why ? whyNames[each.why] || null : null,
        ]
          .filter(Boolean)
          .join(' · '),
      })),
    },
    badges: badges.map((each) => ({
      id: each.id,
      name: `Huy hiệu ${each.level} năm tuổi Đảng`,
      note: [
        badgeKindNames[each.kind],
        formatDay(each.awardOn),
        each.number ? `số ${each.number}` : null,
        each.decision,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    gaps: gaps.map((each) => ({ id: each.id, name: gapNames[each.cause] ?? each.cause, note: span(each.valid) })),
    cards: cards.map((each) => ({
      id: each.id,
      name: `Thẻ số ${each.number}`,
      note: [cardFormNames[each.form as keyof typeof cardFormNames], span(each.valid)].join(' · '),
    })),
    certificates: certificates.map((each) => ({
      id: each.id,
      name: kindOf(each.kind).name,
      note: [
        `số ${each.number}, ngày ${formatDay(each.issuedOn)}`,
        each.issuer,
        each.validUntil ? `dùng đến hết ${formatDay(each.validUntil)}` : null,
      ]
        .filter(Boolean)
        .join(' · '),
    })),
    posts: posts.map((each) => ({
      id: each.id,
      name: `${each.label}${each.basis === 'acting' ? ' (phụ trách)' : ''}`,
      note: [each.bodyName, each.unitName, span(each.valid)].join(' · '),
    })),
  }
}

export type OwnLife = Awaited<ReturnType<typeof ownLife>>
