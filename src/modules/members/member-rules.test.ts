// The rulebook's word on memberships: confirmed rules refuse, unconfirmed ones warn, and each is judged by the version of its day.
import { day } from '#kernel/day.ts'
import { AppError } from '#kernel/errors.ts'
import { rulebookOf } from '#modules/rulebook/rulebook.server.ts'
import { describe, expect, it } from 'vitest'
import { decidedOnTime, enforce, judgeAdmission, judgeConfirmation, legalConfirmationDay } from './member-rules.ts'

const rules = rulebookOf([])
const outcomes = (verdicts: ReturnType<typeof judgeAdmission>) =>
  Object.fromEntries(verdicts.map((each) => [each.explanation.code, each.outcome]))

describe('admission', () => {
  const born = (iso: string, decided: string) =>
    outcomes(judgeAdmission(rules, { birthOn: day(iso), education: 'university', decidedOn: day(decided) }))

  it('counts the age by month', () => {
    expect(born('2004-05-31', '2022-05-01')['AGE_MIN']).toBe('kept')
    expect(born('2004-06-01', '2022-05-31')['AGE_MIN']).toBe('refusal')
    expect(born('1962-05-01', '2022-05-31')['AGE_MAX']).toBe('kept')
    expect(born('1962-04-30', '2022-05-01')['AGE_MAX']).toBe('refusal')
  })

  it('only warns where the text of the rule was not read', () => {
    expect(born('2009-01-01', '2026-01-01')['AGE_MIN']).toBe('warning')
    expect(
      enforce(
        judgeAdmission(rules, { birthOn: day('2009-01-01'), education: null, decidedOn: day('2026-01-01') }),
        'birthOn',
      )[0],
    ).toMatch(/^Cần kiểm tra lại: .*294-QĐ\/TW/)
  })

  it('looks at schooling where it is known', () => {
    const on = day('2022-05-01')
    const judge = (education: string | null) =>
      outcomes(judgeAdmission(rules, { birthOn: day('1990-01-01'), education, decidedOn: on }))
    expect(judge('primary')['ADMISSION_EDUCATION']).toBe('refusal')
    expect(judge('lower_secondary')['ADMISSION_EDUCATION']).toBe('kept')
    expect(judge(null)['ADMISSION_EDUCATION']).toBeUndefined()
  })
})

describe('confirmation', () => {
  it('falls on the end of probation, also from the last of February', () => {
    expect(legalConfirmationDay(rules, day('2020-02-29'))).toBe('2021-02-28')
    expect(legalConfirmationDay(rules, day('2022-03-15'))).toBe('2023-03-15')
    expect(legalConfirmationDay(rules, day('1975-03-15'))).toBeNull()
  })

  it('is refused before the end of probation, with the rule as the reason', () => {
    const facts = { admittedOn: day('2022-03-15'), decidedOn: day('2023-03-14'), effectiveOn: day('2023-03-15') }
    const refused = () => enforce(judgeConfirmation(rules, facts), 'decidedOn')
    expect(refused).toThrow(AppError)
    try {
      refused()
    } catch (error) {
      expect(error).toMatchObject({ code: 'members.rule', fields: { decidedOn: 'members.rule' } })
      expect((error as AppError).details['sentence']).toMatch(/12 tháng/)
    }
    expect(enforce(judgeConfirmation(rules, { ...facts, decidedOn: day('2023-03-15') }), 'decidedOn')).toEqual([])
  })

  it('keeps the legal day however late it is decided', () => {
    const late = { admittedOn: day('2022-03-15'), decidedOn: day('2024-01-10') }
    expect(outcomes(judgeConfirmation(rules, { ...late, effectiveOn: day('2023-03-15') }))).toEqual({
      PROBATION: 'kept',
      OFFICIAL_DAY: 'kept',
    })
    expect(outcomes(judgeConfirmation(rules, { ...late, effectiveOn: day('2024-01-10') }))['OFFICIAL_DAY']).toBe(
      'refusal',
    )
  })

  it('is on time within the working days of review and decision', () => {
    const legal = day('2023-03-15')
    expect(decidedOnTime(rules, legal, day('2023-06-07'))).toBe(true)
    expect(decidedOnTime(rules, legal, day('2023-06-08'))).toBe(false)
    expect(decidedOnTime(rules, day('1980-01-01'), day('1990-01-01'))).toBeNull()
  })
})
