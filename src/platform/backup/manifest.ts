// The list of what a backup holds, with checksums: a damaged or incomplete backup is noticed before it replaces anything.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

export interface Manifest {
  readonly format: 1
  /** When the database copy began, ISO instant. */
  readonly at: string
  readonly postgresqlMajor: number
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
}

const NAME = 'manifest.json'

/** Sums up every file below `directory`, forces it to disk, and writes the manifest last. */
export async function writeManifest(
  directory: string,
  about: Pick<Manifest, 'at' | 'postgresqlMajor'>,
): Promise<Manifest> {
  const files: Manifest['files'][number][] = []
  for (const path of await filesBelow(directory)) {
    const file = await open(join(directory, path), 'r')
    try {
      await file.sync()
      files.push({ path, bytes: (await file.stat()).size, sha256: await sumOf(join(directory, path)) })
    } finally {
      await file.close()
    }
  }
  const manifest: Manifest = { format: 1, ...about, files }
  await writeFile(join(directory, NAME), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true })
  return manifest
}

/** Reads the manifest and checks every file against it. Throws a sentence naming the first difference. */
export async function checkManifest(directory: string): Promise<Manifest> {
  const text = await readFile(join(directory, NAME), 'utf8').catch(() => null)
  if (text === null) throw new Error(`${directory} holds no finished backup (no ${NAME}).`)
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format !== 1) throw new Error(`${directory} was made by a newer release of this program.`)
  for (const { path, sha256 } of manifest.files) {
    const found = await sumOf(join(directory, path)).catch(() => null)
    if (found !== sha256)
      throw new Error(
        `${join(directory, path)} is ${found === null ? 'missing' : 'damaged'}: this backup cannot be used.`,
      )
  }
  return manifest
}

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .filter((path) => path !== NAME)
    .sort()
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
