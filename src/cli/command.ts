// What a command of the command line is, how its arguments are read, and how its help is printed.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface Option {
  readonly type: 'string' | 'boolean'
  /** What it does, one line. */
  readonly about: string
  /** Name of the value in the help, for strings. */
  readonly value?: string
  /** May be given several times; the values come as a list. */
  readonly many?: true
}

export interface Arguments {
  readonly options: Readonly<Record<string, string | boolean | string[] | undefined>>
  readonly positionals: readonly string[]
}

export interface Command {
  readonly name: string
  /** One line for the overall help. */
  readonly about: string
  /** Positional arguments as the help shows them, such as `<directory>`. */
  readonly takes?: string
  readonly options: Readonly<Record<string, Option>>
  /** Lines after the options in the command's own help. */
  readonly notes?: string
  /** Returns the exit code; 0 when nothing is returned. Throws an Error whose message is for the person at the console. */
  run(given: Arguments): Promise<number | void>
}

/** A wrong call: the message is followed by a pointer to the help. */
export class UsageError extends Error {}

/** Options many commands share. */
export const jsonOption: Option = { type: 'boolean', about: 'print data as JSON instead of text' }

const helpOption: Option = { type: 'boolean', about: 'show this help' }

/** Reads the arguments of a command and runs it. */
export async function runCommand(command: Command, args: readonly string[]): Promise<number> {
  const declared: Readonly<Record<string, Option>> = { ...command.options, help: helpOption }
  let given
  try {
    const options = Object.fromEntries(
      Object.entries(declared).map(([name, { type, many }]) => [name, { type, multiple: many === true }]),
    )
    given = parseArgs({ args: [...args], options, allowPositionals: command.takes !== undefined, strict: true })
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error })
  }
  if (given.values['help']) {
    print(commandHelp(command))
    return 0
  }
  return (await command.run({ options: given.values as Arguments['options'], positionals: given.positionals })) ?? 0
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = Object.entries<Option>({ ...command.options, help: helpOption }).map(
    ([name, { value, about }]) => [`--${name}${value ? ` <${value}>` : ''}`, about] as const,
  )
  const usage = `khoi ${command.name}${command.takes ? ` ${command.takes}` : ''} [options]`
  return [
    `${command.about}.`,
    '',
    `  ${usage}`,
    '',
    table(options),
    ...(command.notes ? ['', command.notes] : []),
  ].join('\n')
}

/** Rows with their first column padded, indented by two. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, cell.length)), [])
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd()).join('\n')
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(data: unknown): void {
  print(JSON.stringify(data, null, 2))
}

/** A path somebody typed, from where he stood (npm changes the directory before it starts us). */
export function typedPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
}

/** The only positional argument. Throws a UsageError when it is missing or there are more. */
export function onlyPositional(given: Arguments, name: string): string {
  const [value, ...more] = given.positionals
  if (value === undefined || more.length > 0) throw new UsageError(`give exactly one ${name}`)
  return value
}

/** A required string option. */
export function requiredOption(given: Arguments, name: string): string {
  const value = given.options[name]
  if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is needed`)
  return value
}

/** A required option that may be given several times. */
export function requiredOptions(given: Arguments, name: string): string[] {
  const values = given.options[name]
  if (!Array.isArray(values) || values.length === 0) throw new UsageError(`--${name} is needed`)
  return values
}
