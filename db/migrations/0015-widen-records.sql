-- The member's whole record (lý lịch, phiếu đảng viên): what is written of a person, periods and events of a life, the papers of the
-- file by stage, the photo; and merging two records of one person without losing a row.
alter table person
  add column birth_name          text,
  add column aliases             text,             -- as written, with commas
  add column birth_place         text,
  add column home_place_new      text,             -- today's name of the native place, where names changed
  add column residence           text,             -- permanent
  add column residence_temporary text,
  add column general_education   text,             -- code: how far at school
  add column general_grade       text,             -- 12/12, 10/10: class finished of the system of the time
  add column professional_level  text,             -- code
  add column specialty           text,
  add column degree              text,             -- code, the highest (học vị)
  add column academic_title      text,             -- code, the highest (học hàm)
  add column foreign_language    text,             -- language and level, as written
  add column it_level            text,
  add column minority_language   text,
  add column job_before          text,             -- before joining the Party; occupation is the present one
  add column youth_union_on      date,
  add column youth_union_place   text,
  add column recruited_on        date,             -- into the service of State, Party or enterprise
  add column recruited_place     text,
  add column enlisted_on         date,
  add column demobilised_on      date,
  add column war_invalid         text,             -- class, 1/4 to 4/4
  add column martyr_family       boolean not null default false,
  add column merit               text,             -- policy the family comes under, as written
  add column citizen_id_mark     text,             -- keyed fingerprint of the identity number: finds the same one without opening it
  add column photo_id            uuid,
  add column merged_into         uuid,             -- the record that goes on for the same person; this one is kept and no longer listed
  add foreign key (tenant_id, photo_id) references file (tenant_id, id),
  add foreign key (tenant_id, merged_into) references person (tenant_id, id),
  add constraint person_not_merged_into_itself check (merged_into <> id);
create index person_citizen_id on person (tenant_id, citizen_id_mark);
create index person_photo on person (tenant_id, photo_id);
create index person_merged on person (tenant_id, merged_into);

alter table member
  add column card_series        text,              -- which issue of cards the number belongs to
  add column admission_place    text,
  add column confirmation_place text,
  add column declared_on        date,              -- day the member signed the record
  add column certification      text check (certification in ('checked', 'declared')), -- verified and right, or as declared
  add column certified_on       date,
  add column certified_by       text,
  add column merged_into        uuid,              -- the membership that goes on
  add foreign key (tenant_id, merged_into) references member (tenant_id, id),
  add constraint member_not_merged_into_itself check (merged_into <> id);
create index member_merged on member (tenant_id, merged_into);
create index member_file_number on member (tenant_id, file_number);

-- What is written of a person and kept under seal: read only by an operation that logs who read it.
create table person_sealed (
  tenant_id    uuid not null references tenant (id),
  person_id    uuid not null,
  field        text not null check (field in ('health', 'income', 'property', 'history_notes')),
  value_sealed bytea,                              -- null: emptied
  changed_at   timestamptz not null,
  changed_by   uuid,
  primary key (tenant_id, person_id, field),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);

-- When each part of the record was last gone through, by whom, and whether on the member's behalf.
create table record_section (
  tenant_id uuid not null references tenant (id),
  person_id uuid not null,
  section   text not null,
  on_behalf boolean not null default false,        -- entered by the cell for a member who wrote it on paper
  saved_at  timestamptz not null,
  saved_by  uuid,
  primary key (tenant_id, person_id, section),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);

