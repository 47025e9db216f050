// From the fields of a deed's form to the operation's input: the day of signing is asked once and is the paper's day, too.

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** `abstract` says in the paper's words what is done, for papers that are not on file yet. */
export function withPaper(posted: Record<string, unknown>, abstract: string): Record<string, unknown> {
  const paper = (posted['decision'] ?? {}) as Record<string, unknown>
  const named = text(paper['number']) !== '' && text(posted['decisionId']) === ''
  return {
    ...posted,
    decision: named ? { ...paper, issuedOn: posted['decidedOn'], abstract } : null,
  }
}
