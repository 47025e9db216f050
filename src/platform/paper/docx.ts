// The same paper as the PDF, as an editable Word file: real heading styles, repeated table headings, landscape sections.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  PageNumber,
  PageOrientation,
  Packer,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx'
import type { FileChild, ISectionOptions } from 'docx'
import { figureTable, plainGrid } from './docx-tables.ts'
import { numberedPaper } from './heading-numbers.ts'
import { A4, PARTY_LAYOUT, twips } from './party-layout.ts'
import type { PartyLayout } from './party-layout.ts'
import type { PaperAppendix, PaperBlock, ReportPaper } from './report-paper.ts'

const FONT = 'Times New Roman'
const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const

interface Sheet {
  readonly landscape: boolean
  readonly children: FileChild[]
}

/** A .docx file. Same data and numbers of layout as `renderPdf` with `paperData`. */
export async function renderDocx(paper: ReportPaper, layout: PartyLayout = PARTY_LAYOUT): Promise<Uint8Array> {
  const numbered = numberedPaper(paper)
  const document = new Document({
    title: [paper.title.kind, ...paper.title.subject].join(' '),
    creator: paper.header.issuer,
    styles: styles(layout),
    sections: sheets(numbered, layout).map((sheet, i) => section(sheet, i === 0, layout)),
  })
  return Packer.pack(document, 'uint8array')
}

function sheets(paper: ReportPaper, layout: PartyLayout): Sheet[] {
  const out: Sheet[] = [{ landscape: false, children: [...letterhead(paper, layout), ...titleLines(paper, layout)] }]
  addBlocks(out, paper.blocks, false, layout)
  on(out, false).children.push(...closing(paper, layout), ...footnotes(paper, layout))
  for (const appendix of paper.appendices) {
    out.push({ landscape: appendix.landscape, children: appendixHead(appendix) })
    addBlocks(out, appendix.blocks, appendix.landscape, layout)
  }
  return out
}

function addBlocks(out: Sheet[], blocks: readonly PaperBlock[], lying: boolean, layout: PartyLayout): void {
  for (const block of blocks) {
    const landscape = lying || (block.kind === 'table' && block.landscape)
    on(out, landscape).children.push(...blockChildren(block, landscape, layout))
  }
}

// The last sheet when it already lies the right way, else a new one.
function on(out: Sheet[], landscape: boolean): Sheet {
  const last = out.at(-1)
  if (last && last.landscape === landscape) return last
  const next = { landscape, children: [] }
  out.push(next)
  return next
}

function section(sheet: Sheet, first: boolean, layout: PartyLayout): ISectionOptions {
  const m = layout.margins
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: layout.size.pageNumber * 2 })],
  })
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: first,
      page: {
        size: {
          width: twips(A4.width),
          height: twips(A4.height),
          orientation: sheet.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(m.top),
          bottom: twips(m.bottom),
          left: twips(m.left),
          right: twips(m.right),
          header: twips(layout.pageNumberFromTop),
        },
      },
    },
    // The first page of the paper carries no number: an empty header of its own.
    headers: { default: new Header({ children: [number] }), ...(first ? { first: new Header({ children: [] }) } : {}) },
    footers: { default: new Footer({ children: [] }) },
    children: sheet.children,
  }
}

function styles(layout: PartyLayout) {
  const heading = (italics: boolean) => ({
    run: { font: FONT, size: layout.size.body * 2, bold: true, italics, color: '000000' },
    paragraph: { spacing: { before: 240, after: 120 }, keepNext: true },
  })
  return {
    default: {
      document: {
        run: { font: FONT, size: layout.size.body * 2, language: { value: 'vi-VN' } },
      },
      heading1: heading(false),
      heading2: heading(false),
      heading3: heading(true),
    },
  }
}

