// The whole product in one list: what the API offers, what the laws check, which sentences errors have.
import { commonErrors } from '#kernel/error-messages.ts'
import type { ErrorCatalogue } from '#kernel/errors.ts'
import { accessErrors, accessOperations, accessQueries } from '#modules/access/access.server.ts'
import { identityErrors, identityOperations, identityQueries } from '#modules/identity/identity.server.ts'
import { tenancyErrors } from '#modules/tenancy/tenancy.server.ts'
import type { AnyOperation, AnyQuery } from '#platform/operation/operation.ts'

export const operations: readonly AnyOperation[] = [...identityOperations, ...accessOperations]

export const queries: readonly AnyQuery[] = [...identityQueries, ...accessQueries]

export const errors: ErrorCatalogue = { ...commonErrors, ...tenancyErrors, ...identityErrors, ...accessErrors }
