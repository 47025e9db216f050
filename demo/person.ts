// Who an invented person is. No phone or identity number here can belong to anybody: prefixes that were never given out.
import { addDays, addMonths, dayOf, yearOf } from '#kernel/day.ts'
import type { Day } from '#kernel/day.ts'
import type { BlocDefinition } from './blocs.ts'
import { personName } from './names.ts'
import type { Sex } from './names.ts'
import type { Random } from './random.ts'

export interface PersonFacts {
  fullName: string
  sex: Sex
  birthOn: Day
  ethnicity: string
  religion: string | null
  homePlace: string
  education: string
  theoryLevel: string
  occupation: string
  phone: string
  citizenId: string
}

const VILLAGES = [
  'Nà Rụa', 'Tân Hòa', 'Yên Phúc', 'Hồng Châu', 'Bản Khoang', 'Lương Thịnh', 'Đại Xuân', 'Trung Nghĩa', 'Thượng Cát Sơn', 'Vĩnh Lại Đông',
] // prettier-ignore

const OCCUPATIONS: readonly (readonly [string, number])[] = [
  ['Chuyên viên', 40], ['Chuyên viên chính', 14], ['Kế toán', 7], ['Trưởng phòng', 8], ['Phó Trưởng phòng', 9], ['Kỹ sư', 6],
  ['Giảng viên', 4], ['Bác sĩ', 4], ['Điều dưỡng', 3], ['Thanh tra viên', 3], ['Văn thư', 3], ['Lái xe', 2], ['Giám đốc', 1], ['Phó Giám đốc', 2],
] // prettier-ignore

/** Somebody who was of working age between two ages on a day. */
export function invent(
  definition: BlocDefinition,
  chance: Random,
  given: { aged: readonly [number, number]; on: Day; young?: boolean },
): PersonFacts {
  const sex: Sex = chance.chance(given.young ? 0.52 : 0.45) ? 'female' : 'male'
  const ethnicity = chance.weighted(definition.peoples)
  // Birthdays lie in the middle of months, so that "full years" are never a matter of one day.
  const birthOn = addDays(addMonths(dayOf(yearOf(given.on), Number(given.on.slice(5, 7)), 1), -12 * chance.between(...given.aged) - chance.between(1, 11)), chance.between(2, 26)) // prettier-ignore
  return {
    fullName: personName(chance, sex, ethnicity),
    sex,
    birthOn,
    ethnicity,
    religion: chance.chance(0.012) ? chance.pick(['buddhism', 'catholicism', 'protestantism']) : null,
    homePlace: `xã ${chance.pick(VILLAGES)}, ${chance.pick(definition.districts)}, tỉnh ${definition.province}`,
    education: chance.weighted([
      ['university', 64], ['master', 19], ['college', 7], ['vocational', 6], ['upper_secondary', 3.4], ['doctor', 0.6],
    ]), // prettier-ignore
    theoryLevel: given.young
      ? chance.weighted([
          ['none', 60],
          ['elementary', 35],
          ['intermediate', 5],
        ])
      : chance.weighted([
          ['intermediate', 48],
          ['advanced', 19],
          ['elementary', 25],
          ['none', 6],
          ['bachelor', 2],
        ]),
    occupation: given.young ? chance.weighted(OCCUPATIONS.slice(0, 3)) : chance.weighted(OCCUPATIONS),
    phone: `01${String(chance.below(100_000_000)).padStart(8, '0')}`,
    citizenId: `099${String(chance.below(1_000_000_000)).padStart(9, '0')}`,
  }
}
