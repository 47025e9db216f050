// Certificates that classes have issued to somebody on the way and that the dossier does not have yet: told as the next thing to do,
// and taken over instead of typed.
import type { Day } from '#kernel/day.ts'
import type { Id } from '#kernel/ids.ts'
import { certificatesOf } from '#modules/classes/classes.server.ts'
import type { Certificate } from '#modules/classes/classes.server.ts'
import type { ReadContext } from '#platform/operation/operation.ts'
import type { Dossier } from './dossier.ts'
import type { StoredDossier } from './dossier-store.ts'
import { FROM } from './steps.ts'

type CertificateStep = 'certificate' | 'new_class'

export interface OfferedCertificate extends Pick<Certificate, 'number' | 'issuedOn' | 'issuer' | 'classTitle'> {
  /** The step that takes it over. */
  kind: CertificateStep
}

const STEP_OF: Readonly<Partial<Record<Certificate['kind'], CertificateStep>>> = {
  awareness: 'certificate',
  new_member: 'new_class',
}

/** Which of a person's certificates a dossier lacks today, in the order given. */
export function offeredTo(
  dossier: Pick<Dossier, 'stage' | 'certificate' | 'newClass' | 'ceremonyOn'>,
  certificates: readonly Certificate[],
  today: Day,
): OfferedCertificate[] {
  return certificates.flatMap(({ kind, number, issuedOn, issuer, classTitle, validUntil }) => {
    const step = STEP_OF[kind]
    if (!step || !FROM[step].includes(dossier.stage) || (validUntil !== null && validUntil < today)) return []
    const lacks =
      step === 'certificate'
        ? dossier.certificate === null || issuedOn > dossier.certificate.on
        : // One of a membership of before does not count for this one.
          dossier.newClass === null && dossier.ceremonyOn !== null && issuedOn >= dossier.ceremonyOn
    return lacks ? [{ kind: step, number, issuedOn, issuer, classTitle }] : []
  })
}

/** The same of many dossiers by their ids; those that lack none are missing. Two statements. */
export async function offeredOf(
  ctx: ReadContext,
  folded: readonly { stored: Pick<StoredDossier, 'id' | 'personId'>; dossier: Dossier }[],
): Promise<Map<Id, OfferedCertificate[]>> {
  const certificates = await certificatesOf(
    ctx,
    folded.map(({ stored }) => stored.personId),
  )
  const byPerson = Map.groupBy(certificates, (each) => each.personId)
  return new Map(
    folded.flatMap(({ stored, dossier }): [Id, OfferedCertificate[]][] => {
      const offered = offeredTo(dossier, byPerson.get(stored.personId) ?? [], ctx.today)
      return offered.length > 0 ? [[stored.id, offered]] : []
    }),
  )
}
