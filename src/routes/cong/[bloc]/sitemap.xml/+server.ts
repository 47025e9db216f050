// Every page of the portal, for search engines.
import { listPublished, SECTIONS } from '#modules/portal/portal.server.ts'
import { sectionSlugs } from '#modules/portal/portal-messages.ts'
import { publicLoad } from '../../public-load.server.ts'
import { xml } from '../../xml.ts'
import type { RequestHandler } from './$types'

const MOST = 5000

export const GET: RequestHandler = async (event) => {
  const body = await publicLoad(event, async (run, bloc) => {
    const home = `${event.url.origin}/cong/${bloc.slug}`
    const pages = [
      { address: home, day: null },
      ...SECTIONS.map((section) => ({ address: `${home}/muc/${sectionSlugs[section]}`, day: null })),
      ...(await run(listPublished, { size: MOST })).map((one) => ({
        address: `${home}/tin/${one.slug}`,
        day: one.publishedAt.toISOString(),
      })),
    ]
    const urls = pages.map(
      ({ address, day }) => `  <url><loc>${xml(address)}</loc>${day ? `<lastmod>${day}</lastmod>` : ''}</url>`,
    )
    return `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`
  })
  return new Response(body, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
