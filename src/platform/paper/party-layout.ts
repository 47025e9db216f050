// Numbers of the Party's page layout, used alike by the PDF templates and the DOCX writer.
// Rule: guideline 36-HD/VPTW (03/04/2018), annex 3; margins and the rows the annex leaves unreadable are the house's defaults.

/** Sizes are in points, lengths in millimetres. An office with its own guideline passes a changed copy. */
export interface PartyLayout {
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number }
  /** Distance of the page number from the top edge of the sheet. */
  readonly pageNumberFromTop: number
  /** Share of the letterhead's left column, 0–1. */
  readonly letterheadLeft: number
  readonly firstLineIndent: number
  readonly paragraphGap: number
  readonly lineSpacing: number
  readonly signatureSpace: number
  /** More columns than this do not fit a landscape sheet in the ordinary size. */
  readonly wideFrom: number
  readonly size: {
    readonly party: number
    readonly superior: number
    readonly issuer: number
    readonly number: number
    readonly placeAndDay: number
    readonly kind: number
    readonly subject: number
    readonly body: number
    readonly authority: number
    readonly name: number
    readonly recipientsHead: number
    readonly recipients: number
    readonly pageNumber: number
    readonly table: number
    /** Tables of more than `wideFrom` columns. */
    readonly wideTable: number
    readonly note: number
  }
}

export const PARTY_LAYOUT: PartyLayout = {
  // 20/20/30/15: guideline 36; the older handbook with 25/25/35/15 is still in use in some offices.
  margins: { top: 20, bottom: 20, left: 30, right: 15 },
  // From page 2 on, Arabic, centred, 10 mm below the edge.
  pageNumberFromTop: 10,
  letterheadLeft: 0.46,
  firstLineIndent: 10,
  // Points after a paragraph and between base lines as a factor: house defaults, the annex gives none.
  paragraphGap: 6,
  lineSpacing: 1.15,
  signatureSpace: 28,
  wideFrom: 14,
  size: {
    party: 15, // annex 3: capitals, bold, solid rule below as long as the words
    superior: 14, // annex 3: capitals, not bold
    issuer: 14, // annex 3: capitals, bold, an asterisk centred below
    number: 14, // annex 3
    placeAndDay: 14, // annex 3: italic
    kind: 16, // annex 3: 15–16, capitals, bold
    subject: 14, // annex 3: 14–15, bold
    body: 14, // annex 3: 14–15
    authority: 14, // default: capitals, bold
    name: 14, // default: bold
    recipientsHead: 14, // default: 12–14, underlined
    recipients: 12, // default
    pageNumber: 13,
    table: 12,
    wideTable: 10,
    note: 10,
  },
}

export const MM_PER_INCH = 25.4
export const A4 = { width: 210, height: 297 } as const

/** Millimetres as twentieths of a point, the unit of WordprocessingML. */
export function twips(mm: number): number {
  return Math.round((mm / MM_PER_INCH) * 1440)
}
