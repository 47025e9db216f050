// One list of cards as its page and its workbook show it.
import { formatDay } from '#kernel/day.ts'
import { CARD_FORMS, cardFormNames, cardKindNames, CHECK_RESULTS, checkNames, readCardBatch } from '#modules/badges/badges.server.ts' // prettier-ignore
import { load } from '#pages'
import type { RequestEvent } from '#pages'
import { newId } from '#platform/new-id.ts'
import { paperChoices } from '../../dang-vien/choices.server.ts'

export const batchPage = (event: RequestEvent) =>
  load(event, async (run) => {
    const batch = await run(readCardBatch, { batchId: event.params['id'] })
    return {
      id: batch.id,
      name: batch.name,
      kind: batch.kind,
      kindName: cardKindNames[batch.kind],
      unit: { id: batch.unitId, name: batch.unitName },
      version: batch.version,
      decided: batch.decidedOn ? `${batch.decision ?? ''} ${formatDay(batch.decidedOn)}`.trim() : null,
      writes: batch.writes,
      decides: batch.decides,
      checking: batch.kind === 'check',
      others: batch.others.map((each) => ({ value: each.memberId, label: `${each.name}, ${each.unitName}` })),
      forms: CARD_FORMS.map((value) => ({ value, label: cardFormNames[value] })),
      results: CHECK_RESULTS.map((value) => ({ value, label: checkNames[value] ?? value })),
      papers: batch.decides ? await paperChoices(run) : [],
      key: newId(),
      lines: batch.lines.map((line) => ({
        id: line.id,
        memberId: line.memberId,
        name: line.name,
        born: formatDay(line.birthOn),
        sex: line.sex === 'female' ? 'Nữ' : 'Nam',
        unit: line.unitName,
        confirmed: line.confirmedOn ? formatDay(line.confirmedOn) : null,
        old: line.number === null ? line.cardNumber : null,
        number: line.number,
        reported: line.reportedOn ? formatDay(line.reportedOn) : null,
        note: line.note,
        result: line.result,
        resultName: line.result ? (checkNames[line.result] ?? line.result) : null,
      })),
    }
  })
