// Tells whether a process number still means the same process: numbers are given again after a death,
// so every number we keep is kept together with the moment the process began.
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

/** Alive, not merely unburied: a killed child whose parent never collects it still answers signals. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return linuxStat(pid)?.state !== 'Z'
}

/** A text that no other process, before or after, shares with this one; null when the process is gone. */
export function birthOf(pid: number): string | null {
  if (process.platform === 'linux') {
    const stat = linuxStat(pid)
    return stat && stat.state !== 'Z' ? `${bootId()}:${stat.startedTicks}` : null
  }
  return processListing(pid, 'lstart=')
}

/** Whether this process is a PostgreSQL server working in `cluster` (an absolute, resolved path). */
export function isServerOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') {
    try {
      const program = basename(readlinkSync(`/proc/${pid}/exe`)).replace(' (deleted)', '')
      return program === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === cluster
    } catch {
      return false
    }
  }
  const command = processListing(pid, 'command=')
  return command !== null && command.includes('postgres') && command.includes(cluster)
}

function linuxStat(pid: number): { state: string; startedTicks: string } | null {
  if (process.platform !== 'linux') return null
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The program's name stands in brackets and may itself hold spaces and brackets: count from the last one.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startedTicks: fields[19] ?? '' }
  } catch {
    return null
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}

function processListing(pid: number, column: string): string | null {
  const listing = spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' })
  return listing.status === 0 && listing.stdout.trim() !== '' ? listing.stdout.trim() : null
}
