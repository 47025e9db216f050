// Where a finding is mended: one tap from the list to the form. Pure.
import type { Id } from '#kernel/ids.ts'
import type { mendNames } from './quality-messages.ts'

export type Mend = keyof typeof mendNames

export interface FoundAt {
  rule: string
  unitId: Id
  /** null: the cell itself. */
  memberId: Id | null
  name: string
  /** The last event of its kind that is not voided. */
  admissionId: Id | null
  confirmationId: Id | null
}

const events: Readonly<Record<string, 'admissionId' | 'confirmationId'>> = {
  DATA_ADMISSION_PAPER: 'admissionId',
  DATA_CONFIRMATION_PAPER: 'confirmationId',
  DATA_CONFIRMED_EARLY: 'confirmationId',
  DATA_DECIDED_ORDER: 'admissionId',
  DATA_STATUS_DAY: 'confirmationId',
  DATA_FUTURE_DAY: 'admissionId',
}

const compared = ['DATA_DUPLICATE_PERSON', 'DATA_CITIZEN_ID_TWICE', 'DATA_CITIZEN_ID_SAME']

/** The form, and the verb that leads to it. */
export function mendingOf(found: FoundAt): { mend: Mend; href: string } {
  const { rule, memberId, unitId } = found
  if (memberId === null) {
    return rule === 'DATA_CELL_SECRETARY'
      ? { mend: 'secretary', href: `/to-chuc/${unitId}/cap-uy/chuc-vu/moi` }
      : { mend: 'members', href: `/dang-vien?don-vi=${unitId}` }
  }
  const profile = `/dang-vien/${memberId}`
  const event = events[rule]
  if (event) {
    const id = found[event]
    return id ? { mend: 'event', href: `${profile}/dinh-chinh?su-kien=${id}` } : { mend: 'profile', href: profile }
  }
  if (rule === 'DATA_FILE_PAPERS') return { mend: 'papers', href: `${profile}/giay-to` }
  if (rule === 'DATA_SPONSORS') return { mend: 'papers', href: `${profile}/qua-trinh` }
  if (rule === 'DATA_PROBATION_OVERDUE') return { mend: 'confirm', href: `${profile}/chinh-thuc` }
  if (rule === 'DATA_CELL_ENDED') return { mend: 'move', href: `${profile}/chuyen` }
  if (compared.includes(rule))
    return { mend: 'compare', href: `/dang-vien/trung?${new URLSearchParams({ 'dang-vien': memberId })}` }
  return { mend: 'person', href: `${profile}/sua` }
}
