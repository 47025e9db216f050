-- Conferences from invitation to conclusion, and the articles of the portal drafted from them.
create table conference (
  tenant_id    uuid not null references tenant (id),
  id           uuid not null,
  unit_id      uuid not null,                 -- who holds it
  kind         text not null,                 -- code of a template in the rulebook: nine_month_review, thematic, workshop …
  title        text not null,
  ordinal      integer,                       -- no. of the committee's conferences in its term
  term         text,                          -- ordinal of the term, e.g. XIV
  theme        text,
  starts_at    timestamptz not null,
  ends_at      timestamptz,
  place        text,
  chair        text,                          -- who presides
  state        text not null check (state in ('planned', 'held', 'concluded')),
  report_id    uuid,                          -- the lead report
  conclusion   text,
  concluded_on date,
  checklist    jsonb not null default '[]',   -- [{code, label, phase, done_on}] as the rulebook had it when the conference was planned
  version      integer not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, report_id) references report (tenant_id, id)
);
create index conference_starts on conference (tenant_id, starts_at);

create table conference_item (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  conference_id uuid not null,
  ordinal       integer not null,
  minutes_long  integer,
  text          text not null,
  presenter     text,
  primary key (tenant_id, id),
  unique (tenant_id, conference_id, ordinal) deferrable initially immediate,
  foreign key (tenant_id, conference_id) references conference (tenant_id, id)
);

create table conference_guest (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  conference_id uuid not null,
  ordinal       integer not null,
  role          text not null,                -- who is invited, by role
  invited       integer not null check (invited >= 0),
  attended      integer check (attended >= 0 and attended <= invited),
  primary key (tenant_id, id),
  foreign key (tenant_id, conference_id) references conference (tenant_id, id)
);

create table conference_paper (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  conference_id uuid not null,
  ordinal       integer not null,
  kind          text not null check (kind in ('lead_report', 'paper', 'statement', 'directive')),
  title         text not null,
  unit_id       uuid,                         -- whose paper, when a unit of the bloc
  author        text not null,
  state         text not null check (state in ('asked', 'received', 'approved', 'presented')),
  body          text,
  file_id       uuid,
  version       integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, conference_id) references conference (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, file_id) references file (tenant_id, id)
);

create table recommendation (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  conference_id uuid not null,
  ordinal       integer not null,
  level         text not null,                -- whom it is addressed to: code of CONF-ADDRESSEES in the rulebook
  text          text not null,
  raised_by     text,
  state         text not null check (state in ('open', 'answered', 'refused')),
  answer        text,
  answered_on   date,
  version       integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, conference_id) references conference (tenant_id, id)
);

create table conclusion_point (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  conference_id uuid not null,
  ordinal       integer not null,
  text          text not null,
  owner_unit_id uuid,                         -- who carries it out; known at the latest when the conference is concluded
  due_on        date,
  task_id       uuid,                         -- the task it became
  primary key (tenant_id, id),
  foreign key (tenant_id, conference_id) references conference (tenant_id, id),
  foreign key (tenant_id, owner_unit_id) references unit (tenant_id, id),
  foreign key (tenant_id, task_id) references task (tenant_id, id)
);

create table conference_picture (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  conference_id uuid not null,
  file_id       uuid not null,
  ordinal       integer not null,
  caption       text not null,
  credit        text,
  primary key (tenant_id, id),
  foreign key (tenant_id, conference_id) references conference (tenant_id, id),
  foreign key (tenant_id, file_id) references file (tenant_id, id)
);

create table article (
  tenant_id     uuid not null references tenant (id),
  id            uuid not null,
  slug          text not null,
  section       text not null,                -- code of the portal's sections
  title         text not null,
  lead          text not null,
  author        text not null,
  state         text not null check (state in ('draft', 'in_review', 'approved', 'published', 'withdrawn')),
  conference_id uuid,
  tags          text[] not null default '{}',
  folded        text not null,                -- all its text without marks: search
  submitted_by  uuid,
  approved_by   uuid,
  note          text,                         -- why it was given back or withdrawn
  confirmations jsonb not null default '{}',  -- findings of the publication gate confirmed with a reason: {key: {reason, by, at}}
  published_at  timestamptz,
  version       integer not null default 1,
  recorded_at   timestamptz not null,
  changed_at    timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  foreign key (tenant_id, conference_id) references conference (tenant_id, id)
);
create index article_published on article (tenant_id, published_at desc) where state = 'published';

create table article_sentence (
  tenant_id   uuid not null references tenant (id),
  article_id  uuid not null,
  ordinal     integer not null,
  paragraph   integer not null,
  text        text not null,
  source_kind text not null check (source_kind in ('conference', 'conference_item', 'conference_guest', 'conference_paper', 'recommendation', 'conclusion_point', 'figure', 'editor')),
  source_id   text,                           -- the line it came from; a figure as indicator@unit@snapshot
  edited      boolean not null default false, -- changed by hand since it was drafted
  primary key (tenant_id, article_id, ordinal),
  foreign key (tenant_id, article_id) references article (tenant_id, id)
);

create table article_picture (
  tenant_id  uuid not null references tenant (id),
  article_id uuid not null,
  file_id    uuid not null,
  ordinal    integer not null,
  caption    text not null,
  credit     text,
  primary key (tenant_id, article_id, file_id),
  foreign key (tenant_id, article_id) references article (tenant_id, id),
  foreign key (tenant_id, file_id) references file (tenant_id, id)
);

create table article_view (
  tenant_id  uuid not null references tenant (id),
  article_id uuid not null,
  day        date not null,
  views      integer not null,
  primary key (tenant_id, article_id, day),
  foreign key (tenant_id, article_id) references article (tenant_id, id)
);

do $$
declare t text;
begin
  foreach t in array array['conference', 'conference_item', 'conference_guest', 'conference_paper', 'recommendation', 'conclusion_point',
                           'conference_picture', 'article', 'article_sentence', 'article_picture', 'article_view'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I using (tenant_id = nullif(current_setting(''khoi.tenant'', true), '''')::uuid)', t);
    execute format('grant select, insert, update on %I to khoi_app', t);
  end loop;
  grant delete on conference_item, conference_guest, conference_paper, recommendation, conclusion_point, conference_picture,
                  article_sentence, article_picture to khoi_app;
end $$;
