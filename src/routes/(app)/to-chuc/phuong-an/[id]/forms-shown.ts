// Which forms stand on a plan's page now. What was refused of a form that is gone (another window was quicker) is told above the page.
import type { Posted } from '../../../hoi-nghi/form-state.ts'

interface Shown {
  mayEdit: boolean
  acts: { building: { draft: { actId: string | null } | null } | null } | null
  simulation: {
    open: readonly { area: string; unitId: string }[]
    thresholds: readonly { unitId: string; needsConsent: boolean }[]
    worthWord: readonly { code: string; unitId: string | null }[]
  } | null
  talk: { comments: readonly { id: string; answer: string | null }[]; mayComment: boolean; mayAnswer: boolean } | null
  carrying: { may: Readonly<Record<(typeof STEPS)[keyof typeof STEPS], boolean>> } | null
}

/** The form of a step, and what allows it. */
const STEPS = {
  'gui-y-kien': 'share',
  chot: 'schedule',
  'thuc-hien': 'apply',
  'huy-lich': 'unschedule',
  'huy-ket-qua': 'reverse',
  rut: 'withdraw',
  'dinh-chinh': 'correct',
} as const

/** The names (`f`) of the forms that tell their own refusals. */
function formsShown({ mayEdit, acts, simulation, talk, carrying }: Shown): string[] {
  if (acts) {
    const { building } = acts
    if (building?.draft) return [building.draft.actId === null ? 'them' : 'sua-viec']
    return ['bo-viec', 'thu-tu', ...(building ? ['keo-tha'] : [])]
  }
  if (talk) {
    const open = talk.mayAnswer ? talk.comments.filter(({ answer }) => answer === null) : []
    return [...(talk.mayComment ? ['y-kien'] : []), ...open.map(({ id }) => `tra-loi-${id}`)]
  }
  if (carrying) return Object.entries(STEPS).flatMap(([form, step]) => (carrying.may[step] ? [form] : []))
  if (!simulation || !mayEdit) return []
  return [
    ...simulation.open.map(({ area, unitId }) => `giao-${area}-${unitId}`),
    ...simulation.thresholds.flatMap((each) => (each.needsConsent ? [`dong-y-${each.unitId}`] : [])),
    ...simulation.worthWord.flatMap(({ code, unitId }) => (code === 'no_secretary' ? [`bi-thu-${unitId}`] : [])),
  ]
}

/** The sentences of a refusal whose form is not on the page any more; none when its form tells them. */
export function refusedElsewhere(posted: Posted, page: Shown): string[] {
  if (!posted || !('errors' in posted)) return []
  const form = posted.values?.['f']
  if (typeof form === 'string' && formsShown(page).includes(form)) return []
  return [...new Set(Object.values(posted.errors ?? {}))]
}
