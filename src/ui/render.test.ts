// What the server draws without a script: structure that forms, tables and trees must keep.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Component } from 'svelte'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let server: ViteDevServer
let render: (component: Component<never>, options: { props: object }) => { body: string }

beforeAll(async () => {
  server = await createServer({
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [svelte({ configFile: false })],
  })
  render = (await server.ssrLoadModule('svelte/server')).render as typeof render
})
afterAll(() => server.close())

async function draw(name: string, props: object): Promise<string> {
  const module = await server.ssrLoadModule(`/src/ui/${name}.svelte`)
  return render(module.default as Component<never>, { props }).body.replace(/<!--.*?-->/g, '')
}

describe('Table', () => {
  const columns = [
    { key: 'name', label: 'Tên' },
    { key: 'n', label: 'Số', num: true, sortable: true, href: () => '/x' },
  ]
  const sortHref = (key: string, dir: string) => `?${key}-${dir}`

  it('shows zero as 0 and the unknown as —', async () => {
    const html = await draw('Table', {
      caption: 'c',
      columns,
      rows: [
        { name: 'a', n: 0 },
        { name: 'b', n: null },
      ],
    })
    expect(html).toMatch(/<a href="\/x">0<\/a>/)
    expect(html).toMatch(/<a href="\/x">—<\/a>/)
  })
  it('sorts by links, the other way round the second time', async () => {
    const rows = [{ name: 'a', n: 4351 }]
    expect(await draw('Table', { caption: 'c', columns, rows, sortHref })).toContain('href="?n-desc"')
    const sorted = await draw('Table', { caption: 'c', columns, rows, sortHref, sort: { key: 'n', dir: 'desc' } })
    expect(sorted).toContain('href="?n-asc"')
    expect(sorted).toContain('aria-sort="descending"')
    expect(sorted).toContain('4.351')
  })
  it('puts the total first and says what each cell is on phones', async () => {
    const html = await draw('Table', {
      caption: 'c',
      columns,
      rows: [{ name: 'a', n: 1 }],
      total: { name: 'all', n: 1 },
    })
    expect(html.indexOf('all')).toBeLessThan(html.indexOf('>a<'))
    expect(html).toContain('data-l="Số"')
  })
})

describe('fields', () => {
  it('tie label, hint and error to the control', async () => {
    const html = await draw('TextField', { name: 'so', label: 'Số', hint: 'h', error: 'sai', value: 'x"y' })
    expect(html).toContain('for="f-so"')
    expect(html).toContain('aria-describedby="f-so-h f-so-e"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('value="x&quot;y"')
  })
  it('show an ISO day the way people write it, and keep what is no day', async () => {
    expect(await draw('DayField', { name: 'd', label: 'Ngày', value: '2023-09-21' })).toContain('value="21/09/2023"')
    expect(await draw('DayField', { name: 'd', label: 'Ngày', value: '31/02/2020' })).toContain('value="31/02/2020"')
  })
})

it('MarkGrid is plain radios with totals', async () => {
  const html = await draw('MarkGrid', {
    name: 'm',
    ofLabel: 'người',
    answers: [
      { value: 'y', label: 'Có', counts: true },
      { value: 'n', label: 'K' },
    ],
    people: [
      { id: '1', name: 'Bế Thị Ngọc Anh', value: 'y' },
      { id: '2', name: 'Lý Minh Châu', value: 'n' },
    ],
  })
  expect(html.match(/type="radio"/g)).toHaveLength(4)
  expect(html).toContain('name="m.1"')
  expect(html).toContain('50,00%')
  expect(html).toContain('Ngọc <b>Anh</b>')
})

it('Tree opens the way to what is looked for and keeps its count', async () => {
  const nodes = [{ id: 'a', label: 'Sở Tài chính', children: [{ id: 'b', label: 'Tổ Đầu tư', count: 1200 }] }]
  const html = await draw('Tree', { label: 'Cây', nodes, query: 'dau tu' })
  expect(html).toMatch(/<details open/)
  expect(html).toContain('1.200')
  expect(await draw('Tree', { label: 'Cây', nodes, query: 'zzz' })).toContain('Không có gì khớp')
})

it('Organigram is a well-formed file of its own, names with signs included, and links on a page', async () => {
  const { drawChart } = await import('./organigram.ts')
  const top = {
    id: 'a',
    label: 'Đảng bộ <Khối> & "Sở"',
    note: '9 đảng viên',
    href: '/x',
    children: [{ id: 'b', label: 'Chi bộ' }],
  }
  const props = { drawing: drawChart(top, 3), title: 'Sơ đồ & "tổ chức"' }
  const alone = await draw('Organigram', { ...props, alone: true })
  expect(alone).not.toContain('<a ')
  expect(alone).toContain('xmlns="http://www.w3.org/2000/svg"')
  expect(alone).toContain('text-anchor: middle')
  expect(alone).toMatch(/&lt;Khối(>|&gt;) &amp; /)
  const open: string[] = []
  for (const [, slash, name, empty] of alone.matchAll(/<(\/?)([\w-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g)) {
    if (slash) expect(open.pop()).toBe(name)
    else if (!empty) open.push(name as string)
  }
  expect(open).toEqual([])
  // Nothing that looks like a tag but is none.
  expect(alone.replaceAll(/<(\/?)([\w-]+)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g, '')).not.toContain('<')
  expect(await draw('Organigram', props)).toContain('href="/x"')
})

it('TimeScrubber stands, between two days of change, at the earlier one, and leads to both', async () => {
  const marks = [
    { day: '2020-01-01', label: 'thành lập 3', href: '/a', amount: 3 },
    { day: '2022-01-01', label: 'thay đổi 1', href: '/b', amount: 1 },
    { day: '2023-06-01', label: 'hôm nay', href: '/c', amount: 0 },
    { day: '2024-01-01', label: 'kết thúc 1', href: '/d', amount: 1 },
  ]
  const html = await draw('TimeScrubber', { marks, at: '2022-07-15', fromLabel: '2020', toLabel: '2024' })
  expect(html).toMatch(/type="range"[^>]*max="3"[^>]*value="1"/)
  expect(html).toContain('aria-valuetext="15/07/2022"')
  expect(html).toMatch(/href="\/b" rel="prev"/)
  expect(html).toMatch(/href="\/c" rel="next"/)
  expect(html).toMatch(/label="01\/01\/2022: thay đổi 1"/)
})
