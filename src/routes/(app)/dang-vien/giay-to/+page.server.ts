// Whose file lacks papers, cell by cell; unit, day and page are in the address.
import { formatDay } from '#kernel/day.ts'
import { listIncomplete, stageNames } from '#modules/records/records.server.ts'
import { findUnits } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import { address, dayIn } from '../../address.ts'
import type { PageServerLoad } from './$types'

type Stage = Awaited<ReturnType<typeof listIncomplete.run>>['files'][number]['stages'][number]

/** Each missing paper by name; a stage of which nothing is there in one word, so that a page of old files stays readable. */
const wanting = ({ stage, have, missing }: Stage): string[] =>
  have === 0 && missing.length > 2
    ? [`cả ${missing.length} giấy tờ ${stageNames[stage].toLowerCase()}`]
    : missing.map(({ label }) => label)

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
    const asked = dayIn(event.url)
    const unitId = event.url.searchParams.get('don-vi') || null
    const page = Math.min(Math.max(1, Number(event.url.searchParams.get('trang')) || 1), 10_000)
    const found = await run(listIncomplete, { unitId, day: asked, page })
    const units = await run(findUnits, { holding: 'member.read', limit: 1000 })
    return {
      dayText: formatDay(found.day),
      asked,
      unitId,
      units: units.map(({ id, name, parentName }) => ({ value: id, label: name, group: parentName ?? '' })),
      page: found.page,
      size: found.size,
      total: found.total,
      sheet: address('/dang-vien/giay-to/tai-ve', { 'don-vi': unitId, ngay: asked }),
      rows: found.files.map((file) => ({
        id: file.memberId,
        name: file.name,
        href: address(`/dang-vien/${file.memberId}/giay-to`, { ngay: asked }),
        unit: file.unitName,
        complete: file.stages.map(({ stage, have, need }) => `${stageNames[stage]}: ${have}/${need}`).join('; '),
        missing: file.stages.flatMap(wanting).join('; '),
      })),
    }
  })
