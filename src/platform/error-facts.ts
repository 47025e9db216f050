// What a log may hold of an error: its kind, code and place. Never its message, which may quote what people wrote.

export interface ErrorFacts {
  kind: string
  code?: string
  /** Function and line, innermost first. */
  at: string[]
}

export function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const stack = error.stack ?? ''
  const message = stack.indexOf(error.message)
  // A message that was changed after the throw cannot be cut out of the stack: then no place is told.
  const places = message < 0 ? '' : stack.slice(message + error.message.length)
  const at = places
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 8)
    .map((line) => line.trim().replace(/^at /, ''))
  return { kind: error.name, ...(code === undefined ? {} : { code }), at }
}
