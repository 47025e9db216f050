// The parts of a composition in the order and words of the page and its sheet.
import { ageBandNames, educationNames, sexNames, theoryNames } from '#modules/members/members.server.ts'
import { compositionNames, DIMENSIONS, UNKNOWN } from '#modules/committees/committees.server.ts'
import type { Dimension } from '#modules/committees/committees.server.ts'

const values: Record<Dimension, Readonly<Record<string, string>>> = {
  sex: sexNames,
  ethnicity: {
    kinh: compositionNames['ethnicity.kinh'] ?? '',
    minority: compositionNames['ethnicity.minority'] ?? '',
  },
  age: ageBandNames,
  education: educationNames,
  theory: theoryNames,
  service: {
    new: compositionNames['service.new'] ?? '',
    returning: compositionNames['service.returning'] ?? '',
  },
}

/** Every part with its words; what is not known last, where there is some. */
export function partsOf(counts: Readonly<Record<string, number>>) {
  return DIMENSIONS.map((dimension) => ({
    dimension,
    label: compositionNames[dimension] ?? dimension,
    parts: [...Object.entries(values[dimension]), [UNKNOWN, compositionNames[UNKNOWN] ?? ''] as const].flatMap(
      ([value, label]) => {
        const code = `${dimension}.${value}`
        const count = counts[code] ?? 0
        return value === UNKNOWN && count === 0 ? [] : [{ code, label, count }]
      },
    ),
  }))
}

/** The words of one part, e.g. "Giới tính: Nữ"; null for no part. */
export function partWords(code: string | null): string | null {
  const [dimension, value] = (code ?? '').split('.') as [Dimension, string]
  const label = values[dimension]?.[value] ?? (value === UNKNOWN ? compositionNames[UNKNOWN] : undefined)
  return label ? `${compositionNames[dimension]}: ${label}` : null
}
