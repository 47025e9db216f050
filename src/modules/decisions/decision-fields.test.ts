// A form's empty paper is none, a half-filled one is named field by field, a full one is understood.
import { AppError } from '#kernel/errors.ts'
import { validate } from '#platform/operation/execute.ts'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { decisionFields } from './decision-fields.ts'

const schema = v.object(decisionFields())
const fieldsOf = (input: unknown) => {
  try {
    return validate(schema, input)
  } catch (error) {
    return error instanceof AppError ? error.fields : error
  }
}

describe('decisionFields', () => {
  it('takes nothing, null, and a form left blank as no paper', () => {
    const none = { decisionId: null, decision: null }
    expect(fieldsOf({})).toEqual(none)
    expect(fieldsOf({ decisionId: '', decision: null })).toEqual(none)
    expect(fieldsOf({ decision: { number: '', issuedOn: '  ', issuer: '', signer: '', abstract: '' } })).toEqual(none)
  })

  it('reads a paper as people write it', () => {
    expect(
      fieldsOf({
        decision: { number: ' 412-QĐ/ĐUK ', issuedOn: '21/9/2023', issuer: 'Đảng ủy Khối', abstract: 'Về việc' },
      }),
    ).toEqual({
      decisionId: null,
      decision: {
        number: '412-QĐ/ĐUK',
        kind: 'decision',
        issuedOn: '2023-09-21',
        issuer: 'Đảng ủy Khối',
        signer: null,
        abstract: 'Về việc',
      },
    })
  })

  it('asks for the rest of a paper begun', () => {
    expect(fieldsOf({ decision: { number: '412', issuedOn: '31/02/2023' } })).toEqual({
      'decision.issuedOn': 'field.day',
      'decision.issuer': 'field.required',
      'decision.abstract': 'field.required',
    })
  })
})
