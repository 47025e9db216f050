// Articles by state.
import { formatInstant } from '#kernel/day.ts'
import { ARTICLE_STATES, listArticles } from '#modules/portal/portal.server.ts'
import { articleStateNames, sectionNames } from '#modules/portal/portal-messages.ts'
import { tenantById } from '#modules/tenancy/tenancy.server.ts'
import { load as loadPage } from '#pages'
import { articleLooks } from './states.ts'
import type { PageServerLoad } from './$types'

const SIZE = 30

export const load: PageServerLoad = (event) => {
  const state = ARTICLE_STATES.find((each) => each === event.url.searchParams.get('trang-thai')) ?? null
  const page = Math.max(1, Number(event.url.searchParams.get('trang')) || 1)
  return loadPage(event, async (run, ctx) => {
    const tenant = await tenantById(ctx.db, ctx.tenantId)
    const found = await run(listArticles, { state, page, size: SIZE })
    return {
      total: found.total,
      mayWrite: found.mayWrite,
      state,
      page,
      size: SIZE,
      portal: `/cong/${tenant?.slug ?? ''}`,
      tabs: [
        { href: '/bai-viet', label: 'Tất cả', current: state === null },
        ...ARTICLE_STATES.map((value) => ({
          href: `/bai-viet?trang-thai=${value}`,
          label: articleStateNames[value],
          current: value === state,
          ...(found.counts[value] > 0 ? { count: found.counts[value] } : {}),
        })),
      ],
      articles: found.articles.map((one) => ({
        id: one.id,
        slug: one.slug,
        title: one.title,
        section: sectionNames[one.section],
        author: one.author,
        views: one.views,
        published: one.publishedAt === null ? null : formatInstant(one.publishedAt),
        changed: formatInstant(one.changedAt),
        tag: { state: articleLooks[one.state], label: articleStateNames[one.state] },
      })),
    }
  })
}