function letterhead(paper: ReportPaper, layout: PartyLayout): FileChild[] {
  const h = paper.header
  const s = layout.size
  const left = h.personal
    ? [line('', s.superior)]
    : [
        line(h.issuerUpper, s.superior),
        line(h.issuer, s.issuer, { bold: true }),
        line('*', s.issuer),
        line(`${h.numberWord} ${h.number ?? '\u00a0'.repeat(8)}-${h.symbol}`, s.number),
      ]
  const right = [
    // Underlining is the one rule that is always exactly as long as the words.
    line(h.party, s.party, { bold: true, underline: {} }),
    line('', s.placeAndDay),
    line(`${h.place}, ${h.dayWords}`, s.placeAndDay, { italics: true }),
  ]
  const draft = h.draft ? [new Paragraph({ children: [run(h.draft, s.number, { italics: true })] })] : []
  return [...draft, plainGrid(left, right, layout.letterheadLeft, layout)]
}

function titleLines(paper: ReportPaper, layout: PartyLayout): FileChild[] {
  const s = layout.size
  return [
    new Paragraph({ ...CENTERED, spacing: { before: 240 }, children: [run(paper.title.kind, s.kind, { bold: true })] }),
    ...paper.title.subject.map((text) => line(text, s.subject, { bold: true })),
    new Paragraph({ ...CENTERED, spacing: { after: 160 }, children: [run('-----', s.subject)] }),
  ]
}

function blockChildren(block: PaperBlock, landscape: boolean, layout: PartyLayout): FileChild[] {
  if (block.kind === 'table') return figureTable(block, landscape, layout)
  if (block.kind === 'heading') {
    return [
      new Paragraph({
        heading: LEVELS[block.level - 1] ?? HeadingLevel.HEADING_3,
        children: [new TextRun(block.text)],
      }),
    ]
  }
  return [
    new Paragraph({
      alignment: AlignmentType.JUSTIFIED,
      indent: { firstLine: twips(layout.firstLineIndent) },
      spacing: { after: layout.paragraphGap * 20, line: Math.round(layout.lineSpacing * 240) },
      children: [
        run(block.text, layout.size.body, { bold: block.style === 'bold', italics: block.style === 'italic' }),
      ],
    }),
  ]
}

function closing(paper: ReportPaper, layout: PartyLayout): FileChild[] {
  const s = layout.size
  const recipients = [
    ...(paper.recipients.length > 0
      ? [new Paragraph({ keepNext: true, children: [run(paper.recipientsWord, s.recipientsHead, { underline: {} })] })]
      : [new Paragraph({ children: [] })]),
    ...paper.recipients.map((to) => new Paragraph({ children: [run(`- ${to}`, s.recipients)] })),
  ]
  const signature = [
    ...paper.signature.authority.map((text) => line(text, s.authority, { bold: true })),
    line(paper.signature.post, s.authority, { bold: true }),
    new Paragraph({
      ...CENTERED,
      spacing: { before: twips(layout.signatureSpace) },
      children: [run(paper.signature.name, s.name, { bold: true })],
    }),
  ]
  return [new Paragraph({ children: [] }), plainGrid(recipients, signature, 0.46, layout)]
}

function footnotes(paper: ReportPaper, layout: PartyLayout): FileChild[] {
  return paper.footnotes.map(
    (text, i) =>
      new Paragraph({
        ...(i === 0
          ? {
              spacing: { before: 240 },
              border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: '000000' } },
            }
          : {}),
        children: [run(text, layout.size.note)],
      }),
  )
}

function appendixHead(appendix: PaperAppendix): FileChild[] {
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, ...CENTERED, children: [new TextRun(appendix.label)] }),
    new Paragraph({ ...CENTERED, children: [new TextRun({ text: appendix.title, bold: true })] }),
  ]
}

const CENTERED = { alignment: AlignmentType.CENTER } as const

interface Look {
  readonly bold?: boolean
  readonly italics?: boolean
  readonly underline?: Record<string, never>
}

function run(text: string, points: number, look: Look = {}): TextRun {
  // Dots to write on may break anywhere: Word takes them for one long word, and would push it off its line.
  const breakable = text.replace(/…{8,}/g, (dots) => [...dots].join('\u200b'))
  return new TextRun({ text: breakable, size: points * 2, ...look })
}

function line(text: string, points: number, look: Look = {}): Paragraph {
  return new Paragraph({ ...CENTERED, children: [run(text, points, look)] })
}
