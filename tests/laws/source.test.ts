// Laws of the source text: words of the screen only where they belong, no clock in the kernel, every error code has its sentence,
// landed migrations never change, names say something, files stay small.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { errors as productErrors } from '#product'
import { apiErrors } from '../../src/routes/api/api-messages.ts'

const errors = { ...productErrors, ...apiErrors }

const read = (path: string) => readFileSync(path, 'utf8')
const sources = (pattern: string) => globSync(pattern).filter((path) => !path.includes('.test.'))
/** Code without its comments (strings that hold // are rare enough to be left whole). */
const code = (path: string) =>
  read(path)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')

const MARKED = /[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]/i

describe('words', () => {
  test('of the screen stand only in *-messages.ts, never in the domain', () => {
    const wrong = sources('src/modules/**/*.ts').filter(
      (path) => !path.endsWith('-messages.ts') && MARKED.test(code(path)),
    )
    expect(wrong).toEqual([])
  })

  test('every error code thrown has a sentence in the catalogue, and every sentence is used', () => {
    const text = [...sources('src/**/*.ts'), ...sources('src/**/*.svelte')].map(read).join('\n')
    const thrown = [
      ...text.matchAll(/new AppError\(\s*'([a-z_.-]+)'/g),
      ...text.matchAll(/AppError\.at\([^,()]+,\s*'([a-z_.-]+)'/g),
    ].map((m) => m[1]!)
    expect(thrown.length).toBeGreaterThan(10)
    expect([...new Set(thrown)].filter((name) => !errors[name])).toEqual([])
    // A code is used when it is written out elsewhere, or put together from its area and its own name ('not_existing').
    const used = (name: string) => text.split(name).length > 2 || text.includes(`'${name.split('.').at(-1)}'`)
    const unused = Object.keys(errors).filter((name) => !used(name) && !/^(unexpected|field\.)/.test(name))
    expect(unused).toEqual([])
  })

  test('every sentence of a refusal ends as a sentence', () => {
    for (const [name, { text }] of Object.entries(errors)) {
      const sentence = typeof text === 'string' ? text : text({ parameter: '1' })
      expect(sentence, name).toMatch(/[.!?]$/)
    }
  })
})

test('the kernel has no clock, no randomness and no I/O', () => {
  const wrong = sources('src/kernel/**/*.ts').filter((path) =>
    /Date\.now|new Date\(\)|Math\.random|performance\.|process\.|node:/.test(code(path)),
  )
  expect(wrong).toEqual([])
})

test('landed migrations never change', () => {
  const landed = read('db/landed.txt').trim().split('\n').filter(Boolean)
  for (const line of landed) {
    const [sum, name] = line.split(/\s+/) as [string, string]
    expect(
      createHash('sha256')
        .update(read(`db/migrations/${name}`))
        .digest('hex'),
      name,
    ).toBe(sum)
  }
})

test('migrations are numbered without a gap and named verb-noun', () => {
  const names = globSync('db/migrations/*.sql')
    .map((path) => path.split('/').at(-1)!)
    .toSorted()
  names.forEach((name, i) =>
    expect(name).toMatch(new RegExp(`^${String(i + 1).padStart(4, '0')}-[a-z]+(-[a-z]+)+\\.sql$`)),
  )
})

test('names say something', () => {
  expect(
    globSync('src/**/*').filter((path) =>
      /(^|\/)(utils?|helpers?|common|managers?|services?|misc)(\/|\.|-|$)/.test(path),
    ),
  ).toEqual([])
})

test('files stay small enough to be read at a glance', () => {
  const lengths = [...globSync('src/**/*.ts'), ...globSync('src/**/*.svelte')]
    .filter((path) => path !== 'src/platform/db/schema.ts')
    .map((path) => ({ path, lines: read(path).split('\n').length }))
  expect(lengths.filter(({ lines }) => lines > 400)).toEqual([])
})

test('every source file opens with what it is for', () => {
  const wrong = [...sources('src/**/*.ts'), ...sources('src/**/*.svelte')].filter(
    (path) => !/^(\/\/|\/\*|<!--)/.test(read(path)),
  )
  expect(wrong).toEqual([])
})
