// Search in the portal, with or without marks.
import { searchPublished } from '#modules/portal/portal.server.ts'
import { shownHeadline } from '../../portal-words.ts'
import { publicLoad } from '../../public-load.server.ts'
import type { PageServerLoad } from './$types'

const SIZE = 20

export const load: PageServerLoad = (event) => {
  const find = (event.url.searchParams.get('tim') ?? '').slice(0, 100)
  const page = Math.min(10_000, Math.max(1, Math.floor(Number(event.url.searchParams.get('trang'))) || 1))
  return publicLoad(event, async (run, bloc) => {
    const { articles, total } = await run(searchPublished, { find, page, size: SIZE })
    return { find, page, size: SIZE, total, articles: articles.map((one) => shownHeadline(bloc.slug, one)) }
  })
}
