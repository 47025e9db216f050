// What people may do with the audit log, for the product's list.
import { listEntries, readChainState } from './list-entries.ts'
import { readVerification, startVerification, verifyChainJob } from './verify-chain.ts'

export const auditOperations = [startVerification]
export const auditQueries = [listEntries, readChainState, readVerification]
export const auditJobs = [verifyChainJob]
