// Thread that sets PDF papers: typesetting is synchronous native work and must not hold up the pages of other people.
// Started by pdf.ts from its place in the source tree, so it imports nothing of the product but types.
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { parentPort, workerData } from 'node:worker_threads'

export interface TypstSetup {
  readonly workspace: string
  readonly fonts: readonly string[]
}

export interface TypstJob {
  readonly id: number
  readonly template: string
  readonly data: string
  readonly createdAtSeconds: number
}

export type TypstAnswer =
  | { readonly id: number; readonly pdf: Uint8Array; readonly milliseconds: number }
  | { readonly id: number; readonly problem: string }

const setup = workerData as TypstSetup
const compiler = NodeCompiler.create({
  workspace: setup.workspace,
  fontArgs: [{ fontPaths: [...setup.fonts] }],
})

function setPaper(job: TypstJob): TypstAnswer {
  const began = performance.now()
  const result = compiler.compile({
    mainFilePath: `${setup.workspace}/${job.template}.typ`,
    inputs: { data: job.data },
  })
  const doc = result.result
  if (!doc || result.hasError()) {
    const failure = result.takeDiagnostics()
    return { id: job.id, problem: JSON.stringify(failure ? compiler.fetchDiagnostics(failure) : 'unknown') }
  }
  const pdf = compiler.pdf(doc, { pdfStandard: 'a-2u', creationTimestamp: job.createdAtSeconds })
  // The compiler remembers every layout it has seen; without this, memory grows with each paper.
  compiler.evictCache(5)
  return { id: job.id, pdf: new Uint8Array(pdf), milliseconds: performance.now() - began }
}

parentPort?.on('message', (job: TypstJob) => {
  let answer: TypstAnswer
  try {
    answer = setPaper(job)
  } catch (error) {
    answer = { id: job.id, problem: String(error) }
  }
  parentPort?.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer as ArrayBuffer] : [])
})
