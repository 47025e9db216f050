// The guides never go stale: every picture they show is taken by the script and is there, every demo user they name exists, and
// every link between documents leads somewhere.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { demoAccounts } from '../../demo/accounts.ts'

interface Picture {
  name: string
  as: string | null
  screen: 'phone' | 'desk'
  path: string
  press?: string[]
}

const read = (path: string) => readFileSync(path, 'utf8')
const documents = [...globSync('*.md'), ...globSync('docs/**/*.md')]
const people = ['README.md', 'README.vi.md', ...globSync('docs/guide/*.md')]
const pictures = JSON.parse(read('docs/guide/pictures.json')) as Picture[]
const users = new Set(demoAccounts.map(({ userName }) => userName))

/** Addresses of links and pictures, as written. */
const links = (text: string) => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] as string)
const shown = people.flatMap((path) =>
  links(read(path))
    .filter((link) => link.endsWith('.png'))
    .map((link) => normalize(join(dirname(path), link))),
)

describe('pictures', () => {
  test('shown in guides are taken by the script, and those taken are shown', () => {
    const taken = pictures.map(({ name }) => join('docs/guide/pictures', `${name}.png`))
    expect(taken.length).toBeGreaterThan(10)
    expect([...new Set(shown)].toSorted()).toEqual(taken.toSorted())
  })

  test('are there', () => {
    expect(shown.filter((path) => !existsSync(path))).toEqual([])
  })

  test('are taken as users of the demo', () => {
    const unknown = pictures.filter(({ as }) => as !== null && !users.has(as))
    expect(unknown).toEqual([])
  })
})

describe('demo users', () => {
  // In the READMEs they open a row of the table; in the guides they follow "bản mẫu".
  const named = (path: string) =>
    path.startsWith('README')
      ? [...read(path).matchAll(/^\| `([a-z0-9]+)` /gm)].map((found) => found[1] as string)
      : read(path)
          .split('\n')
          .filter((line) => line.startsWith('|') || /bản\s+mẫu|^mẫu:/.test(line))
          .flatMap((line) => [...line.matchAll(/`([a-z][a-z0-9]+)`/g)].map((found) => found[1] as string))

  test.each(people)('named in %s exist', (path) => {
    expect(named(path).filter((name) => !users.has(name))).toEqual([])
  })

  test('are all in both READMEs', () => {
    for (const path of ['README.md', 'README.vi.md']) expect(new Set(named(path)), path).toEqual(users)
  })

  test('have the password the READMEs tell', () => {
    const passwords = new Set(demoAccounts.map(({ password }) => password))
    for (const path of ['README.md', 'README.vi.md'])
      for (const password of passwords) expect(read(path)).toContain(`\`${password}\``)
  })
})

test('links between documents lead somewhere', () => {
  const broken = documents.flatMap((path) =>
    links(read(path))
      .filter((link) => !/^(https?:|mailto:|#)/.test(link) && !link.endsWith('.png'))
      .map((link) => normalize(join(dirname(path), link.replace(/#.*$/, ''))))
      .filter((target) => !existsSync(target))
      .map((target) => `${path}: ${target}`),
  )
  expect(broken).toEqual([])
})

test('source files named in documents exist', () => {
  const named = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/decisions/*.md')].flatMap(
    (path) =>
      [...read(path).matchAll(/`((?:src|db|docs|tests|scripts|demo)\/(?!migrations\/NNNN)[^`\s<>*{]+\.[a-z]+)`/g)].map(
        (found) => ({
          path,
          file: found[1] as string,
        }),
      ),
  )
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter(({ file }) => !existsSync(file))).toEqual([])
})
