// The whole product in one list: what the API offers, what the laws check, which sentences errors have, which jobs run.
// Loading it declares every module's indicators.
import { commonErrors } from '#kernel/error-messages.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { accessErrors, accessOperations, accessQueries } from '#modules/access/access.server.ts'
import { admissionsErrors, admissionsOperations, admissionsQueries } from '#modules/admissions/admissions.server.ts'
import { agendaQueries } from '#modules/agenda/agenda.server.ts'
import { badgesErrors, badgesOperations, badgesQueries } from '#modules/badges/badges.server.ts'
import { committeesErrors, committeesOperations, committeesQueries } from '#modules/committees/committees.server.ts'
import { classesErrors, classesOperations, classesQueries } from '#modules/classes/classes.server.ts'
import {
  conferencesErrors,
  conferencesOperations,
  conferencesQueries,
} from '#modules/conferences/conferences.server.ts'
import {
  coordinationErrors,
  coordinationOperations,
  coordinationQueries,
} from '#modules/coordination/coordination.server.ts'
import { congressesErrors, congressesOperations, congressesQueries } from '#modules/congresses/congresses.server.ts'
import { decisionErrors, listDecisions } from '#modules/decisions/decisions.server.ts'
import { duesErrors, duesOperations, duesQueries } from '#modules/dues/dues.server.ts'
import { figuresErrors, figuresQueries } from '#modules/figures/figures.server.ts'
import { guestsErrors, guestsOperations, guestsQueries } from '#modules/guests/guests.server.ts'
import { handoversErrors } from '#modules/handovers/handovers.server.ts'
import { identityErrors, identityOperations, identityQueries } from '#modules/identity/identity.server.ts'
import { intakeErrors, intakeJobs, intakeOperations, intakeQueries } from '#modules/intake/intake.server.ts'
import { meetingsErrors, meetingsOperations, meetingsQueries } from '#modules/meetings/meetings.server.ts'
import { portalErrors, portalOperations, portalQueries } from '#modules/portal/portal.server.ts'
import {
  reorganisationsErrors,
  reorganisationsOperations,
  reorganisationsQueries,
  reorganisationTasks,
} from '#modules/reorganisations/reorganisations.server.ts'
import { qualityErrors, qualityQueries } from '#modules/quality/quality.server.ts'
import { reportsErrors, reportsOperations, reportsQueries } from '#modules/reports/reports.server.ts'
import {
  residenceErrors,
  residenceOperations,
  residenceQueries,
  residenceTasks,
} from '#modules/residence/residence.server.ts'
import { rulebookErrors, rulebookOperations, rulebookQueries } from '#modules/rulebook/rulebook.server.ts'
import { targetsErrors, targetsOperations, targetsQueries } from '#modules/targets/targets.server.ts'
import { tenancyErrors } from '#modules/tenancy/tenancy.server.ts'
import { membersErrors, membersOperations, membersQueries } from '#modules/members/members.server.ts'
import { recordsErrors, recordsOperations, recordsQueries } from '#modules/records/records.server.ts'
import {
  transferJobs,
  transfersErrors,
  transfersOperations,
  transfersQueries,
} from '#modules/transfers/transfers.server.ts'
import { unitErrors, unitOperations, unitQueries } from '#modules/units/units.server.ts'
import { fileErrors } from '#platform/files/file-messages.ts'
import { readFile } from '#platform/files/read-file.ts'
import { auditJobs, auditOperations, auditQueries } from '#platform/audit/audit-operations.ts'
import type { AnyJob } from '#platform/jobs/define-job.ts'
import { jobErrors } from '#platform/jobs/job-messages.ts'
import { jobOperations, jobQueries } from '#platform/jobs/job-operations.ts'
import type { PeriodicTask } from '#platform/jobs/periodic.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'
import { paperErrors } from '#platform/paper/paper-messages.ts'

export const operations: readonly AnyOperation[] = [
  ...identityOperations,
  ...unitOperations,
  ...accessOperations,
  ...guestsOperations,
  ...rulebookOperations,
  ...membersOperations,
  ...recordsOperations,
  ...intakeOperations,
  ...committeesOperations,
  ...congressesOperations,
  ...meetingsOperations,
  ...classesOperations,
  ...admissionsOperations,
  ...transfersOperations,
  ...badgesOperations,
  ...duesOperations,
  ...targetsOperations,
  ...reportsOperations,
  ...conferencesOperations,
  ...coordinationOperations,
  ...residenceOperations,
  ...reorganisationsOperations,
  ...portalOperations,
  ...auditOperations,
  ...jobOperations,
]

export const queries: readonly AnyQuery[] = [
  ...identityQueries,
  listDecisions,
  ...unitQueries,
  ...accessQueries,
  ...guestsQueries,
  ...rulebookQueries,
  ...figuresQueries,
  ...membersQueries,
  ...recordsQueries,
  ...intakeQueries,
  ...committeesQueries,
  ...qualityQueries,
  ...congressesQueries,
  ...meetingsQueries,
  ...admissionsQueries,
  ...classesQueries,
  ...transfersQueries,
  ...badgesQueries,
  ...duesQueries,
  ...targetsQueries,
  ...reportsQueries,
  ...conferencesQueries,
  ...coordinationQueries,
  ...residenceQueries,
  ...reorganisationsQueries,
  ...portalQueries,
  ...agendaQueries,
  readFile,
  ...auditQueries,
  ...jobQueries,
]

export const errors: ErrorCatalogue = {
  ...commonErrors,
  ...jobErrors,
  ...paperErrors,
  ...fileErrors,
  ...tenancyErrors,
  ...identityErrors,
  ...decisionErrors,
  ...unitErrors,
  ...accessErrors,
  ...guestsErrors,
  ...rulebookErrors,
  ...figuresErrors,
  ...membersErrors,
  ...recordsErrors,
  ...intakeErrors,
  ...committeesErrors,
  ...qualityErrors,
  ...congressesErrors,
  ...meetingsErrors,
  ...classesErrors,
  ...admissionsErrors,
  ...transfersErrors,
  ...badgesErrors,
  ...duesErrors,
  ...targetsErrors,
  ...reportsErrors,
  ...conferencesErrors,
  ...coordinationErrors,
  ...residenceErrors,
  ...reorganisationsErrors,
  ...portalErrors,
  ...handoversErrors,
}

export const jobs: readonly AnyJob[] = [...auditJobs, ...intakeJobs, ...transferJobs]

/** Work that nobody asks for, beside the platform's own. */
export const periodic: readonly PeriodicTask[] = [...reorganisationTasks, ...residenceTasks]
