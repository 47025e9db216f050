// Preloaded into the product by tests in which months pass: its clock runs ahead of the machine's by the milliseconds written in the
// file KHOI_TEST_CLOCK. The product itself knows nothing of it.
import { readFileSync } from 'node:fs'

const RealDate = Date
const file = process.env['KHOI_TEST_CLOCK']
if (!file) throw new Error('KHOI_TEST_CLOCK names no file')

/** The file is read again at most every so often: a request asks for the time more than once. */
const READ_EVERY_MS = 20
let ahead = 0
let readAt = -Infinity

function aheadMs(): number {
  const now = performance.now()
  if (now - readAt > READ_EVERY_MS) {
    ahead = Number(readFileSync(file as string, 'utf8')) || 0
    readAt = now
  }
  return ahead
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], newTarget) =>
    given.length === 0
      ? Reflect.construct(target, [RealDate.now() + aheadMs()], newTarget)
      : Reflect.construct(target, given, newTarget),
  apply: () => new RealDate(RealDate.now() + aheadMs()).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? () => RealDate.now() + aheadMs() : (Reflect.get(target, name, receiver) as unknown),
})
