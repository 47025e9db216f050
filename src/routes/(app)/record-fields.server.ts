// The fields of a record as a form draws them, one section at a time: labels, choices and what stands.
import {
  codeNames,
  maskedNames,
  RECORD_SECTIONS,
  recordFieldNames,
  religionNames,
  sectionNames,
} from '#modules/members/members.server.ts'
import { correctable, MASKED_INPUTS } from '#modules/records/records.server.ts'
import type { Value } from '#modules/records/records.server.ts'

export interface DrawnField {
  name: string
  label: string
  kind: 'text' | 'long' | 'day' | 'choice'
  options: { value: string; label: string }[]
  value: string | null
  required: boolean
  /** A masked field that is not told: it is emptied by this name. */
  clear: string | null
}

export type Section = (typeof SECTIONS)[number]
export const SECTIONS = [...RECORD_SECTIONS, 'masked'] as const

/** The section an address asks for; the first for anything else. */
export const sectionIn = (url: URL): Section =>
  SECTIONS.find((section) => section === url.searchParams.get('phan')) ?? 'identity'

const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

const YES_NO = [
  { value: 'yes', label: 'Có' },
  { value: 'no', label: 'Không' },
]
const LONG = ['property', 'historyNotes']
const words = codeNames as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>

/** `from`: all the form may touch, what a member may ask for when not told. `shown`: masked fields are told (to the member); else they stand empty and stay as they are. */
export function drawnFields(
  section: Section,
  values: Readonly<Record<string, Value>>,
  shown: boolean,
  from: readonly (typeof correctable)[number][] = correctable,
): DrawnField[] {
  const text = (value: Value | undefined) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? null))
  if (section === 'masked')
    return Object.entries(MASKED_INPUTS).map(([name, field]) => ({
      name,
      label: maskedNames[field],
      kind: name === 'religion' ? 'choice' : LONG.includes(name) ? 'long' : 'text',
      options: name === 'religion' ? optionsOf(religionNames) : [],
      value: shown ? text(values[name]) : null,
      required: false,
      clear: shown ? null : field,
    }))
  return from
    .filter((field) => field.section === section)
    .map(({ name, kind, ...field }) => ({
      name,
      label: recordFieldNames[name],
      kind: kind === 'flag' ? 'choice' : kind,
      options: kind === 'flag' ? YES_NO : optionsOf(words[name] ?? {}),
      value: text(values[name]),
      required: 'required' in field,
      clear: null,
    }))
}

export const sectionTabs = (path: string, current: Section) =>
  SECTIONS.map((section) => ({
    href: `${path}?phan=${section}`,
    label: sectionNames[section],
    current: section === current,
  }))
