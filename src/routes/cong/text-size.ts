// The text size a reader chose: carried by a link, kept in a cookie of the portal.
import type { Cookies } from '@sveltejs/kit'

export const TEXT_SIZES = ['nho', 'vua', 'lon'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

const COOKIE = 'co-chu'
const YEAR = 365 * 24 * 3600

/** From `?chu=`, which is then kept, else from the cookie, else the middle size. */
export function textSizeOf(url: URL, cookies: Cookies): TextSize {
  const of = (value: string | null | undefined) => TEXT_SIZES.find((size) => size === value)
  const asked = of(url.searchParams.get('chu'))
  if (asked)
    cookies.set(COOKIE, asked, {
      path: '/cong',
      maxAge: YEAR,
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
    })
  return asked ?? of(cookies.get(COOKIE)) ?? 'vua'
}
