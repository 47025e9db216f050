// The papers of a dossier: each drafted from the file, as Word to go on writing and as PDF to print.
import { formatDay } from '#kernel/day.ts'
import { draftPapers, paperForms } from '#modules/admissions/admissions.server.ts'
import { load as loadPage } from '#pages'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) =>
  loadPage(event, async (run, ctx) => {
    const { name, papers } = await run(draftPapers, { dossierId: event.params.id })
    const byCode = Map.groupBy(papers, ({ code }) => code)
    return {
      id: event.params.id,
      name,
      today: formatDay(ctx.today),
      papers: paperForms.flatMap(({ code, title, form, verified }) => {
        const found = byCode.get(code)
        if (!found) return []
        const number = found.map(({ paper }) => paper.header.number).find((each) => each !== null)
        const symbol = found[0]!.paper.header.symbol
        return [
          {
            code,
            title,
            form: form === null ? '—' : verified ? form : 'cần đối chiếu',
            copies: found.length,
            number: number ? `${number}-${symbol}` : null,
          },
        ]
      }),
    }
  })
