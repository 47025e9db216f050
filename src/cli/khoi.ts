// The command line: finds the command, reads its arguments, turns errors into sentences. One file per command in commands/.
import { type Command, print, runCommand, table, UsageError } from './command.ts'
import { commands } from './commands.ts'

const [name, ...args] = process.argv.slice(2)

process.exitCode = await main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    console.error(`${error.message}\nSee: khoi ${name} --help`)
    return 2
  }
  console.error(process.env['KHOI_LOG'] === 'debug' ? error : error instanceof Error ? error.message : error)
  return 1
})

// The channel to the start script would keep an ended command alive.
if (process.connected) process.disconnect?.()

async function main(): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    print(await overallHelp())
    return name === undefined ? 2 : 0
  }
  const load = commands[name]
  if (!load) {
    console.error(`There is no command "${name}". See: khoi --help`)
    return 2
  }
  return runCommand(await load(), args)
}

async function overallHelp(): Promise<string> {
  const all: Command[] = await Promise.all(Object.values(commands).map((load) => load()))
  return [
    'khoi <command> [options]',
    '',
    table(all.map((command) => [command.name, command.about])),
    '',
    'Settings come from the environment; docs/operations/install.md lists them. Each command has --help.',
  ].join('\n')
}
