// A refused form of a page with several actions, whichever it was.

export interface Failure {
  errors: Record<string, string>
  values: Record<string, string>
}

/** What was refused and what was typed; null when nothing was. */
export function failureOf(form: unknown): Failure | null {
  if (typeof form !== 'object' || form === null || !('errors' in form) || !form.errors) return null
  const { errors, values } = form as unknown as Partial<Failure>
  return { errors: errors ?? {}, values: values ?? {} }
}
