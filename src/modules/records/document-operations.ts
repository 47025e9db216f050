// Papers of a member's file: put in with the scan, corrected by a new row, voided with a reason; and the photo.
import { AppError } from '#kernel/errors.ts'
import type { Id } from '#kernel/ids.ts'
import { cellOfMember } from '#modules/members/members.server.ts'
import { loadRulebook } from '#modules/rulebook/rulebook.server.ts'
import { blobs } from '#platform/files/blobs.ts'
import { addDocument, addPicture } from '#platform/files/file-rows.ts'
import { flagField, idField, optionalDay, optionalText, textField, versionField } from '#platform/operation/fields.ts'
import { operation } from '#platform/operation/operation.ts'
import type { Context } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { documentKinds } from './document-kinds.ts'
import type { DocumentKind } from './document-kinds.ts'
import { insertDocuments, lockDocument } from './document-store.ts'
import type { NewDocument } from './document-store.ts'
import { cellsOf, personsOf } from './entry-operations.ts'
import { voidRow } from './entry-store.ts'

const MOST = 50_000

const paperFields = () => ({
  /** Code of the rulebook's lists of the file's papers. */
  kind: textField(60),
  title: v.optional(optionalText(250), null),
  number: v.optional(optionalText(60), null),
  issuedOn: v.optional(optionalDay(), null),
  issuer: v.optional(optionalText(250), null),
  note: v.optional(optionalText(1000), null),
  onBehalf: flagField(),
})

const scanFields = () => ({
  fileName: v.optional(optionalText(200), null),
  /** base64; PDF, Word, Excel or a picture, up to 10 MB. */
  content: v.optional(v.pipe(v.string(), v.maxLength(14_000_000, 'files.too_large')), ''),
})

type PaperInput = v.InferOutput<v.ObjectSchema<ReturnType<typeof paperFields>, undefined>>
type ScanInput = v.InferOutput<v.ObjectSchema<ReturnType<typeof scanFields>, undefined>>

const bytesOf = (content: string) => new Uint8Array(Buffer.from(content, 'base64'))

async function keepScan(ctx: Context, { content, fileName }: ScanInput): Promise<Id | null> {
  if (content === '') return null
  const file = { name: fileName ?? 'file', content: bytesOf(content), field: 'content' }
  return (await addDocument(ctx, blobs(), file)).id
}

const kindsOf = async (ctx: Context): Promise<Map<string, DocumentKind>> =>
  new Map(documentKinds(await loadRulebook(ctx), ctx.today).map((kind) => [kind.code, kind]))

/** The row of a paper. Throws records.unknown_paper or records.in_future at the field. */
function paperRow(
  ctx: Context,
  kinds: ReadonlyMap<string, DocumentKind>,
  personId: Id,
  input: PaperInput,
): NewDocument {
  const kind = kinds.get(input.kind)
  if (!kind) throw AppError.at('kind', 'records.unknown_paper')
  if (input.issuedOn && input.issuedOn > ctx.today) throw AppError.at('issuedOn', 'records.in_future')
  const formCode = /^\d/.test(kind.code) ? kind.code : null
  return { ...input, personId, stage: kind.stage, formCode, decisionId: null, fileId: null }
}

export const addPaper = operation({
  name: 'records.add-paper',
  summary: 'Put a paper into a member’s file: kind, number, day, issuer, and the scan',
  permission: 'member.write',
  input: v.object({ memberId: idField(), ...paperFields(), ...scanFields() }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, { memberId, fileName, content, ...input }) {
    const personId = (await personsOf(ctx, [memberId])).get(memberId) as Id
    const row = paperRow(ctx, await kindsOf(ctx), personId, input)
    const fileId = await keepScan(ctx, { fileName, content })
    const [documentId] = (await insertDocuments(ctx, [{ ...row, fileId }])) as [Id]
    ctx.touch(memberId, personId, documentId)
    ctx.note({ kind: input.kind, number: input.number, ...(input.onBehalf ? { onBehalf: true } : {}) })
    return { memberId, documentId }
  },
})

export const correctPaper = operation({
  name: 'records.correct-paper',
  summary: 'Correct what is written of a paper; the wrong row is kept. Without a new scan the old one stays with it',
  permission: 'member.write',
  input: v.object({
    memberId: idField(),
    documentId: idField(),
    version: versionField(),
    reason: textField(500),
    ...paperFields(),
    ...scanFields(),
  }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, { memberId, documentId, version, reason, fileName, content, ...input }) {
    const old = await lockDocument(ctx, memberId, documentId)
    if (old.voided_at !== null || old.version !== version) throw new AppError('stale')
    const row = paperRow(ctx, await kindsOf(ctx), old.person_id, input)
    const fileId = (await keepScan(ctx, { fileName, content })) ?? old.file_id
    await voidRow(ctx, 'record_document', documentId, reason)
    const corrects = { id: documentId, version }
    const [corrected] = (await insertDocuments(ctx, [{ ...row, fileId, corrects }])) as [Id]
    ctx.touch(memberId, old.person_id, documentId, corrected)
    ctx.note({ kind: input.kind, reason })
    return { memberId, documentId: corrected }
  },
})

export const voidPaper = operation({
  name: 'records.void-paper',
  summary: 'Take a paper that was put in by mistake out of a member’s file, with a reason; it is kept on record',
  permission: 'member.write',
  input: v.object({ memberId: idField(), documentId: idField(), version: versionField(), reason: textField(500) }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, { memberId, documentId, version, reason }) {
    const row = await lockDocument(ctx, memberId, documentId)
    if (row.voided_at !== null || row.version !== version) throw new AppError('stale')
    await voidRow(ctx, 'record_document', documentId, reason)
    ctx.touch(memberId, row.person_id, documentId)
    ctx.note({ kind: row.kind, reason })
    return { memberId }
  },
})

export const enterPapers = operation({
  name: 'records.enter-papers',
  summary: 'Write down which papers the files of many members hold, without scans',
  permission: 'member.write',
  input: v.object({
    papers: v.pipe(
      v.array(v.object({ memberId: idField(), ...paperFields() })),
      v.minLength(1, 'field.required'),
      v.maxLength(MOST, `field.too_long:${MOST}`),
    ),
  }),
  units: (ctx, input) =>
    cellsOf(
      ctx,
      input.papers.map(({ memberId }) => memberId),
    ),
  async run(ctx, { papers }) {
    const ids = papers.map(({ memberId }) => memberId)
    const persons = await personsOf(ctx, ids)
    const kinds = await kindsOf(ctx)
    await insertDocuments(
      ctx,
      papers.map(({ memberId, ...input }) => paperRow(ctx, kinds, persons.get(memberId) as Id, input)),
    )
    ctx.note({ papers: papers.length })
    return { papers: papers.length }
  },
})

export const setPhoto = operation({
  name: 'records.set-photo',
  summary: 'Keep a member’s photo, in place of the one before: JPEG, PNG or WebP in base64',
  permission: 'member.write',
  input: v.object({ memberId: idField(), ...scanFields() }),
  units: (ctx, input) => cellOfMember(ctx, input.memberId, ctx.today),
  async run(ctx, { memberId, fileName, content }) {
    const personId = (await personsOf(ctx, [memberId])).get(memberId) as Id
    const picture = { name: fileName ?? 'anh', content: bytesOf(content), field: 'content' }
    const { id } = await addPicture(ctx, blobs(), picture)
    await ctx.db
      .updateTable('person')
      .set({ photo_id: id, changed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenantId)
      .where('id', '=', personId)
      .execute()
    ctx.touch(memberId, personId, id)
    return { memberId, photoId: id }
  },
})
