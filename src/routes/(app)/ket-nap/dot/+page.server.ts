// Rounds of admission and of confirmation.
import { formatDay } from '#kernel/day.ts'
import { listRounds } from '#modules/admissions/admissions.server.ts'
import { findUnits } from '#modules/units/units.server.ts'
import { load as loadPage } from '#pages'
import type { PageServerLoad } from './$types'

const PURPOSES = { admission: 'Kết nạp', official: 'Công nhận chính thức' }
const STATES = { open: 'Đang chuẩn bị', decided: 'Đã quyết định', cancelled: 'Đã bỏ' }

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run) => {
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
      // A cell decides nothing: a round is opened where admissions are decided.
      mayWrite:
        (await run(findUnits, { kinds: ['bloc', 'grassroots_committee'], holding: 'member.write', limit: 1 })).length >
        0,
    }
  })
