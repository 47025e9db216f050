// One plain insert per operation; nothing here makes writers of a tenant wait for each other. Linking is the sealer's work (seal.ts).
import type { Id } from '#kernel/ids.ts'
import { newId } from '../new-id.ts'
import type { ReadContext } from '../operation/operation.ts'

export interface AuditFact {
  operation: string
  subjects: readonly Id[]
  /** Never masked values. */
  details: Record<string, unknown>
  requestId: string | null
}

export async function writeAuditEntry(ctx: ReadContext, fact: AuditFact): Promise<void> {
  await ctx.db
    .insertInto('audit_entry')
    .values({
      tenant_id: ctx.tenantId,
      id: newId(ctx.now.getTime()),
      at: ctx.now,
      account_id: ctx.actor.accountId,
      operation: fact.operation,
      subjects: [...new Set(fact.subjects)],
      details: JSON.stringify(fact.details),
      request_id: fact.requestId,
    })
    .execute()
}
