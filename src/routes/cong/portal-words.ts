// Small words of the portal's pages: days as a newspaper writes them, addresses.
import { dayInVietnam, formatDay, formatInstant, weekdayOf } from '#kernel/day.ts'
import { SECTIONS } from '#modules/portal/portal.server.ts'
import type { Headline, Section } from '#modules/portal/portal.server.ts'
import { sectionNames, sectionSlugs } from '#modules/portal/portal-messages.ts'

const WEEKDAYS = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật']

/** Thứ Hai, 12/10/2020 16:40 */
export const longTime = (at: Date): string => `${WEEKDAYS[weekdayOf(dayInVietnam(at)) - 1]}, ${formatInstant(at)}`

export const sectionOf = (slug: string): Section | undefined =>
  SECTIONS.find((section) => sectionSlugs[section] === slug)

/** A headline as the pages draw it. */
export function shownHeadline(bloc: string, one: Headline) {
  return {
    href: `/cong/${bloc}/tin/${one.slug}`,
    title: one.title,
    lead: one.lead,
    day: formatDay(dayInVietnam(one.publishedAt)),
    iso: one.publishedAt.toISOString(),
    section: { label: sectionNames[one.section], href: `/cong/${bloc}/muc/${sectionSlugs[one.section]}` },
    picture: one.picture,
  }
}
export type ShownHeadline = ReturnType<typeof shownHeadline>
