// khoi merge-blocs: two or more blocs become one, by a decision, from a day on.
import { foreseeMerger, mergeBlocs, ownTransactions, settle } from '#modules/handovers/handovers.server.ts'
import type { MergeRequest } from '#modules/handovers/handovers.server.ts'
import { database } from '#platform/db/database.ts'
import { refreshStatistics } from '#platform/db/refresh-statistics.ts'
import type { ConnectionTargets } from '#platform/db/targets.ts'
import { type Arguments, type Command, jsonOption, print, printJson, requiredOption, requiredOptions, UsageError } from '../command.ts' // prettier-ignore
import { requiredDay, requiredDecision } from '../day-option.ts'
import { inWords } from '../in-words.ts'
import { showCarriedOver, showForesight } from '../show-hand-over.ts'
import { withDatabase } from '../with-database.ts'

export const mergeBlocsCommand: Command = {
  name: 'merge-blocs',
  about: 'join whole blocs into one: a new bloc, or one of them that goes on',
  options: {
    into: { type: 'string', value: 'slug', about: 'the bloc that receives' },
    create: { type: 'boolean', about: 'make that bloc; its first day is the day of the merger (with --name)' },
    name: { type: 'string', value: 'text', about: 'official name of the bloc that is made' },
    from: { type: 'string', value: 'slug', about: 'a bloc that is joined; once for each', many: true },
    on: { type: 'string', value: 'day', about: 'first day of the new order, such as 01/08/2019; today or earlier' },
    decision: { type: 'string', value: 'paper', about: '"number;day of issue;issuer;about what", and ";signer"' },
    'keep-rights': { type: 'boolean', about: 'who has a role over a whole old bloc has it over the whole new one' },
    'dry-run': { type: 'boolean', about: 'say what would come and what forbids it; change nothing' },
    json: jsonOption,
  },
  notes: `Make a backup first ("khoi backup"). The old blocs stay, and are only read from then on. Broken off, the same command goes
on where it stopped. Exits with 1 when something forbids it. See docs/operations/hand-over.md.`,
  run: (given) => withDatabase((targets) => inWords(() => run(given, targets))),
}

function requestOf(given: Arguments): MergeRequest {
  const { options } = given
  const create = options['create'] === true ? requiredOption(given, 'name') : null
  if (create === null && options['name'] !== undefined) throw new UsageError('--name goes with --create')
  return {
    from: requiredOptions(given, 'from'),
    into: requiredOption(given, 'into'),
    create,
    on: requiredDay(given, 'on'),
    decision: requiredDecision(given),
    keepRights: options['keep-rights'] === true,
  }
}

async function run(given: Arguments, targets: ConnectionTargets): Promise<number> {
  const json = given.options['json'] === true
  const [request, rooms, now] = [requestOf(given), ownTransactions(database()), new Date()]
  if (given.options['dry-run']) {
    const foresight = await foreseeMerger(rooms, request, now)
    if (!json) return showForesight(foresight)
    printJson(foresight)
    return foresight.faults.length === 0 ? 0 : 1
  }
  const progress = (text: string) => (json ? undefined : print(`  ${text}`))
  const done = await mergeBlocs(rooms, request, { now, progress, settle: (bloc) => settle(database(), bloc) })
  await refreshStatistics(targets.owner)
  if (json) printJson(done.map(({ rows, ...each }) => ({ ...each, rows: Object.fromEntries(rows) })))
  else showCarriedOver(done)
  return 0
}
