// The face of admissions: from a candidate to a full member. Other modules, routes and the command line import only this file.
import { beginDossier } from './begin-dossier.ts'
import { importDossiers } from './import-dossiers.ts'
import { stepOperations } from './step-operations.ts'
import { voidStep } from './void-step.ts'

export type { ImportedDossier } from './import-dossiers.ts'
export { admissionsErrors } from './admissions-messages.ts'
export { beginDossier, importDossiers, stepOperations, voidStep }

export const admissionsOperations = [beginDossier, ...Object.values(stepOperations), voidStep, importDossiers]
