// The feed of the portal (RSS 2.0); `?muc=` for one section.
import { listPublished, listSection, readMasthead } from '#modules/portal/portal.server.ts'
import { sectionNames } from '#modules/portal/portal-messages.ts'
import { sectionOf } from '../../portal-words.ts'
import { publicLoad } from '../../public-load.server.ts'
import { xml } from '../../xml.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const section = sectionOf(event.url.searchParams.get('muc') ?? '')
  const body = await publicLoad(event, async (run, bloc) => {
    const home = `${event.url.origin}/cong/${bloc.slug}`
    const name = (await run(readMasthead, {})).name ?? bloc.name
    const articles = section
      ? (await run(listSection, { section, size: 50 })).articles
      : await run(listPublished, { size: 50 })
    const items = articles.map(
      (one) => `
    <item>
      <title>${xml(one.title)}</title>
      <link>${xml(`${home}/tin/${one.slug}`)}</link>
      <guid isPermaLink="false">${one.id}</guid>
      <pubDate>${one.publishedAt.toUTCString()}</pubDate>
      <category>${xml(sectionNames[one.section])}</category>
      <description>${xml(one.lead)}</description>
    </item>`,
    )
    return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>${xml(section ? `${name}: ${sectionNames[section]}` : name)}</title>
    <link>${xml(home)}</link>
    <description>${xml(name)}</description>
    <language>vi</language>
    <atom:link href="${xml(event.url.href)}" rel="self" type="application/rss+xml" />${items.join('')}
  </channel>
</rss>
`
  })
  return new Response(body, {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8', 'cache-control': 'public, max-age=300' },
  })
}
