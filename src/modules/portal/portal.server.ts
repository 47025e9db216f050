// Face of the portal: articles drafted from records, checked, approved, published; and what readers without an account see.
import './article-files.ts'
import { checkArticle } from './check-article.ts'
import { draftArticleOperation as draftArticle } from './draft-article.ts'
import { addArticlePicture, editArticle } from './edit-article.ts'
import {
  countView,
  listPublished,
  listSection,
  readFront,
  readMasthead,
  readPublished,
  searchPublished,
} from './published.ts'
import { listArticles, readArticle } from './read-article.ts'
import {
  approveArticle,
  confirmFinding,
  publishArticle,
  returnArticle,
  submitArticle,
  withdrawArticle,
} from './review-article.ts'

export { ARTICLE_STATES, SECTIONS } from './article.ts'
export type { ArticleState, Section, SourceKind } from './article.ts'
export type { CheckedFinding } from './check-article.ts'
export type { FindingKind } from './finding-kinds.ts'
export { portalErrors } from './portal-messages.ts'
export type { Headline } from './published.ts'
export { articlesDue } from './read-article.ts'
export {
  addArticlePicture,
  approveArticle,
  checkArticle,
  confirmFinding,
  countView,
  draftArticle,
  editArticle,
  listArticles,
  listPublished,
  listSection,
  publishArticle,
  readArticle,
  readFront,
  readMasthead,
  readPublished,
  returnArticle,
  searchPublished,
  submitArticle,
  withdrawArticle,
}

export const portalOperations = [
  draftArticle,
  editArticle,
  addArticlePicture,
  submitArticle,
  confirmFinding,
  returnArticle,
  approveArticle,
  publishArticle,
  withdrawArticle,
  countView,
]
export const portalQueries = [
  listArticles,
  readArticle,
  checkArticle,
  readMasthead,
  readFront,
  listSection,
  listPublished,
  searchPublished,
  readPublished,
]
