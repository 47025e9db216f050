// Refusals of the paper layer as codes; the caller turns them into words.

export type PaperErrorCode =
  | 'paper.template-broken'
  | 'paper.timeout'
  | 'paper.not-a-workbook'
  | 'paper.encrypted'
  | 'paper.macros'
  | 'paper.too-large'
  | 'paper.zip-bomb'
  | 'paper.too-many-rows'
  | 'paper.too-many-cells'
  | 'paper.no-such-sheet'

export class PaperError extends Error {
  override readonly name = 'PaperError'
  readonly code: PaperErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: PaperErrorCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.details = details
  }
}
