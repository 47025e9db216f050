// Papers as a download: one as Word or PDF, several in one archive, each named by its form and whom it is about.
import { slug } from '#kernel/vietnamese/text.ts'
import type { DraftedPaper } from '#modules/admissions/admissions.server.ts'
import { renderDocx } from '#platform/paper/docx.ts'
import { paperData } from '#platform/paper/paper-data.ts'
import { renderPdf } from '#platform/paper/pdf.ts'
import { zipStream } from '#platform/paper/zip.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const fileOf = async (paper: DraftedPaper, pdf: boolean, now: Date): Promise<Uint8Array> =>
  pdf ? renderPdf('party-report', paperData(paper.paper), { createdAt: now }) : renderDocx(paper.paper)

const nameOf = (paper: DraftedPaper, at: number): string =>
  [
    ...(paper.form !== null && paper.verified ? [paper.form.replace('Đ', 'D').toLowerCase()] : []),
    slug(paper.title).slice(0, 50),
    slug(paper.name),
    ...(at > 0 ? [String(at + 1)] : []),
  ].join('-')

/** `archive`: always an archive, also of one paper. */
export async function paperAnswer(
  papers: readonly DraftedPaper[],
  { pdf, archive, name }: { pdf: boolean; archive: boolean; name: string },
): Promise<Response> {
  const now = new Date()
  const extension = pdf ? 'pdf' : 'docx'
  const [first] = papers
  if (first && papers.length === 1 && !archive) {
    const body = await fileOf(first, pdf, now)
    return new Response(body as Uint8Array<ArrayBuffer>, {
      headers: {
        'content-type': pdf ? 'application/pdf' : DOCX,
        'content-disposition': `attachment; filename="${nameOf(first, 0)}.${extension}"`,
        'cache-control': 'private, no-store',
      },
    })
  }
  const seen = new Map<string, number>()
  async function* parts() {
    for (const paper of papers) {
      const key = nameOf(paper, 0)
      const at = seen.get(key) ?? 0
      seen.set(key, at + 1)
      // Made one after the other while the reader reads: memory holds one paper.
      yield { name: `${nameOf(paper, at)}.${extension}`, data: await fileOf(paper, pdf, now) }
    }
  }
  return new Response(zipStream(parts()), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${slug(name).slice(0, 80)}.zip"`,
      'cache-control': 'private, no-store',
    },
  })
}
