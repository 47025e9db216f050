// The portal is complete without scripts; none is sent.
export const csr = false
