// What the PDF templates of a paper receive: headings numbered, heading rows of tables laid out, the numbers of the layout.
import { headingTiers } from './header-tiers.ts'
import type { HeadingCell } from './header-tiers.ts'
import { numberedPaper } from './heading-numbers.ts'
import { PARTY_LAYOUT } from './party-layout.ts'
import type { PartyLayout } from './party-layout.ts'
import type { PaperBlock, ReportPaper, TableBlock } from './report-paper.ts'

type SetBlock = Exclude<PaperBlock, TableBlock> | (TableBlock & { readonly tiers: HeadingCell[][] })

export interface PaperData {
  readonly paper: Omit<ReportPaper, 'blocks'> & { readonly blocks: SetBlock[] }
  readonly layout: PartyLayout
}

/** The data of `party-report` and `conclusion`. */
export function paperData(paper: ReportPaper, layout: PartyLayout = PARTY_LAYOUT): PaperData {
  const numbered = numberedPaper(paper)
  return {
    paper: {
      ...numbered,
      blocks: numbered.blocks.map(setBlock),
      appendices: numbered.appendices.map((a) => ({ ...a, blocks: a.blocks.map(setBlock) })),
    },
    layout,
  }
}

function setBlock(block: PaperBlock): SetBlock {
  return block.kind === 'table' ? { ...block, tiers: headingTiers(block.columns) } : block
}
