// What a kind of conference begins with: agenda, guests by role and checklist, as the rulebook has them on the day (CONF-TEMPLATE-*).
import type { Day } from '#kernel/day.ts'
import { fieldsOf, itemsOf } from '#modules/rulebook/rulebook.server.ts'
import type { Rulebook } from '#modules/rulebook/rulebook.server.ts'
import type { ChecklistItem } from './conference.ts'

export interface ConferenceTemplate {
  kind: string
  label: string
  title: string
  agenda: string[]
  guests: string[]
  checklist: ChecklistItem[]
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

export function templatesOn(rulebook: Rulebook, on: Day): ConferenceTemplate[] {
  return rulebook.family('CONF-TEMPLATE-', on).map((rule) => {
    const fields = fieldsOf(rule)
    const checklist = rulebook.at(String(fields['checklist']), on)
    return {
      kind: String(fields['kind']),
      label: String(fields['label']),
      title: String(fields['title']),
      agenda: strings(fields['agenda']),
      guests: strings(fields['guests']),
      checklist: (checklist ? itemsOf(checklist) : []).map(({ code, label, phase }) => ({
        code,
        label,
        phase: phase as ChecklistItem['phase'],
        done_on: null,
      })),
    }
  })
}

/** Whom a recommendation may be addressed to (CONF-ADDRESSEES). */
export function addresseesOn(rulebook: Rulebook, on: Day): { code: string; label: string }[] {
  const rule = rulebook.at('CONF-ADDRESSEES', on)
  return rule ? itemsOf(rule).map(({ code, label }) => ({ code, label })) : []
}
