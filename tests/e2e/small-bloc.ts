// A small bloc in a product of its own whose clock the test moves: for what takes months. One agency with two cells, one grassroots
// cell, full members enough to vote and to sponsor, and the accounts of those who act.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { addDays, dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { grantAccess, systemCaller } from '#modules/access/access.server.ts'
import { createAccount } from '#modules/identity/identity.server.ts'
import { importMembers } from '#modules/members/members.server.ts'
import { createTenant } from '#modules/tenancy/tenancy.server.ts'
import { foundUnits } from '#modules/units/units.server.ts'
import { openDatabase } from '#platform/db/db.ts'
import type { Database } from '#platform/db/db.ts'
import { migrate } from '#platform/db/migrate.ts'
import { targetsOfSocket } from '#platform/db/targets.ts'
import { destroyScratch, startEmbedded } from '#platform/embedded/embedded.ts'
import { execute } from '#platform/operation/execute.ts'
import { freePort, startProduct } from './product.ts'

export const PASSWORD = 'mot-mat-khau-dai-de-thu'
const DAY_MS = 86_400_000

export interface SmallBloc {
  origin: string
  tenantId: Id
  /** By key: khoi, so, vanphong, nghiepvu, bandantoc. */
  units: ReadonlyMap<string, Id>
  today(): Day
  /** Moves the product's clock so many days on; people sign in again after a long time. */
  forward(days: number): void
  stop(): Promise<void>
}

const UNITS = [
  { key: 'khoi', parentKey: null, kind: 'bloc', name: 'Đảng bộ Khối các cơ quan tỉnh Sơn Thử' },
  { key: 'so', parentKey: 'khoi', kind: 'grassroots_committee', name: 'Đảng bộ Sở Thử nghiệm' },
  { key: 'vanphong', parentKey: 'so', kind: 'sub_cell', name: 'Chi bộ Văn phòng Sở Thử nghiệm' },
  { key: 'nghiepvu', parentKey: 'so', kind: 'sub_cell', name: 'Chi bộ Nghiệp vụ Sở Thử nghiệm' },
  { key: 'bandantoc', parentKey: 'khoi', kind: 'grassroots_cell', name: 'Chi bộ Ban Dân tộc' },
]
/** User name, role and unit: who acts. */
const ACCOUNTS = [
  { userName: 'bithu', displayName: 'Lò Thị Mai', role: 'cell_secretary', at: 'vanphong' },
  { userName: 'danguy', displayName: 'Hà Văn Sơn', role: 'grassroots_committee', at: 'so' },
  { userName: 'canbo', displayName: 'Vi Thị Hoa', role: 'bloc_officer', at: 'khoi' },
  { userName: 'canbo2', displayName: 'Ma Văn Tài', role: 'bloc_officer', at: 'khoi' },
  { userName: 'quantri', displayName: 'Nông Văn Quân', role: 'administrator', at: 'khoi' },
] as const
const NAMES = ['Lò Văn Chung', 'Hoàng Thị Duyên', 'Đinh Văn Hải', 'Vi Văn Khánh', 'Ma Thị Liên', 'Lý Văn Minh', 'Tô Thị Nga'] // prettier-ignore

/** Founds the bloc as the product finds it, and starts the product on it. */
export async function smallBloc(): Promise<SmallBloc> {
  const data = mkdtempSync(`/tmp/khoi-test-${process.pid}-`)
  const clock = `${data}.clock`
  let ahead = 0
  const set = () => writeFileSync(clock, String(ahead * DAY_MS))
  set()
  try {
    const server = await startEmbedded(data)
    await migrate(targetsOfSocket(server.socketDir).owner)
    const database = openDatabase(targetsOfSocket(server.socketDir).app)
    const made = await found(database)
    await database.destroy()
    await server.stop()
    const product = await startProduct({ data, port: await freePort(), demo: false, clock })
    return {
      ...made,
      origin: product.origin,
      today: () => addDays(dayInVietnam(new Date()), ahead),
      forward(days) {
        ahead += days
        set()
      },
      async stop() {
        await product.stop()
        await destroyScratch(data)
        rmSync(clock, { force: true })
      },
    }
  } catch (error) {
    await destroyScratch(data)
    rmSync(clock, { force: true })
    throw error
  }
}

async function found(database: Database): Promise<{ tenantId: Id; units: Map<string, Id> }> {
  const tenantId = (await createTenant(database, { slug: 'thu', name: 'Khối thử' }, new Date())).id
  const system = systemCaller(tenantId, 'test')
  const founded = await execute(database, system, foundUnits, {
    units: UNITS.map((unit) => ({ ...unit, effectiveOn: '2015-01-01' })),
  })
  const units = new Map(founded.units.map(({ key, unitId }) => [key as string, unitId]))
  for (const { at, role, ...account } of ACCOUNTS) {
    const { id } = await execute(database, system, createAccount, { ...account, password: PASSWORD })
    await execute(database, system, grantAccess, { accountId: id, role, unitId: units.get(at), from: '2020-01-01' })
  }
  await execute(database, system, importMembers, {
    decisions: [],
    members: ['vanphong', 'nghiepvu', 'bandantoc'].flatMap((cell, n) =>
      NAMES.map((fullName, i) => ({
        fullName: n === 0 ? fullName : fullName.replace(/ (\S+)$/, ` ${['', 'Thu', 'Xuân'][n]} $1`),
        sex: fullName.includes(' Thị ') ? 'female' : 'male',
        birthOn: `19${75 + i}-0${1 + i}-1${n}`,
        ethnicity: 'kinh',
        education: 'university',
        cardNumber: `${10_000_000 + n * 100 + i}`,
        admittedOn: '2016-05-19',
        confirmedOn: '2017-05-19',
        leftOn: null,
        statuses: [
          { status: 'probationary', from: '2016-05-19', to: '2017-05-19' },
          { status: 'full', from: '2017-05-19', to: null },
        ],
        cells: [{ unitId: units.get(cell), from: '2016-05-19', to: null }],
        events: [],
      })),
    ),
  })
  return { tenantId, units }
}
