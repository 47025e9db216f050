// A refusal is told once: by its form while that stands on the page, above the page when the form is gone.
import { expect, it } from 'vitest'
import { refusedElsewhere } from './forms-shown.ts'

const page = { mayEdit: false, acts: null, simulation: null, talk: null, carrying: null }
const may = { share: false, schedule: false, unschedule: false, apply: false, reverse: false, withdraw: false, correct: false } // prettier-ignore
const refused = (f: string) => ({ errors: { '': 'Đã có người thực hiện.' }, values: { f } })
const told = ['Đã có người thực hiện.']

it('of a step: above the page once the plan is applied', () => {
  expect(refusedElsewhere(refused('thuc-hien'), { ...page, carrying: { may: { ...may, apply: true } } })).toEqual([])
  expect(refusedElsewhere(refused('thuc-hien'), { ...page, carrying: { may: { ...may, correct: true } } })).toEqual(
    told,
  )
  expect(refusedElsewhere(refused('dinh-chinh'), { ...page, carrying: { may: { ...may, correct: true } } })).toEqual([])
})

it('of an act: above the page when the plan or the act cannot be changed any more', () => {
  const acts = (building: { draft: { actId: string | null } | null } | null) => ({ ...page, acts: { building } })
  expect(refusedElsewhere(refused('sua-viec'), acts({ draft: { actId: 'a' } }))).toEqual([])
  expect(refusedElsewhere(refused('them'), acts({ draft: { actId: null } }))).toEqual([])
  expect(refusedElsewhere(refused('sua-viec'), acts({ draft: null }))).toEqual(told)
  expect(refusedElsewhere(refused('keo-tha'), acts({ draft: null }))).toEqual([])
  expect(refusedElsewhere(refused('keo-tha'), acts(null))).toEqual(told)
  expect(refusedElsewhere(refused('bo-viec'), acts(null))).toEqual([])
})

it('of an answer: above the page when somebody else has answered', () => {
  const talk = (answer: string | null) => ({ comments: [{ id: 'c', answer }], mayComment: false, mayAnswer: true })
  expect(refusedElsewhere(refused('tra-loi-c'), { ...page, talk: talk(null) })).toEqual([])
  expect(refusedElsewhere(refused('tra-loi-c'), { ...page, talk: talk('Đồng ý') })).toEqual(told)
  expect(refusedElsewhere(refused('y-kien'), { ...page, talk: talk(null) })).toEqual(told)
})

it('of what the simulation asks for: above the page when it asks no longer', () => {
  const simulation = {
    open: [{ area: 'meetings', unitId: 'u' }],
    thresholds: [{ unitId: 'v', needsConsent: true }],
    worthWord: [{ code: 'no_secretary', unitId: 'w' }],
  }
  for (const f of ['giao-meetings-u', 'dong-y-v', 'bi-thu-w']) {
    expect(refusedElsewhere(refused(f), { ...page, simulation, mayEdit: true })).toEqual([])
    expect(refusedElsewhere(refused(f), { ...page, simulation })).toEqual(told)
  }
  expect(refusedElsewhere(refused('giao-meetings-w'), { ...page, simulation, mayEdit: true })).toEqual(told)
})

it('nothing where nothing was refused', () => {
  expect(refusedElsewhere(null, page)).toEqual([])
  expect(refusedElsewhere({ done: true }, page)).toEqual([])
})
