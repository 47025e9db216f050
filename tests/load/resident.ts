// Memory of a process and all its children, shared pages counted once (PSS). Linux only; elsewhere null.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

function parents(): Map<number, number[]> {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const ppid = Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1])
      children.set(ppid, [...(children.get(ppid) ?? []), Number(name)])
    } catch {
      // The process ended while we looked.
    }
  }
  return children
}

/** Megabytes, or null where the system does not tell. The database server is told apart by its own pid: it is no child of ours. */
export function residentMegabytes(pids: readonly number[]): number | null {
  if (!existsSync('/proc/self/smaps_rollup')) return null
  const children = parents()
  const all = new Set<number>()
  const walk = (pid: number) => {
    if (all.has(pid)) return
    all.add(pid)
    for (const child of children.get(pid) ?? []) walk(child)
  }
  pids.forEach(walk)
  let kilobytes = 0
  for (const pid of all) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // The process ended while we looked.
    }
  }
  return kilobytes / 1024
}
