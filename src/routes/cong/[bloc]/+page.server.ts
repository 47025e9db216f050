// Front page of the portal.
import { readFront } from '#modules/portal/portal.server.ts'
import { sectionNames, sectionSlugs } from '#modules/portal/portal-messages.ts'
import { shownHeadline } from '../portal-words.ts'
import { publicLoad } from '../public-load.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const page = await publicLoad(event, async (run, bloc) => {
    const front = await run(readFront, {})
    const shown = (one: Parameters<typeof shownHeadline>[1]) => shownHeadline(bloc.slug, one)
    return {
      lead: front.lead && shown(front.lead),
      latest: front.latest.map(shown),
      mostRead: front.mostRead.map(shown),
      blocks: front.sections.map(({ section, articles }) => ({
        label: sectionNames[section],
        href: `/cong/${bloc.slug}/muc/${sectionSlugs[section]}`,
        articles: articles.map(shown),
      })),
    }
  })
  event.setHeaders({ 'cache-control': 'public, max-age=60, stale-while-revalidate=600', vary: 'cookie' })
  return page
}
