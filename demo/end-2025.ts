// What became of bloc 1 on 12/02/2025, played as it was in most provinces: the government's side to one new party committee, the Party's
// and the mass organisations' side to another, and what belongs to central branches on the ground to the committees of localities.
import { day } from '#kernel/day.ts'
import type { Destination } from '#modules/handovers/handovers.server.ts'

export const ENDED_ON = day('2025-02-12')

export const GOVERNMENT = { slug: 'ubnd-tinh', name: 'Đảng bộ Ủy ban nhân dân tỉnh Sơn Khê' }
export const PARTY = { slug: 'cac-co-quan-dang', name: 'Đảng bộ các cơ quan Đảng tỉnh Sơn Khê' }

export const END_DECISION = {
  number: '2291-QĐ/TU',
  kind: 'decision',
  issuedOn: day('2025-01-24'),
  issuer: 'Tỉnh ủy Sơn Khê',
  signer: 'Hoàng Duy Chinh',
  abstract: 'Kết thúc hoạt động Đảng bộ Khối các cơ quan tỉnh',
}

interface Grassroots {
  code: string
  sector: string | null
  localityName: string | null
}

/** Where each grassroots unit of the bloc goes, by its sector; units of central branches with a seat in a locality go there. */
export function destinationsOf(units: readonly Grassroots[]): Destination[] {
  return units.map(({ code, sector, localityName }) => {
    if (sector === 'nganh-doc' && localityName !== null) return { code, outside: `Đảng bộ ${localityName}` }
    const party = sector === 'co-quan-dang' || sector === 'mat-tran-doan-the'
    return { code, into: party ? PARTY.slug : GOVERNMENT.slug }
  })
}
