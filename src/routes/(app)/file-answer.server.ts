// Answers with a paper to keep or to look at, in one of the three forms people know.
export const FILE_TYPES: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** `name` in plain letters, digits and hyphens; a PDF opens in the browser. */
export function fileAnswer(kind: string, name: string, body: Uint8Array | ReadableStream<Uint8Array>): Response {
  return new Response(body as BodyInit, {
    headers: {
      'content-type': FILE_TYPES[kind] ?? '',
      'content-disposition': `${kind === 'pdf' ? 'inline' : 'attachment'}; filename="${name}.${kind}"`,
      'cache-control': 'private, no-store',
    },
  })
}
