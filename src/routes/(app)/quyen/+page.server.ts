// Accounts with their grants on a day, found without marks.
import { formatDay } from '#kernel/day.ts'
import { isRole, listAccounts, ROLE_NAMES, roleNames } from '#modules/access/access.server.ts'
import { load as loadPage } from '#pages'
import { dayIn } from '../address.ts'
import type { PageServerLoad } from './$types'

const SIZE = 50

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { searchParams } = event.url
    const role = searchParams.get('vai-tro') ?? ''
    const state = { 'dang-dung': 'open', 'da-ngung': 'disabled' }[searchParams.get('trang-thai') ?? ''] ?? null
    const page = Math.max(1, Math.trunc(Number(searchParams.get('trang'))) || 1)
    const list = await run(listAccounts, {
      on: dayIn(event.url),
      find: (searchParams.get('tim') ?? '').slice(0, 100),
      role: isRole(role) ? role : null,
      state,
      page: Math.min(page, 10_000),
      size: SIZE,
    })
    return {
      page,
      size: SIZE,
      total: list.total,
      dayText: formatDay(list.day),
      mayGrant: ctx.scope('access.grant').whole,
      roles: ROLE_NAMES.map((value) => ({ value, label: roleNames[value] })),
      accounts: list.accounts.map(({ id, userName, displayName, disabled, disabledOn, grants, derived }) => ({
        id,
        userName,
        displayName,
        disabled,
        until: disabledOn && !disabled ? formatDay(disabledOn) : null,
        since: disabledOn ? formatDay(disabledOn) : null,
        grants: grants.map((grant) => ({
          id: grant.id,
          role: roleNames[grant.role],
          unitId: grant.unitId,
          unitName: grant.unitName,
          to: grant.to ? formatDay(grant.to) : null,
        })),
        derived: derived.map((right) => ({
          id: `${right.role} ${right.unitId}`,
          role: roleNames[right.role],
          source: right.source,
          unitId: right.unitId,
          unitName: right.unitName,
        })),
      })),
    }
  })
