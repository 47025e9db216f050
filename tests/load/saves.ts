// Two hundred secretaries save the attendance of twenty people at once, again and again, over HTTP with their own tokens.
import type { Sitting } from './people.ts'

export interface Saves {
  perSecond: number
  errors: number
  total: number
}

/** Each secretary has one save under way at any time; `rounds` saves each. Every answer is read and must be a success. */
export async function saveAtOnce(origin: string, sittings: readonly Sitting[], rounds: number): Promise<Saves> {
  let errors = 0
  const one = async ({ person, meetingId, memberIds }: Sitting) => {
    for (let version = 1; version <= rounds; version++) {
      const marks = Object.fromEntries(memberIds.map((id, n) => [id, n === version % 20 ? 'excused' : 'present']))
      const reasons = Object.fromEntries(memberIds.map((id, n) => [id, n === version % 20 ? 'Ốm' : '']))
      const response = await fetch(`${origin}/api/v1/meetings/save-attendance`, {
        method: 'POST',
        headers: { authorization: `Bearer ${person.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ meetingId, version, marks, reasons, reason: 'đo tốc độ' }),
      })
      if (!response.ok) {
        errors++
        if (errors === 1) console.error(response.status, await response.text())
        return
      }
      await response.arrayBuffer()
    }
  }
  const began = performance.now()
  await Promise.all(sittings.map(one))
  const total = sittings.length * rounds
  return { perSecond: (total - errors) / ((performance.now() - began) / 1000), errors, total }
}
