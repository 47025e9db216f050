// One file's row, for whoever may read it.
import * as v from 'valibot'
import { idField } from '../operation/fields.ts'
import { query } from '../operation/operation.ts'
import { readFileRow } from './file-rows.ts'

export const readFile = query({
  name: 'files.read-file',
  summary:
    'Name, kind and sizes of a file: a public one for anybody, the others for who is signed in and may read what names them',
  permission: 'portal.read',
  input: v.object({ fileId: idField() }),
  run: (ctx, input) => readFileRow(ctx, input.fileId),
})
