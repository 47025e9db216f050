// Rows of a file's papers: written, read, and asked who may open their files.
import type { Day } from '#kernel/day.ts'
import { notFound } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { insertRows } from '#platform/db/insert-rows.ts'
import type { Context, ReadContext } from '#platform/operation/operation.ts'
import { sql } from 'kysely'
import type { Stage } from './document-kinds.ts'

export interface StoredDocument {
  id: Id
  personId: Id
  stage: Stage
  kind: string
  title: string | null
  formCode: string | null
  number: string | null
  issuedOn: Day | null
  issuer: string | null
  decisionId: Id | null
  fileId: Id | null
  note: string | null
  onBehalf: boolean
  version: number
  recordedAt: Date
}

export type NewDocument = Omit<StoredDocument, 'id' | 'version' | 'recordedAt'> & {
  corrects?: { id: Id; version: number }
}

/** Writes papers, a statement for each 2,000. Returns their ids in the order given. */
export async function insertDocuments(ctx: Context, documents: readonly NewDocument[]): Promise<Id[]> {
  const rows = documents.map((each) => ({
    tenant_id: ctx.tenantId,
    id: ctx.newId(),
    person_id: each.personId,
    stage: each.stage,
    kind: each.kind,
    title: each.title,
    form_code: each.formCode,
    number: each.number,
    issued_on: each.issuedOn,
    issuer: each.issuer,
    decision_id: each.decisionId,
    file_id: each.fileId,
    note: each.note,
    on_behalf: each.onBehalf,
    version: (each.corrects?.version ?? 0) + 1,
    corrects_id: each.corrects?.id ?? null,
    recorded_at: ctx.now,
    recorded_by: ctx.actor.accountId,
  }))
  await insertRows(ctx.db, 'record_document', rows)
  return rows.map(({ id }) => id)
}

/** A paper of this member, locked. Throws not_found. */
export async function lockDocument(ctx: Context, memberId: Id, documentId: Id) {
  const row = await ctx.db
    .selectFrom('record_document as d')
    .innerJoin('member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'd.tenant_id').onRef('m.person_id', '=', 'd.person_id'),
    )
    .selectAll('d')
    .where('d.tenant_id', '=', ctx.tenantId)
    .where('d.id', '=', documentId)
    .where('m.id', '=', memberId)
    .forUpdate('d')
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** The papers of people that count, issued by the day or of no day, in the order they were issued. One statement. */
export async function readDocuments(ctx: ReadContext, personIds: readonly Id[], day: Day): Promise<StoredDocument[]> {
  const rows = await ctx.db
    .selectFrom('record_document')
    .selectAll()
    .where('tenant_id', '=', ctx.tenantId)
    .where('person_id', '=', sql<Id>`any(${[...personIds]}::uuid[])`)
    .where('voided_at', 'is', null)
    .where((eb) => eb.or([eb('issued_on', 'is', null), eb('issued_on', '<=', day)]))
    .orderBy('issued_on')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    stage: row.stage as Stage,
    kind: row.kind,
    title: row.title,
    formCode: row.form_code,
    number: row.number,
    issuedOn: row.issued_on,
    issuer: row.issuer,
    decisionId: row.decision_id,
    fileId: row.file_id,
    note: row.note,
    onBehalf: row.on_behalf,
    version: row.version,
    recordedAt: row.recorded_at,
  }))
}
