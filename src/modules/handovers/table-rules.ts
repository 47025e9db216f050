// What becomes of each table when units go to another bloc: which of its rows come along, and why some stay. A law beside this file
// fails when a table of a tenant, a natural key or sealed bytes have no rule here.

/** Which rows of a table belong to handed-over units. When a whole bloc goes, all rows of every copied table do. */
export type TableRule =
  /** Small lists that belong to nobody: all rows. */
  | { rows: 'all' }
  /**
   * Rows of handed-over units. `day` (SQL over the row `r`) is the day of the fact: with it, also those of units that belonged to
   * the part for a time, as long as they did, so that its figures of those years stay whole.
   */
  | { rows: 'of-unit'; column: string; day?: string }
  /** Rows of a row that is copied. */
  | { rows: 'with'; table: string; column: string }
  /** Rows that copied rows name: papers, files, people. */
  | { rows: 'named' }
  /** What only the bloc as a whole has: comes along when the whole bloc goes. */
  | { rows: 'of-bloc' }
  /** Written by a step of its own; `units` are the columns that name units, for finding the papers they cite. */
  | { rows: 'by-step'; units: readonly string[] }
  | { rows: 'none'; why: string }

const ofUnit = (column = 'unit_id', day?: string): TableRule => ({ rows: 'of-unit', column, ...(day ? { day } : {}) })
const withRow = (table: string, column = `${table}_id`): TableRule => ({ rows: 'with', table, column })
const none = (why: string): TableRule => ({ rows: 'none', why })
const all: TableRule = { rows: 'all' }
const named: TableRule = { rows: 'named' }
const ofBloc: TableRule = { rows: 'of-bloc' }
const byStep = (...units: string[]): TableRule => ({ rows: 'by-step', units })

