// Refusals of the file store as codes; the caller turns them into words.

export type FileErrorCode =
  | 'files.too-large'
  | 'files.kind-refused'
  | 'files.picture-broken'
  | 'files.missing'
  | 'files.damaged'
  | 'files.store-failed'

export class FileError extends Error {
  override readonly name = 'FileError'
  readonly code: FileErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: FileErrorCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.details = details
  }
}
