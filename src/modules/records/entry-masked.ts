// Relatives and disciplines leave the register only through reveal-field, which logs who read them.
import { maskedReader } from '#modules/members/members.server.ts'
import { readEntries } from './entry-store.ts'

maskedReader('relatives', (ctx, personId) =>
  readEntries(ctx, [personId], { day: ctx.today, kinds: ['relative'], open: true }),
)
maskedReader('disciplines', (ctx, personId) =>
  readEntries(ctx, [personId], { day: ctx.today, kinds: ['discipline'], open: true }),
)
