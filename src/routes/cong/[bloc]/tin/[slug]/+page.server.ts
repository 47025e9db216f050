// A published article; each reading counts once, those of machines do not.
import { publicCaller } from '#modules/access/access.server.ts'
import { countView, readPublished } from '#modules/portal/portal.server.ts'
import { sectionNames, sectionSlugs } from '#modules/portal/portal-messages.ts'
import { database } from '#platform/db/database.ts'
import { errorFacts } from '#platform/error-facts.ts'
import { log } from '#platform/log.ts'
import { execute } from '#platform/operation/execute.ts'
import { longTime, shownHeadline } from '../../../portal-words.ts'
import { publicLoad } from '../../../public-load.server.ts'
import { isReading } from './is-reading.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { tenantId, ...page } = await publicLoad(event, async (run, bloc) => {
    const one = await run(readPublished, { slug: event.params.slug })
    const address = `${event.url.origin}/cong/${bloc.slug}/tin/${one.slug}`
    const picture = one.pictures[0]
    return {
      tenantId: bloc.id,
      title: one.title,
      lead: one.lead,
      author: one.author,
      tags: one.tags,
      views: one.views,
      when: longTime(one.publishedAt),
      iso: one.publishedAt.toISOString(),
      section: { label: sectionNames[one.section], href: `/cong/${bloc.slug}/muc/${sectionSlugs[one.section]}` },
      address,
      image: picture ? `${event.url.origin}/cong/${bloc.slug}/tep/${picture.fileId}?w=1600` : null,
      changed: one.changedAt.toISOString(),
      paragraphs: one.paragraphs,
      pictures: one.pictures,
      related: one.related.map((other) => shownHeadline(bloc.slug, other)),
      newer: one.newer.map((other) => shownHeadline(bloc.slug, other)),
    }
  })
  // A size chosen shows the same article again: that is not another reading.
  if (!event.url.searchParams.has('chu') && isReading(event.request.headers)) {
    try {
      await execute(database(), publicCaller(tenantId, event.locals.requestId), countView, { slug: event.params.slug })
    } catch (thrown) {
      // The article is worth more than its count.
      log.warn({ requestId: event.locals.requestId, error: errorFacts(thrown) }, 'view not counted')
    }
  }
  return page
}
