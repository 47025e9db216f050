// Face of targets: what is to be reached and how far it is, and tasks from giving to closing.
import { cancelTask } from './cancel-task.ts'
import { closeTask } from './close-task.ts'
import { createTask } from './create-task.ts'
import { listTargets } from './list-targets.ts'
import { listTasks } from './list-tasks.ts'
import './open-tasks.ts'
import './target-figures.ts'
import { reportTask } from './report-task.ts'
import { setTarget } from './set-target.ts'
import { setTargets } from './set-targets.ts'

export { addTasks } from './create-task.ts'
export type { NewTask } from './create-task.ts'
export type { CarriedTarget, TargetShare } from './carried-target.ts'
export { carriedWords, lineageActs, roundingNote } from './lineage-messages.ts'
export { targetsOf } from './list-targets.ts'
export { targetsOn } from './read-carried.ts'
export { tasksDue } from './list-tasks.ts'
export { progressOf } from './target.ts'
export type { Progress, TargetStatus } from './target.ts'
export { targetsErrors } from './targets-messages.ts'
export type { TaskState } from './task.ts'
export { cancelTask, closeTask, createTask, listTargets, listTasks, reportTask, setTarget, setTargets }

export const targetsOperations = [setTarget, setTargets, createTask, reportTask, closeTask, cancelTask]
export const targetsQueries = [listTargets, listTasks]