-- Periods and events of a life. A correction is a new row that names the one it corrects; nothing is deleted.
create table record_entry (
  tenant_id       uuid not null references tenant (id),
  id              uuid not null,
  person_id       uuid not null,
  kind            text not null check (kind in ('work', 'post', 'training', 'trip', 'reward', 'discipline', 'relative', 'sponsor')),
  from_on         text check (from_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'), -- as exact as it is known: 1998, 1998-09 or 1998-09-02
  to_on           text check (to_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'),   -- inclusive; null: not ended, or a single event
  title           text,                            -- what: work, post, course, purpose, form of reward; a sponsor's name
  code            text,                            -- of the kind's list: form of study, form of discipline, relation
  place           text,                            -- where: unit, school, country
  detail          text,                            -- diploma of a course; post of a sponsor
  number          text,                            -- of the decision or diploma
  decided_on      date,
  decider         text,
  decision_id     uuid,                            -- the paper, where the register has it
  other_person_id uuid,                            -- a sponsor who is in the register
  details_sealed  bytea,                           -- JSON of what few may read: a relative's data, the reason of a discipline
  note            text,
  on_behalf       boolean not null default false,
  version         integer not null default 1,
  corrects_id     uuid,                            -- an earlier row of this table
  recorded_at     timestamptz not null,
  recorded_by     uuid,
  voided_at       timestamptz,                     -- corrected or entered by mistake: kept for the record
  voided_by       uuid,
  void_reason     text,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, other_person_id) references person (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id)
);
create index record_entry_person on record_entry (tenant_id, person_id, kind);
create index record_entry_kind on record_entry (tenant_id, kind, decided_on);
create unique index record_entry_corrects on record_entry (tenant_id, corrects_id);

-- Papers of a person's file, by the stage at which they come in: before the cell votes, after it agreed, when official, later.
create table record_document (
  tenant_id   uuid not null references tenant (id),
  id          uuid not null,
  person_id   uuid not null,
  stage       text not null check (stage in ('A', 'B', 'C', 'later')),
  kind        text not null,                       -- code of the rulebook's list of papers
  title       text,                                -- for kinds that need to be told apart
  form_code   text,
  number      text,
  issued_on   date,
  issuer      text,
  decision_id uuid,
  file_id     uuid,
  note        text,
  on_behalf   boolean not null default false,
  version     integer not null default 1,
  corrects_id uuid,                                -- an earlier row of this table
  recorded_at timestamptz not null,
  recorded_by uuid,
  voided_at   timestamptz,
  voided_by   uuid,
  void_reason text,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, decision_id) references decision (tenant_id, id),
  foreign key (tenant_id, file_id) references file (tenant_id, id)
);
create index record_document_person on record_document (tenant_id, person_id, stage);
create index record_document_file on record_document (tenant_id, file_id);
create unique index record_document_corrects on record_document (tenant_id, corrects_id);

-- Two records made one: what was chosen, what stood there before on both sides, and which rows went over, so that it can be undone.
create table person_merge (
  tenant_id        uuid not null references tenant (id),
  id               uuid not null,
  kept_id          uuid not null,
  merged_id        uuid not null,
  kept_member_id   uuid,
  merged_member_id uuid,
  reason           text not null,
  fields           jsonb not null,                 -- per differing field: {field, kept, merged, taken}; masked values are named, never told
  moved            jsonb not null,                 -- rows led over: [{table, column, keys}]
  stayed           jsonb not null,                 -- rows that could not go over because the kept record has the same: the same shape
  spans            jsonb not null,                 -- rows of member_cell and member_status before and after: {before, after}
  merged_at        timestamptz not null,
  merged_by        uuid,
  undone_at        timestamptz,
  undone_by        uuid,
  undo_reason      text,
  primary key (tenant_id, id),
  foreign key (tenant_id, kept_id) references person (tenant_id, id),
  foreign key (tenant_id, merged_id) references person (tenant_id, id),
  foreign key (tenant_id, kept_member_id) references member (tenant_id, id),
  foreign key (tenant_id, merged_member_id) references member (tenant_id, id)
);
create index person_merge_kept on person_merge (tenant_id, kept_id);
create index person_merge_merged on person_merge (tenant_id, merged_id);

-- Two people who look like one and are not: asked once.
create table person_distinct (
  tenant_id   uuid not null references tenant (id),
  person_id   uuid not null,                       -- the lower id of the two
  other_id    uuid not null,
  reason      text,
  recorded_at timestamptz not null,
  recorded_by uuid,
  withdrawn_at timestamptz,
  primary key (tenant_id, person_id, other_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, other_id) references person (tenant_id, id),
  check (person_id < other_id)
);

do $$
declare t text;
begin
  foreach t in array array['person_sealed', 'record_section', 'record_entry', 'record_document', 'person_merge', 'person_distinct'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
  grant delete on member_status to khoi_app; -- when two memberships become one; person_merge keeps what was
end $$;
