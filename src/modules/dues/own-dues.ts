// Dues for the member's own page: what is owed and given month by month, and by what it is counted. Nobody else's can be asked for.
import { ownMember } from '#modules/records/records.server.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { readLedger } from './read-ledger.ts'

const MONTHS = 12

export const ownDues = query({
  name: 'dues.own-dues',
  summary: 'Your own dues: by what you pay, waivers and cuts, the last twelve months, unpaid months of the year',
  permission: 'own.read',
  input: v.object({}),
  async run(ctx) {
    const own = await ownMember(ctx)
    const { classes, reliefs, months, unpaidMonths, finding } = await readLedger.run(ctx, { memberId: own.memberId })
    return {
      classes: classes.map((each) => ({ class: each.class, valid: each.valid })),
      reliefs: reliefs.filter((each) => each.voidReason === null),
      // A payment taken back is a matter of who collects; the month it was for stands as unpaid again.
      months: [...Map.groupBy(months, (row) => row.month).values()]
        .map((rows) => rows.find((row) => row.paymentId !== null && row.voidReason === null) ?? rows[0]!)
        .map((row) =>
          row.voidReason === null ? row : { ...row, amount: null, channel: null, paidOn: null, receipt: null },
        )
        .slice(0, MONTHS),
      unpaidMonths,
      finding,
    }
  },
})
