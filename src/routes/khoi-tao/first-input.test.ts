// What the first form says is judged whole before its one-time token is used up: a slip must not cost the token.
import { expect, test } from 'vitest'
import { validate } from '#platform/operation/execute.ts'
import { firstInput } from './first-input.ts'

const given = {
  token: 'x'.repeat(32),
  name: 'Đảng bộ Khối',
  slug: 'khoi-co-quan',
  foundedOn: '01/01/2020',
  userName: 'Quan.Tri',
  displayName: 'Quản trị',
  password: 'mat-khau-dai-lam',
}

test.each([
  ['slug', 'Khối cơ quan', 'tenancy.slug_shape'],
  ['userName', 'quản trị', 'identity.user_name_shape'],
  ['password', 'ngan', 'field.too_short:10'],
])('a wrong %s is refused', (field, value, code) => {
  expect(() => validate(firstInput, { ...given, [field]: value })).toThrow(
    expect.objectContaining({ fields: { [field]: code } }),
  )
})

test('a right one is taken, its user name in small letters', () => {
  expect(validate(firstInput, given)).toMatchObject({ userName: 'quan.tri', slug: 'khoi-co-quan' })
})