export const TABLE_RULES: Readonly<Record<string, TableRule>> = {
  // The tree and who may do what in it.
  unit: byStep('id'),
  unit_version: byStep('unit_id'),
  unit_closure: byStep(),
  unit_lineage: byStep('predecessor_id', 'successor_id'),
  unit_identifier: ofUnit(),
  sector: all,
  locality: all,
  locality_successor: all,
  account: byStep(),
  access_grant: byStep('unit_id'),

  // Papers and people.
  decision: named,
  file: named,
  person: named,
  member: named,
  member_cell: ofUnit('unit_id', 'lower(r.valid)'),
  member_status: withRow('member'),
  member_event: ofUnit('unit_id', 'r.decided_on'),
  person_sealed: withRow('person'),
  record_section: withRow('person'),
  record_entry: withRow('person'),
  record_document: withRow('person'),
  member_exit: withRow('member_event', 'event_id'),
  transfer: withRow('member'),
  transfer_step: withRow('transfer'),
  // Both sides of a pair must be there.
  person_merge: ofBloc,
  person_distinct: ofBloc,

  // What units do.
  meeting: ofUnit('unit_id', 'coalesce(r.held_on, r.month)'),
  attendance: withRow('meeting'),
  admission_dossier: ofUnit(),
  admission_step: withRow('admission_dossier', 'dossier_id'),
  admission_round: ofUnit(),
  admission_round_item: withRow('admission_round', 'round_id'),
  // Called by a unit that may stay: it comes along with whoever attended it.
  training_class: named,
  class_change: withRow('training_class', 'class_id'),
  class_session: withRow('training_class', 'class_id'),
  class_quota: ofUnit(),
  class_enrolment: ofUnit(),
  class_register: ofUnit(),
  class_attendance: withRow('class_enrolment', 'enrolment_id'),
  class_certificate: withRow('class_enrolment', 'enrolment_id'),
  target: ofUnit(),
  task: ofUnit('owner_unit_id'),
  report: ofUnit(),
  report_part: withRow('report'),
  report_narrative: withRow('report'),
  report_snapshot: withRow('report'),
  report_snapshot_figure: withRow('report_snapshot', 'snapshot_id'),
  conference: ofUnit(),
  conference_item: withRow('conference'),
  conference_guest: withRow('conference'),
  conference_paper: withRow('conference'),
  conference_picture: withRow('conference'),
  conclusion_point: withRow('conference'),
  recommendation: withRow('conference'),
  committee_term: ofUnit(),
  body: ofUnit(),
  post_holding: ofUnit(),
  congress: ofUnit(),
  seniority_gap: withRow('member'),
  badge: ofUnit('unit_id', 'coalesce(r.decided_on, r.award_on)'),
  party_card: withRow('member'),
  card_batch: ofUnit(),
  card_line: withRow('card_batch', 'batch_id'),
  dues_class: withRow('member'),
  dues_relief: withRow('member'),
  dues_region: ofUnit(),
  dues_sheet: ofUnit('unit_id', 'r.month'),
  dues_line: withRow('dues_sheet', 'sheet_id'),
  dues_payment: ofUnit('unit_id', 'r.month'),
  dues_remittance: ofUnit('from_unit_id'),

  residence_cell: named,
  residence_link: withRow('member'),
  residence_request: ofUnit(),
  residence_remark: withRow('member'),

  // What only the bloc has.
  article: ofBloc,
  article_picture: withRow('article'),
  article_sentence: withRow('article'),
  article_view: withRow('article'),
  // A part takes along those its members' places of residence name.
  external_body: named,
  regulation: ofBloc,
  regulation_party: withRow('regulation'),
  obligation: withRow('regulation'),
  obligation_done: withRow('obligation'),
  guest_link: ofBloc,
  reorganisation: ofBloc,
  reorganisation_act: withRow('reorganisation'),
  reorganisation_comment: withRow('reorganisation'),
  rule_override: byStep(),

  intake: none('a file read into the old bloc: what was taken of it is in the register'),
  intake_mapping: none('a convenience: the next file is asked about once more'),
  intake_row: none('a file read into the old bloc: what was taken of it is in the register'),
  bridge_line: none('a comparison with the national database as of a day: made again in the new bloc'),
  access_token: none('a token names its bloc: it goes on reading the old one, new ones are made in the new bloc'),
  audit_entry: none('the chain of the old bloc stays whole in the old bloc; the new chain quotes its head'),
  audit_seal: none('the chain of the old bloc stays whole in the old bloc; the new chain quotes its head'),
  transfer_parcel: none('sealed for the bloc it was sent to, and opened there'),
  read_log: none('who read whose masked data is answered for where it was read'),
  correction_request: none('asked of the cell of the old bloc; what it confirmed stands in the record that goes along'),
  read_review: none('the log that was gone through stays in the old bloc'),
  idempotency_key: none('only keeps one form from being taken twice, for a day'),
  job_run: none('work that was done or asked for in the old bloc'),
}

/** What is done when two rows of two blocs have the same natural key. */
export type KeyRule =
  /** They are the same thing: one row, ids united. */
  | 'united'
  /** The units' codes of one bloc all get a letter in front. */
  | 'prefixed'
  /** The column gets the old bloc's name behind it. */
  | { suffixed: string }
  /** It must not be: a fault in the data, told before anything is done. */
  | 'fault'
  /** Rules of the blocs are carried over only when all have the same. */
  | 'compared'

/** Unique and exclusion constraints (and keys) of copied tables that hold no id: two blocs may meet in them. */
export const KEY_RULES: Readonly<Record<string, KeyRule>> = {
  unit_tenant_id_code_key: 'prefixed',
  unit_identifier_tenant_id_scheme_value_valid_excl: 'fault',
  sector_pkey: 'united',
  decision_tenant_id_issuer_kind_number_issued_on_key: 'united',
  member_tenant_id_card_number_key: 'fault',
  badge_number: 'fault',
  account_tenant_id_user_id_key: 'united',
  account_tenant_id_user_name_key: 'united',
  article_tenant_id_slug_key: { suffixed: 'slug' },
  regulation_tenant_id_number_signed_on_key: { suffixed: 'number' },
  rule_override_tenant_id_code_valid_excl: 'compared',
}

/** Sealed bytes that open only in one bloc: who opens and seals them again. */
export const RESEALED: Readonly<Record<string, string>> = {
  'person.citizen_id_sealed': 'members.resealedCitizenId',
  'person_sealed.value_sealed': 'members.resealedField',
  'record_entry.details_sealed': 'records.resealedDetails',
}
