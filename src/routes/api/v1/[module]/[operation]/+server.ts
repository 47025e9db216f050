// POST runs an operation, GET asks a query; what exists is in the product's list (src/product.server.ts).
import { answerEvent } from '../../../product-api.server.ts'
import type { RequestHandler } from './$types'

const handler: RequestHandler = (event) => answerEvent(event, `${event.params.module}.${event.params.operation}`)

export const GET = handler
export const POST = handler
// Named, so that a wrong method is answered as a problem like everything else.
export const PUT = handler
export const PATCH = handler
export const DELETE = handler
