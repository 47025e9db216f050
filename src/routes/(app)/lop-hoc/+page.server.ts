// Classes, contests and study sessions: filters and page are in the address; months stand as headings, as in a calendar.
import { formatDay, monthOf, yearOf } from '#kernel/day.ts'
import {
  allKinds,
  CLASS_STAGES,
  classSpan,
  classStageNames,
  kindOf,
  listClasses,
} from '#modules/classes/classes.server.ts'
import { load as loadPage } from '#pages'
import { changed } from '../dang-vien/filters.ts'
import { stageLooks } from './class-looks.ts'
import type { PageServerLoad } from './$types'

const kinds = allKinds.map(({ code, name }) => ({ value: code, label: name }))
const stages = CLASS_STAGES.map((value) => ({ value, label: capital(classStageNames[value]) }))

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}

const numberIn = (url: URL, name: string): number | null => {
  const value = Number(url.searchParams.get(name))
  return Number.isInteger(value) && value > 0 ? value : null
}

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { url } = event
    const of = (name: string) => url.searchParams.get(name) ?? ''
    const year = numberIn(url, 'nam')
    const list = await run(listClasses, {
      kind: kinds.some(({ value }) => value === of('loai')) ? of('loai') : null,
      stage: stages.some(({ value }) => value === of('trang-thai')) ? of('trang-thai') : null,
      year: year !== null && year >= 1930 && year <= 2200 ? year : null,
      find: of('tim').slice(0, 100),
      page: Math.min(10_000, numberIn(url, 'trang') ?? 1),
    })
    const thisYear = yearOf(ctx.today)
    const word = (options: { value: string; label: string }[], name: string) => {
      const found = options.find(({ value }) => value === of(name))
      return found ? [{ label: found.label, href: changed(url, { [name]: null }) }] : []
    }
    return {
      total: list.total,
      page: list.page,
      size: list.size,
      mayCall: ctx.actor.holds('member.write'),
      options: { kinds, stages, years: Array.from({ length: 8 }, (_, at) => String(thisYear + 1 - at)) },
      values: { tim: of('tim'), loai: of('loai'), 'trang-thai': of('trang-thai'), nam: of('nam') },
      applied: [
        ...(of('tim') ? [{ label: `“${of('tim')}”`, href: changed(url, { tim: null }) }] : []),
        ...word(kinds, 'loai'),
        ...word(stages, 'trang-thai'),
        ...(year ? [{ label: `Năm ${year}`, href: changed(url, { nam: null }) }] : []),
      ],
      months: [...Map.groupBy(list.classes, ({ fromOn }) => fromOn.slice(0, 7))].map(([month, classes]) => ({
        key: month,
        label: `Tháng ${monthOf(classes[0]!.fromOn)}/${yearOf(classes[0]!.fromOn)}`,
        now: ctx.today.startsWith(month),
        classes: classes.map((one) => ({
          id: one.id,
          title: one.title,
          kind: kindOf(one.kind).short,
          unit: one.unitName,
          days: classSpan(one.fromOn, one.toOn),
          place: one.place,
          stage: capital(classStageNames[one.stage]),
          look: stageLooks[one.stage],
          enrolBy: one.stage === 'enrolling' && one.enrolBy ? `ghi danh đến ${formatDay(one.enrolBy)}` : null,
          learners: one.counts.learners,
          passed: kindOf(one.kind).graded ? one.counts.passed : null,
          studied: kindOf(one.kind).graded ? null : one.counts.done + one.counts.made_up,
        })),
      })),
    }
  })
