// One section of the portal, page by page.
import { listSection } from '#modules/portal/portal.server.ts'
import { sectionNames, sectionSlugs } from '#modules/portal/portal-messages.ts'
import { error } from '@sveltejs/kit'
import { sectionOf, shownHeadline } from '../../../portal-words.ts'
import { publicLoad } from '../../../public-load.server.ts'
import type { PageServerLoad } from './$types'

const SIZE = 20

export const load: PageServerLoad = (event) => {
  const section = sectionOf(event.params.section)
  if (!section) error(404, 'Không có chuyên mục này.')
  const page = Math.min(10_000, Math.max(1, Math.floor(Number(event.url.searchParams.get('trang'))) || 1))
  return publicLoad(event, async (run, bloc) => {
    const { articles, total } = await run(listSection, { section, page, size: SIZE })
    return {
      label: sectionNames[section],
      href: `/cong/${bloc.slug}/muc/${sectionSlugs[section]}`,
      page,
      size: SIZE,
      total,
      articles: articles.map((one) => shownHeadline(bloc.slug, one)),
    }
  })
}
