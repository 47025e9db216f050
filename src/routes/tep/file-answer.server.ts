// A stored file as an answer: its own kind, unchangeable under its fingerprint, never guessed at by the browser.
import { blobs } from '#platform/files/blobs.ts'
import { FileError } from '#platform/files/file-error.ts'
import type { FileRow } from '#platform/files/file-rows.ts'
import { error } from '@sveltejs/kit'

/** The file, or for `?w=` the smallest variant at least that wide, as WebP with `?dang=webp`. */
export async function fileAnswer(row: FileRow, request: Request, url: URL): Promise<Response> {
  const wanted = Number(url.searchParams.get('w') ?? 0)
  const mime = url.searchParams.get('dang') === 'webp' ? 'image/webp' : 'image/jpeg'
  const variants = row.variants.filter((one) => one.mime === mime)
  const chosen = variants.find((one) => wanted > 0 && one.width >= wanted) ?? variants.at(-1) ?? row
  const etag = `"${chosen.sha256}"`
  const headers = {
    etag,
    'content-type': chosen.mime,
    'cache-control': `${row.public ? 'public' : 'private'}, max-age=3600`,
    'content-security-policy': "default-src 'none'; sandbox",
    // A paper is saved: opened inside the page's sandbox it would stay blank.
    'content-disposition': `${chosen.mime.startsWith('image/') ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(row.name)}`,
  }
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  try {
    const body = await blobs().open(chosen.sha256)
    return new Response(body, { headers: { ...headers, 'content-length': String(chosen.bytes) } })
  } catch (thrown) {
    if (thrown instanceof FileError && thrown.code === 'files.missing') error(404, 'Không có tệp này.')
    throw thrown
  }
}
