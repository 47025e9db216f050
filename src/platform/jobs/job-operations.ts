// What people may do with job runs, for the product's list.
import { cancelRun } from './cancel-run.ts'
import { listRuns, readRun } from './own-runs.ts'

export const jobOperations = [cancelRun]
export const jobQueries = [listRuns, readRun]
