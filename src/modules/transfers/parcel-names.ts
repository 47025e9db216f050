// Names of the jobs that carry a record between blocs; apart, so that operations can queue them without knowing how they work.
export const SEND_PARCEL = 'transfers.send-parcel'
export const TELL_ORIGIN = 'transfers.tell-origin'
