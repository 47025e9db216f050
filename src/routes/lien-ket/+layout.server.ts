// Pages of guests are complete without scripts; none is sent.
export const csr = false
