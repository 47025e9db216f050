// The demo's articles: drafted from its conferences and as short news, then through review to the portal, by the portal's own operations.
import { addDays, dayInVietnam } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import {
  addArticlePicture,
  approveArticle,
  countView,
  draftArticle,
  editArticle,
  publishArticle,
  submitArticle,
} from '#modules/portal/portal.server.ts'
import { NEWS } from './article-scripts.ts'
import type { News } from './article-scripts.ts'
import { BLOC_1 } from './blocs.ts'
import type { BlocDefinition } from './blocs.ts'
import type { Script } from './conference-scripts.ts'
import { drawnPicture } from './drawings.ts'
import { scriptsOf } from './conferences-of-blocs.ts'
import type { Run } from './run.ts'

const AUTHOR = 'Văn phòng Đảng ủy Khối'
const at = (on: Day, time: string): Date => new Date(`${on}T${time}:00+07:00`)

export async function loadArticles(
  run: Run,
  definition: BlocDefinition,
  conferences: ReadonlyMap<Script['key'], Id>,
  now: Date,
): Promise<number> {
  const today = dayInVietnam(now)
  let count = 0
  for (const script of scriptsOf(definition, today)) {
    const conferenceId = conferences.get(script.key)
    if (script.concludedOn === null || conferenceId === undefined) continue
    const written = at(script.concludedOn, '18:00')
    const { id } = await run(
      draftArticle,
      { conferenceId, section: 'news', author: AUTHOR, tags: ['hội nghị'] },
      written,
    )
    // The latest one lies on the leader's desk.
    if (script.key === 'recent') await run(submitArticle, { articleId: id, version: 1 }, now)
    else await publish(run, id, 1, written)
    count++
  }
  for (const [i, news] of (definition === BLOC_1 ? NEWS : []).entries()) {
    await writeNews(run, news, i, today)
    count++
  }
  return count
}

/** Handed in, approved and put out within the hour. Returns the article's address. */
async function publish(run: Run, articleId: Id, version: number, when: Date): Promise<string> {
  const submitted = await run(submitArticle, { articleId, version }, when)
  const approved = await run(approveArticle, { articleId, version: submitted.version }, when)
  return (await run(publishArticle, { articleId, version: approved.version }, when)).slug
}

async function writeNews(run: Run, news: News, place: number, today: Day): Promise<void> {
  const { title, lead, section, tags, caption } = news
  const when = at(addDays(today, -news.daysAgo), '09:30')
  const { id } = await run(draftArticle, { title, section, author: AUTHOR, tags }, when)
  const sentences = news.paragraphs.flatMap((paragraph, p) => paragraph.map((text) => ({ paragraph: p + 1, text })))
  await run(editArticle, { articleId: id, version: 1, title, lead, section, author: AUTHOR, tags, sentences }, when)
  const content = await drawnPicture(`news ${place}`)
  const { version } = await run(
    addArticlePicture,
    { articleId: id, name: `tin-${place + 1}.jpg`, content, caption },
    when,
  )
  const slug = await publish(run, id, version, when)
  for (let i = 0; i < news.views; i++) await run(countView, { slug })
}
