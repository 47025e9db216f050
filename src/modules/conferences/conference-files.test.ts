// A file is opened by whoever may read a record that names it, and before any names it by who uploaded it alone.
import type { Id } from '#kernel/ids.ts'
import { foundUnit } from '#modules/units/units.server.ts'
import { readFile } from '#platform/files/read-file.ts'
import { expect, test } from 'vitest'
import {
  account,
  anybody,
  codeOf,
  committee,
  concluded,
  leader,
  look,
  officer,
  picture,
  planned,
  root,
  run,
  useBloc,
} from '../../../tests/samples/conferences.ts'
import { addConferencePicture, readConference, removeConferencePicture } from './conferences.server.ts'

useBloc()

const opens = async (who: typeof officer, fileId: Id) => (await codeOf(look(who, readFile, { fileId }))) === 'done'

test('pictures of a conference are opened by who reads the conference, not by whoever has their address', async () => {
  const conferenceId = await concluded()
  const { pictures } = await look<{ pictures: { fileId: Id }[] }>(officer, readConference, { conferenceId })
  const fileId = pictures[0]?.fileId as Id
  const { unitId } = await run<{ unitId: Id }>(officer, foundUnit, { kind: 'grassroots_cell', name: 'Chi bộ xa', parentId: root, effectiveOn: '2015-01-01' }) // prettier-ignore
  const stranger = await account('grassroots_committee', unitId)
  expect(await opens(officer, fileId)).toBe(true)
  expect(await opens(leader, fileId)).toBe(true)
  expect(await opens(stranger, fileId)).toBe(false)
  expect(await opens(committee, fileId)).toBe(false)
  expect(await opens(anybody, fileId)).toBe(false)
})

test('a file no record names any longer is left to who uploaded it', async () => {
  const conferenceId = await planned()
  const added = await run<{ id: Id; fileId: Id }>(officer, addConferencePicture, { conferenceId, caption: 'Toàn cảnh', credit: 'Văn phòng', content: picture }) // prettier-ignore
  expect(await opens(leader, added.fileId)).toBe(true)
  await run(officer, removeConferencePicture, { pictureId: added.id })
  expect(await opens(leader, added.fileId)).toBe(false)
  expect(await opens(officer, added.fileId)).toBe(true)
})
