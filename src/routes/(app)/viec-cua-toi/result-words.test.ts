// A check that failed says where, why and what to do; one that held says so.
import { expect, test } from 'vitest'
import { resultWords } from './result-words.ts'

const found = { entries: 1200, sealed: 1200, unsealed: 0, head: { ordinal: 1200, hash: '' } }

test('the check of the log is told in a sentence', () => {
  expect(resultWords('audit.verify-chain', { ...found, ok: true })).toMatchObject({
    good: true,
    text: expect.stringContaining('1.200'),
  })
  const broken = resultWords('audit.verify-chain', { ...found, ok: false, brokenAt: 7, reason: 'hash_differs' })
  expect(broken).toMatchObject({ good: false, text: expect.stringMatching(/thứ 7: nội dung đã bị sửa\. .+\.$/) })
  expect(resultWords('reports.some-file', { fileId: 'x' })).toBeNull()
  expect(resultWords('audit.verify-chain', null)).toBeNull()
})
