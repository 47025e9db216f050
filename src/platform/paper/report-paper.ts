// The content of a paper in the Party's layout as plain data: what the PDF templates and the DOCX writer both set.
// No words live here: every label, symbol and formatted number arrives ready from the caller.

/** Letterhead. `number` null prints a gap for the clerk to fill: a draft has no number before it is issued. */
export interface PaperHeader {
  readonly party: string
  readonly issuerUpper: string
  readonly issuer: string
  readonly numberWord: string
  readonly number: string | null
  readonly symbol: string
  readonly place: string
  readonly dayWords: string
  /** Mark of a draft, set above the letterhead. */
  readonly draft?: string
  /** Written by somebody for himself: no body and no number stand on the left. */
  readonly personal?: boolean
}

export interface PaperTitle {
  readonly kind: string
  readonly subject: readonly string[]
}

/** Level 1 is numbered I, II; level 2 is 1, 2; level 3 is a, b; `numbered: false` leaves the number off. */
export interface HeadingBlock {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3
  readonly text: string
  readonly numbered?: boolean
}

export interface ParagraphBlock {
  readonly kind: 'paragraph'
  readonly text: string
  readonly style?: 'plain' | 'bold' | 'italic'
}

/** `width` is a share relative to the other columns; neighbours with the same `group` get one heading above them. */
export interface TableColumn {
  readonly label: string
  readonly align: 'left' | 'center' | 'right'
  readonly width: number
  readonly group?: string
}

/** `cells` as many as columns, ready for print; `level` 0.. indents the first text cell; `total` sets the row bold. */
export interface TableRow {
  readonly cells: readonly string[]
  readonly level: number
  readonly total: boolean
}

export interface TableBlock {
  readonly kind: 'table'
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly caption: string
  /** Unit of measure or source, set small at the right above the table. */
  readonly unit?: string
  /** A wide table gets landscape sheets of its own. */
  readonly landscape: boolean
}

export type PaperBlock = HeadingBlock | ParagraphBlock | TableBlock

export interface PaperAppendix {
  readonly label: string
  readonly title: string
  readonly landscape: boolean
  readonly blocks: readonly PaperBlock[]
}

export interface PaperSignature {
  /** Lines of authority, upper first. */
  readonly authority: readonly string[]
  readonly post: string
  readonly name: string
}

export interface ReportPaper {
  readonly header: PaperHeader
  readonly title: PaperTitle
  readonly blocks: readonly PaperBlock[]
  readonly recipientsWord: string
  readonly recipients: readonly string[]
  readonly signature: PaperSignature
  readonly appendices: readonly PaperAppendix[]
  /** Small print at the very end: cut-off day, fingerprint of the data. */
  readonly footnotes: readonly string[]
}
