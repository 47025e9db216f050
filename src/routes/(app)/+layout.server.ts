// What the frame shows on every working page: who and where one is, and the areas one may enter.
import { formatDay, isDay, parseDay } from '#kernel/day.ts'
import { isId } from '#kernel/ids.ts'
import type { Permission } from '#kernel/permissions.ts'
import { roleNames, isRole } from '#modules/access/access.server.ts'
import { endOfTenant } from '#modules/tenancy/tenancy.server.ts'
import { isCell, namesOn } from '#modules/units/units.server.ts'
import { load as loadPage, takeRemarks } from '#pages'
import type { LayoutServerLoad } from './$types'

// Pages are whole without scripts; those with an island (attendance) say so themselves (docs/decisions/0012).
export const csr = false

export const load: LayoutServerLoad = (event) =>
  loadPage(event, async (_, ctx) => {
    const { actor } = ctx
    const { searchParams } = event.url
    const text = searchParams.get('ngay') ?? ''
    const day = isDay(text) ? text : parseDay(text)
    const first = actor.stands[0]
    // The unit this page is about, when it is another than one's own.
    const asked =
      searchParams.get('don-vi') ?? (event.route.id?.startsWith('/(app)/to-chuc/[id]') ? event.params['id'] : '')
    const looked =
      isId(asked) && asked !== first?.unitId && (await actor.covers(ctx.db, 'unit.read', [asked])) ? asked : null
    const names = await namesOn(ctx, [first?.unitId, looked].filter(isId), day ?? ctx.today)
    const own = first && names.get(first.unitId)
    const at = looked ? names.get(looked) : own
    const may = (permission: Permission) => actor.holds(permission)
    const end = actor.endedOn ? await endOfTenant(ctx.db, ctx.tenantId) : null
    return {
      account: actor.name,
      remarks: takeRemarks(event),
      ended: end && { on: formatDay(end.on), successors: end.successors.map(({ name }) => name) },
      unit: own ? { id: own.id, name: own.name, alone: isCell(own.kind) } : null,
      at: at && may('unit.read') ? { id: at.id, name: at.name } : null,
      role: first && isRole(first.role) ? roleNames[first.role] : null,
      day: day ? formatDay(day) : null,
      today: formatDay(ctx.today),
      areas: {
        units: may('unit.read'),
        own: may('own.read'),
        corrections: may('member.write'),
        posts: may('post.read'),
        members: may('member.read'),
        dues: may('dues.read'),
        meetings: may('meeting.read'),
        figures: may('figure.read'),
        targets: may('target.read'),
        tasks: may('task.read'),
        reports: may('report.read'),
        conferences: may('conference.read'),
        congresses: may('congress.read'),
        coordination: may('coordination.read'),
        articles: may('article.read'),
        rules: may('rulebook.read'),
        access: may('access.read'),
        audit: may('audit.read'),
      },
    }
  })
