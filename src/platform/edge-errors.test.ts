// Every refusal of the store, the paper layer and the mailer has a sentence that says what to do, and carries no stranger's data on.
import { expect, test } from 'vitest'
import { commonErrors } from '#kernel/error-messages.ts'
import { AppError, explainError } from '#kernel/errors.ts'
import { asAddressError, asAppError, mayPass } from './edge-errors.ts'
import { FileError } from './files/file-error.ts'
import type { FileErrorCode } from './files/file-error.ts'
import { fileErrors } from './files/file-messages.ts'
import { MailError } from './mail-error.ts'
import { PaperError } from './paper/paper-error.ts'
import type { PaperErrorCode } from './paper/paper-error.ts'
import { paperErrors } from './paper/paper-messages.ts'

const PAPER = [
  'paper.template-broken',
  'paper.timeout',
  'paper.not-a-workbook',
  'paper.encrypted',
  'paper.macros',
  'paper.too-large',
  'paper.zip-bomb',
  'paper.too-many-rows',
  'paper.too-many-cells',
  'paper.no-such-sheet',
] as const satisfies readonly PaperErrorCode[]
const FILES = [
  'files.too-large',
  'files.kind-refused',
  'files.picture-broken',
  'files.missing',
  'files.damaged',
  'files.store-failed',
] as const satisfies readonly FileErrorCode[]

const errors = { ...commonErrors, ...fileErrors, ...paperErrors }
const details = { max: 5 * 1024 * 1024, problem: 'Nguyễn Văn A', sha256: 'abc' }

test.each([
  ...PAPER.map((code) => new PaperError(code, details)),
  ...FILES.map((code) => new FileError(code, details)),
  new MailError('letter not sent'),
])('$code is told in words', (error) => {
  const told = asAppError(error)
  expect(told).toBeInstanceOf(AppError)
  expect((told as AppError).details).toEqual('details' in error ? { max: details.max } : {})
  const view = explainError(errors, told, 'r')
  expect(view.code).not.toBe('unexpected')
  expect(view.message).toMatch(/\. .+\.$/s)
  expect(view.message).not.toContain('undefined')
})

test('anything else stays what it was, and only passing faults are tried again', () => {
  const other = new Error('x')
  expect(asAppError(other)).toBe(other)
  expect(mayPass(other)).toBe(true)
  expect(mayPass(new AppError('not_found'))).toBe(false)
  expect(mayPass(new FileError('files.store-failed'))).toBe(true)
  expect(mayPass(new PaperError('paper.macros'))).toBe(false)
})

test('a malformed id in an address answers like an unknown one; another wrong value does not', () => {
  const codeOf = (error: unknown) => (error instanceof AppError ? error.code : null)
  expect(codeOf(asAddressError(new AppError('invalid_input', {}, { memberId: 'field.id' })))).toBe('not_found')
  expect(codeOf(asAddressError(new AppError('invalid_input', {}, { page: 'field.integer' })))).toBe('invalid_input')
  expect(codeOf(asAddressError(new FileError('files.missing')))).toBe('files.missing')
  expect(asAddressError('x')).toBe('x')
})
