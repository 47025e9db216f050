// Tasks one may see, by state, soonest deadline first.
import { formatDay } from '#kernel/day.ts'
import { taskStateNames } from '#modules/targets/targets-messages.ts'
import { listTasks } from '#modules/targets/targets.server.ts'
import { load as loadPage } from '#pages'
import type { PageServerLoad } from './$types'
import { taskTag } from './task-tag.ts'

const SIZE = 50

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const page = Math.max(1, Number(searchParams.get('trang')) || 1)
    const state = searchParams.get('trang-thai')
    const found = await run(listTasks, { state, unitId: searchParams.get('don-vi'), page, size: SIZE })
    const tabs = [
      {
        value: null,
        label: 'Tất cả',
        count: found.counts.open + found.counts.reported + found.counts.done + found.counts.cancelled,
      },
      { value: 'overdue', label: 'Quá hạn', count: found.counts.overdue },
      ...(['open', 'reported', 'done', 'cancelled'] as const).map((value) => ({
        value,
        label: taskStateNames[value],
        count: found.counts[value],
      })),
    ]
    return {
      mayGive: ctx.actor.holds('task.close'),
      tabs: tabs.map(({ value, label, count }) => ({
        href: value === null ? '/nhiem-vu' : `/nhiem-vu?trang-thai=${value}`,
        label,
        count,
        current: state === value,
      })),
      page,
      size: SIZE,
      total: found.total,
      state,
      tasks: found.tasks.map((task) => ({
        id: task.id,
        title: task.title,
        owner: task.ownerName,
        issuer: task.issuerName,
        due: formatDay(task.dueOn),
        tag: taskTag(task.state, task.overdueDays),
        next:
          task.state === 'open' && task.mayReport
            ? 'Báo cáo kết quả'
            : task.state === 'reported' && task.mayClose
              ? 'Kết luận'
              : null,
      })),
    }
  })
