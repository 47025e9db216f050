// To another cell of the bloc.
import { moveMember } from '#modules/members/members.server.ts'
import { cellChoices } from '../../choices.server.ts'
import { actOn, loadAct } from '../act-page.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadAct(event, async (run, _, member) => ({
    cells: (await cellChoices(run)).filter((cell) => cell.value !== member.cells.at(-1)?.unitId),
  }))

export const actions: Actions = { default: actOn(moveMember, 'chuyen', 'Chuyển sinh hoạt đảng nội bộ') }
