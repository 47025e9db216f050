// Certificates of classes for the member's own page.
import { ownMember } from '#modules/records/records.server.ts'
import { query } from '#platform/operation/operation.ts'
import * as v from 'valibot'
import { certificatesOf } from './certificates-of.ts'

export const ownCertificates = query({
  name: 'classes.own-certificates',
  summary: 'The certificates of classes you hold, newest first, with the last day they count',
  permission: 'own.read',
  input: v.object({}),
  run: async (ctx) => certificatesOf(ctx, [(await ownMember(ctx)).personId]),
})
