// One article at the editor's desk.
import { formatInstant } from '#kernel/day.ts'
import {
  addArticlePicture,
  approveArticle,
  confirmFinding,
  editArticle,
  publishArticle,
  readArticle,
  returnArticle,
  SECTIONS,
  submitArticle,
  withdrawArticle,
} from '#modules/portal/portal.server.ts'
import { findingAdvice, findingNames } from '#modules/portal/portal-gate-messages.ts'
import { articleStateNames, sectionNames, sourceKindNames } from '#modules/portal/portal-messages.ts'
import { tenantById } from '#modules/tenancy/tenancy.server.ts'
import { newId } from '#platform/new-id.ts'
import { actionOf, load as loadPage } from '#pages'
import type { RequestEvent } from '#pages'
import { pictureAction } from '../../picture-action.server.ts'
import { articleLooks } from '../states.ts'
import type { Actions, PageServerLoad } from './$types'

function placeOf(where: string): string {
  const [kind, at] = where.split('.')
  if (kind === 'sentence') return `câu ${at}`
  if (kind === 'caption') return `chú thích ảnh ${at}`
  return kind === 'title' ? 'tiêu đề' : kind === 'lead' ? 'lời dẫn' : 'tác giả'
}

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const tenant = await tenantById(ctx.db, ctx.tenantId)
    const one = await run(readArticle, { articleId: event.params.id })
    return {
      ...one,
      key: newId(),
      editable: one.may.write && one.state !== 'published',
      address: `/cong/${tenant?.slug ?? ''}/tin/${one.slug}`,
      published: one.publishedAt === null ? null : formatInstant(one.publishedAt),
      tag: { state: articleLooks[one.state], label: articleStateNames[one.state] },
      sectionName: sectionNames[one.section],
      sections: SECTIONS.map((value) => ({ value, label: sectionNames[value] })),
      sentences: one.sentences.map((sentence) => ({ ...sentence, kindName: sourceKindNames[sentence.sourceKind] })),
      findings: one.findings.map((finding) => ({
        ...finding,
        name: findingNames[finding.kind],
        advice: findingAdvice[finding.kind],
        places: finding.where.map(placeOf).join(', '),
      })),
    }
  })

const withId = (posted: Record<string, unknown>, event: RequestEvent) => ({ ...posted, articleId: event.params['id'] })
const here = (_: unknown, event: RequestEvent) => `/bai-viet/${event.params['id']}`

export const actions: Actions = {
  luu: actionOf(editArticle, { input: withId, then: here }),
  gui: actionOf(submitArticle, { input: withId, then: here }),
  'xac-nhan': actionOf(confirmFinding, { input: withId, then: (_, event) => `${here(_, event)}#kiem-tra` }),
  'tra-lai': actionOf(returnArticle, { input: withId, then: here }),
  duyet: actionOf(approveArticle, {
    input: withId,
    then: ({ warning }, event) => `${here(null, event)}${warning ? '?mot-nguoi' : ''}`,
  }),
  dang: actionOf(publishArticle, { input: withId, then: here }),
  go: actionOf(withdrawArticle, { input: withId, then: here }),
  anh: pictureAction(addArticlePicture, { input: withId, then: here }),
}
