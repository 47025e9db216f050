// What the publication gate looks for.
export type FindingKind =
  'citizen_id' | 'phone' | 'email' | 'card_number' | 'birth_date' | 'discipline' | 'internal' | 'member_name'
