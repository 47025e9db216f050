// Areas that can be seen for one unit, and where they are for it.

const WITH_UNIT = ['/dang-vien', '/sinh-hoat', '/so-lieu'] as const

/** The area of this path that takes a unit; '' for all others, which lead to the unit's own page. */
export const areaOf = (path: string): string =>
  WITH_UNIT.find((area) => path === area || path.startsWith(`${area}/`)) ?? ''

/** The address of an area for a unit on a day; the unit's page for no or an unknown area. */
export function areaOfUnit(area: string, unitId: string, day: string | null): string {
  const on = day ? `ngay=${day}` : ''
  return WITH_UNIT.some((known) => known === area)
    ? `${area}?don-vi=${unitId}${on ? `&${on}` : ''}`
    : `/to-chuc/${unitId}${on ? `?${on}` : ''}`
}
