// The demo's places of residence in the first bloc: cells of its communes, nearly all members introduced there, remarks of the last two
// years, half of this year's, and one residence cell that is writing by its link.
import { addDays, day, dayOf, maxDay, minDay, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { systemCaller } from '#modules/access/access.server.ts'
import { addBody, listBodies } from '#modules/coordination/coordination.server.ts'
import { guestOf } from '#modules/guests/guests.server.ts'
import {
  answerRemark,
  askRemarks,
  importCells,
  importLinks,
  listCells,
  listResidence,
  recordRemarks,
} from '#modules/residence/residence.server.ts'
import type { ListedResidence } from '#modules/residence/residence.server.ts'
import type { Db } from '#platform/db/db.ts'
import { askIn } from '#platform/operation/execute.ts'
import { personName } from './names.ts'
import type { Organisation } from './organisation.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'
import type { Run } from './run.ts'

interface Setting {
  run: Run
  db: Db
  tenantId: Id
  organisation: Organisation
  /** The cell of the demo's secretary: somebody there is still to be introduced. */
  own: Id
  seed: string
  today: Day
}

const COMMUNES = 12
const CELLS_EACH = 8
const BEGAN = day('2020-03-02')
const WORDS: readonly (readonly [string, number])[] = [['good', 66], ['fair', 26], ['average', 6], ['poor', 2]] // prettier-ignore
const OPINIONS = ['Gương mẫu, tham gia đầy đủ sinh hoạt và các cuộc họp dân.', 'Chấp hành tốt quy định của địa phương; gia đình văn hóa.', 'Có tham gia, nên dự họp tổ dân phố đều hơn.', null, null] // prettier-ignore

/** Committees of some communes, those on file already and those that are new. */
async function communesOf({ run, db, tenantId, organisation }: Setting): Promise<{ id: Id; name: string }[]> {
  const places = organisation.localities.filter((one) => one.kind === 'commune' && one.to === null).slice(0, COMMUNES)
  const { bodies } = await askIn(db, systemCaller(tenantId, 'demo'), (ask) => ask(listBodies, { size: '1000' }))
  const known = new Map(bodies.map((body) => [body.localityId, body.id]))
  const found: { id: Id; name: string }[] = []
  for (const place of places) {
    const facts = { name: place.committee, kind: 'local_committee', localityId: place.id, from: place.from }
    const id = known.get(place.id) ?? (await run(addBody, facts)).bodyId
    found.push({ id, name: place.committee })
  }
  return found
}

const cellName = (at: number): string => (at < 5 ? `Chi bộ tổ dân phố ${at + 1}` : `Chi bộ thôn ${at + 1}`)

interface Introduction {
  memberId: Id
  from: Day
  category: 'A' | 'B' | 'C'
  ground?: string
  cellId?: Id
  letterNumber?: string
  letterOn?: Day
}

/** Where and how each member is introduced; some not yet. */
function introductions(rows: readonly ListedResidence[], cells: readonly Id[], chance: Random, setting: Setting) {
  const { own, today } = setting
  const waiting = new Set(rows.filter((row) => row.unitId === own).slice(0, 2).map((row) => row.memberId)) // prettier-ignore
  let letter = 1
  return rows.flatMap((row): Introduction[] => {
    const from = minDay(maxDay(addDays(row.since, chance.between(3, 25)), addDays(BEGAN, chance.between(0, 60))), today)
    const roll = chance.next()
    const cellId = chance.pick(cells)
    if (waiting.has(row.memberId) || roll > 0.975) return []
    const common = { memberId: row.memberId, from }
    if (roll < 0.006) return [{ ...common, category: 'B', ground: 'ready' }]
    const number = { letterNumber: `${String(letter++).padStart(3, '0')}-GT`, letterOn: from }
    if (roll < 0.03) return [{ ...common, ...number, category: 'A', ground: chance.pick(['away', 'study', 'rotated']), cellId }] // prettier-ignore
    return [{ ...common, ...(roll < 0.97 ? number : {}), category: 'C', cellId }]
  })
}

export async function loadResidence(setting: Setting): Promise<{ links: number; remarks: number }> {
  const { run, db, tenantId, organisation, seed, today } = setting
  const chance = random(`${seed} residence`)
  const top = organisation.units[0]!.id
  const ask = <R>(work: Parameters<typeof askIn<R>>[2]) => askIn(db, systemCaller(tenantId, 'demo'), work)
  const communes = await communesOf(setting)
  await run(importCells, {
    unitId: top,
    rows: communes.flatMap(
      (body) =>
      Array.from({ length: CELLS_EACH }, (_, at) => ({ bodyId: body.id, name: cellName(at), contactName: personName(chance, 'male', 'kinh') })), // prettier-ignore
    ),
  })
  const year = yearOf(today)
  const { cells } = await ask((read) => read(listCells, { unitId: top, year, every: 'true', size: '5000' }))
  const { rows } = await ask((read) => read(listResidence, { unitId: top, year, all: 'true' }))
  const contacts = new Map(cells.map((cell) => [cell.id, `${cell.contactName ?? ''}, bí thư chi bộ`]))
  const links = introductions(rows, cells.map((cell) => cell.id), chance, setting) // prettier-ignore
  await run(importLinks, { rows: links })
  const yearly = links.filter((link) => link.category === 'C')
  const half = new Set(cells.slice(0, Math.floor(cells.length / 2)).map((cell) => cell.id))
  let remarks = 0
  for (const past of [year - 2, year - 1, year]) {
    const written = yearly
      .filter((link) => link.from <= dayOf(past, 12, 1) && link.cellId !== undefined)
      .filter((link) => (past === year ? half.has(link.cellId ?? '') && chance.chance(0.92) : chance.chance(0.985)))
      .map((link) => {
        const on = minDay(dayOf(past, 12, chance.between(1, 20)), addDays(today, -chance.between(1, 20)))
        return {
          memberId: link.memberId,
          year: past,
          result: chance.weighted(WORDS),
          body: chance.pick(OPINIONS),
          remarkedOn: maxDay(on, dayOf(past, 1, 1)),
          signer: contacts.get(link.cellId ?? '') ?? '',
          source: chance.chance(0.85) ? 'paper' : 'portal',
        }
      })
    if (written.length > 0) await run(recordRemarks, { rows: written })
    remarks += written.length
  }
  await openLink(setting, cells.find((cell) => !half.has(cell.id))?.id, contacts)
  return { links: links.length, remarks }
}

/** One residence cell has its link and has written on two of its people. */
async function openLink(setting: Setting, cellId: Id | undefined, contacts: ReadonlyMap<Id, string>): Promise<void> {
  const { run, db, tenantId, organisation, today } = setting
  if (!cellId) return
  const year = yearOf(today)
  const unitId = organisation.units[0]!.id
  const dueOn = addDays(today, 14)
  const made = await run(askRemarks, { unitId, cellIds: [cellId], year, dueOn, lastOn: addDays(today, 60) })
  const guest = guestOf(made.links[0]?.token ?? '', new Date(`${today}T00:00:00+07:00`))
  if (!guest) throw new RangeError('a link just made opens nothing')
  const { rows } = await askIn(db, systemCaller(tenantId, 'demo'), (ask) =>
    ask(listResidence, { unitId, year, cellId, state: 'no_remark', all: 'true' }),
  )
  const signer = contacts.get(cellId) ?? ''
  for (const [at, row] of rows.slice(0, 2).entries()) {
    const remark = { memberId: row.memberId, result: at === 0 ? 'good' : 'fair', body: OPINIONS[at] ?? null, signer }
    await run(answerRemark, remark, undefined, guest)
  }
}
