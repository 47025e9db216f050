// PDF/A-2u papers by typst. Users' text travels only as data, so nobody can write into a template.
// One thread and one compiler are kept for the life of the process; papers are set one after another.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { programRoot } from '../program-root.ts'
import { PaperError } from './paper-error.ts'
import type { TypstAnswer, TypstJob, TypstSetup } from './typst-worker.ts'

const HERE = 'src/platform/paper'
const FONT_CUTS = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic']
const DEFAULT_TIMEOUT_MS = 60_000

export type PaperTemplate = 'party-report' | 'conclusion' | 'drawing' | 'certificate' | 'register'

export interface PdfOptions {
  /** Creation instant written into the file: the same data and instant give the same bytes. */
  readonly createdAt: Date
  readonly timeoutMs?: number
}

interface Waiting {
  readonly resolve: (pdf: Uint8Array) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

let thread: Worker | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/**
 * Sets `data` (plain JSON; `paperData(paper)`, for drawings `drawingData(paper)`) into a PDF/A-2u file with embedded fonts.
 * Throws PaperError `paper.template-broken` when the data does not fit the template, `paper.timeout` after `timeoutMs`.
 */
export function renderPdf(template: PaperTemplate, data: unknown, options: PdfOptions): Promise<Uint8Array> {
  const worker = (thread ??= start())
  const job: TypstJob = {
    id: ++lastId,
    template,
    data: JSON.stringify(data),
    createdAtSeconds: Math.floor(options.createdAt.getTime() / 1000),
  }
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // A thread stuck in native code cannot be asked to stop; the next paper starts a new one.
      failAll(new PaperError('paper.timeout', { template }))
      void worker.terminate()
      if (thread === worker) thread = undefined
    }, options.timeoutMs ?? DEFAULT_TIMEOUT_MS)
    waiting.set(job.id, { resolve, reject, timer })
    // Only a paper in the making keeps the process alive.
    worker.ref()
    worker.postMessage(job)
  })
}

/** Ends the thread, for an orderly stop of the process. Papers still waiting fail. */
export async function closePdf(): Promise<void> {
  const worker = thread
  thread = undefined
  failAll(new PaperError('paper.timeout'))
  await worker?.terminate()
}

function start(): Worker {
  const folder = sourceFolder()
  const setup: TypstSetup = { workspace: join(folder, 'templates'), fonts: fontFolders() }
  const worker = new Worker(join(folder, 'typst-worker.ts'), { workerData: setup })
  worker.on('message', (answer: TypstAnswer) => {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker.unref()
    if (!one) return
    clearTimeout(one.timer)
    if ('pdf' in answer) one.resolve(answer.pdf)
    else one.reject(new PaperError('paper.template-broken', { problem: answer.problem }))
  })
  worker.on('error', (error) => {
    if (thread === worker) thread = undefined
    failAll(new PaperError('paper.template-broken', {}, { cause: error }))
  })
  return worker
}

function failAll(error: Error): void {
  for (const one of waiting.values()) {
    clearTimeout(one.timer)
    one.reject(error)
  }
  waiting.clear()
}

// In a bundle this module lies elsewhere, while templates and thread stay in the source tree that ships with the product.
const sourceFolder = (): string => join(programRoot(join(HERE, 'typst-worker.ts')), HERE)

function fontFolders(): string[] {
  const root = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
  return FONT_CUTS.map((cut) => join(root, cut))
}
