// Bodies outside the bloc, with the local committees taken over from the localities in one step.
import { fold } from '#kernel/vietnamese/text.ts'
import { BODY_KINDS, importBodies, listBodies } from '#modules/coordination/coordination.server.ts'
import { bodyKindNames } from '#modules/coordination/coordination-messages.ts'
import { actionOf, load as loadPage } from '#pages'
import { newId } from '#platform/new-id.ts'
import { address } from '../../address.ts'
import type { Actions, PageServerLoad } from './$types'
import { validity } from '../views.ts'

const SIZE = 100

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const page = Math.max(1, Math.floor(Number(searchParams.get('trang'))) || 1)
    const search = searchParams.get('tim')
    const ended = searchParams.get('ca-cu') === '1'
    const kind = BODY_KINDS.find((one) => one === searchParams.get('loai')) ?? null
    const found = await run(listBodies, { search, kind, ended: ended ? '1' : '', page, size: SIZE })
    const at = (more: Record<string, string | number | null>) =>
      address('/phoi-hop/co-quan', { tim: search, loai: kind, 'ca-cu': ended ? 1 : null, ...more })
    return {
      idempotencyKey: newId(),
      mayWrite: ctx.actor.holds('coordination.write') && ctx.scope('coordination.write').whole,
      search,
      ended,
      kind,
      kinds: BODY_KINDS.map((value) => ({ value, label: bodyKindNames[value] })),
      applied: [
        ...(search ? [{ label: `Tìm: ${search}`, href: at({ tim: null }) }] : []),
        ...(kind ? [{ label: bodyKindNames[kind], href: at({ loai: null }) }] : []),
        ...(ended ? [{ label: 'Cả cơ quan đã kết thúc', href: at({ 'ca-cu': null }) }] : []),
      ],
      page,
      size: SIZE,
      total: found.total,
      pageHref: at({ trang: 'N' }),
      bodies: found.bodies.map((body) => ({
        id: body.id,
        name: body.name,
        kind: bodyKindNames[body.kind],
        // The name of a local committee tells its place already.
        locality: body.locality && !fold(body.name).includes(fold(body.locality)) ? body.locality : null,
        contact: [body.contactName, body.phone, body.email].filter(Boolean).join(' · ') || null,
        valid: validity(body.valid),
        regulations: body.regulations,
      })),
    }
  })

export const actions: Actions = { 'lay-tu-dia-ban': actionOf(importBodies) }
