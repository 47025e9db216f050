// Rounds of admission and of confirmation.
import { formatDay } from '#kernel/day.ts'
import { listRounds } from '#modules/admissions/admissions.server.ts'
import { load as loadPage } from '#pages'
import type { PageServerLoad } from './$types'

const PURPOSES = { admission: 'Kết nạp', official: 'Công nhận chính thức' }
const STATES = { open: 'Đang chuẩn bị', decided: 'Đã quyết định', cancelled: 'Đã bỏ' }

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const rounds = await run(listRounds, {})
    return {
      rounds: rounds.map((round) => ({
        id: round.id,
        ten: round.name,
        viec: PURPOSES[round.purpose],
        dv: round.unitName,
        so: round.count,
        hop: round.sittingOn ? formatDay(round.sittingOn) : '',
        le: round.ceremonyOn ? formatDay(round.ceremonyOn) : '',
        tt: STATES[round.state],
      })),
      mayWrite: ctx.actor.holds('member.write'),
    }
  })
