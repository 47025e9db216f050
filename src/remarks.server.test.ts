// What an operation remarked is told on the next page, once, whatever its length.
import { expect, it } from 'vitest'
import { keepRemarks, takeRemarks } from './remarks.server.ts'

/** A browser's cookies as an event shows them. */
function visit() {
  const jar = new Map<string, string>()
  const cookies = {
    get: (name: string) => jar.get(name),
    set: (name: string, value: string) => void jar.set(name, value),
    delete: (name: string) => void jar.delete(name),
  }
  return { jar, event: { cookies, url: new URL('https://khoi.test/') } as unknown as Parameters<typeof takeRemarks>[0] }
}

it('tells each sentence once', () => {
  const { event } = visit()
  keepRemarks(event, { memberId: '1', warnings: ['Quá tuổi kết nạp.', 'Quá tuổi kết nạp.', 'Chưa có giấy.'] })
  expect(takeRemarks(event)).toEqual(['Quá tuổi kết nạp.', 'Chưa có giấy.'])
  expect(takeRemarks(event)).toEqual([])
})

it('keeps nothing where nothing was remarked', () => {
  const { event, jar } = visit()
  for (const result of [null, undefined, 'x', {}, { warnings: [] }, { warnings: 3 }, { warnings: [{ code: 'x' }] }])
    keepRemarks(event, result)
  expect(jar.size).toBe(0)
})

it('stays within what a cookie holds', () => {
  const { event, jar } = visit()
  const sentences = Array.from(
    { length: 60 },
    (_, n) => `Đảng viên thứ ${n} chưa đủ thời gian dự bị theo Điều lệ Đảng.`,
  )
  keepRemarks(event, { warnings: sentences })
  expect([...jar.values()][0]!.length).toBeLessThanOrEqual(3600)
  const told = takeRemarks(event)
  expect(told.length).toBeGreaterThan(10)
  expect(told).toEqual(sentences.slice(0, told.length))
})

it('is not led astray by a foreign cookie', () => {
  for (const foreign of [
    '%%%',
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[1,null]').toString('base64url'),
  ]) {
    const { event, jar } = visit()
    jar.set('khoi_nhac', foreign)
    expect(takeRemarks(event)).toEqual([])
    expect(jar.size).toBe(0)
  }
})
