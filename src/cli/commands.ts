// The table of commands. A new one: a file in commands/ and a line here; it is loaded only when it is called.
import type { Command } from './command.ts'

export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  work: async () => (await import('./commands/work.ts')).work,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  demo: async () => (await import('./commands/demo.ts')).demo,
  figures: async () => (await import('./commands/figures.ts')).figures,
  'create-tenant': async () => (await import('./commands/create-tenant.ts')).createTenantCommand,
  token: async () => (await import('./commands/token.ts')).token,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  backup: async () => (await import('./commands/backup.ts')).backup,
  audit: async () => (await import('./commands/audit.ts')).audit,
  'merge-blocs': async () => (await import('./commands/merge-blocs.ts')).mergeBlocsCommand,
  'end-bloc': async () => (await import('./commands/end-bloc.ts')).endBlocCommand,
  restore: async () => (await import('./commands/restore.ts')).restore,
}
