// What a first visit weighs: scripts the page loads at once and the page itself, gzipped.
import { gzipSync } from 'node:zlib'

export interface Weight {
  html: number
  scripts: number
}

/** Bytes, gzipped. Scripts are those named in the page's own markup: what a browser fetches before anything is pressed. */
export async function weigh(origin: string, path: string, cookie: string): Promise<Weight> {
  const page = await fetch(origin + path, { headers: { cookie } })
  if (!page.ok) throw new Error(`${path} answered ${page.status}`)
  const html = await page.text()
  const urls = new Set(
    [...html.matchAll(/["'(]([^"'()]*_app\/immutable\/[^"'()]+\.js)["')]/g)].map((match) => match[1] as string),
  )
  let scripts = 0
  for (const url of urls) {
    const script = await fetch(new URL(url, origin + path))
    scripts += gzipSync(Buffer.from(await script.arrayBuffer()), { level: 9 }).length
  }
  return { html: gzipSync(html).length, scripts }
}
