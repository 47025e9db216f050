-- The data of the benchmark, made by the server itself: each bloc has 80 grassroots units, 600 cells, 8,000 members and 5 years of
-- monthly meetings (about 480,000 attendance rows). Deterministic: every id is drawn from its own number.
create function pg_temp.uid(bloc int, kind text, n bigint) returns uuid language sql immutable as $$
  select (substr(h, 1, 12) || '7' || substr(h, 14, 3) || '8' || substr(h, 18))::uuid from (select md5(bloc || kind || n) as h) x
$$;
create function pg_temp.part(kind text, n bigint, size int) returns int language sql immutable as $$
  select (('x' || substr(md5(kind || n), 1, 7))::bit(28)::int % size)
$$;

-- blocs, units: 1 root, 50 committees with 570 sub-cells, 30 grassroots cells
insert into tenant (id, slug, name, created_at) values (pg_temp.uid(:bloc, 'tenant', 0), 'tai-' || :bloc, 'Khối thử ' || :bloc, '2021-01-01');
create temp table u as
  select 0 as n, 'bloc' as kind, null::int as parent
  union all select n, case when n <= 50 then 'grassroots_committee' else 'grassroots_cell' end, 0 from generate_series(1, 80) n
  union all select n, 'sub_cell', 1 + (n % 50) from generate_series(81, 650) n;
insert into unit (tenant_id, id, code, recorded_at) select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'unit', n), 'U' || n, '2021-01-01' from u;
insert into unit_version (tenant_id, id, unit_id, valid, kind, name, short_name, folded, parent_id, ordinal, recorded_at)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'version', n), pg_temp.uid(:bloc, 'unit', n), '[2015-01-01,)', kind,
         'Chi bộ số ' || n, 'CB ' || n, 'chi bo so ' || n, pg_temp.uid(:bloc, 'unit', parent), n, '2021-01-01' from u;
insert into unit_closure (tenant_id, ancestor_id, descendant_id, depth, valid, final)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'unit', a.n), pg_temp.uid(:bloc, 'unit', d.n), d.depth, '[2015-01-01,)', true
  from (select n as a, n, 0 as depth from u
        union all select parent, n, 1 from u where parent is not null
        union all select 0, n, 2 from u where parent > 0) d
  join u a on a.n = d.a;

-- members: about 13 a cell; ten in a hundred are women of the age band young, four in a hundred probationary
create temp table m as
  select n, 51 + (n % 600) as cell, pg_temp.part('age', n, 12000) as age, pg_temp.part('sex', n, 100) < 45 as woman,
         pg_temp.part('new', n, 100) < 4 as probationary
  from generate_series(1, 8000) n;
insert into person (tenant_id, id, full_name, folded, sort_key, sex, birth_on, ethnicity, recorded_at, changed_at)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'person', n),
         'Nguyễn Thị ' || g || ' ' || n, 'nguyen thi ' || lower(g) || ' ' || n, lower(g) || ' nguyen thi ' || n,
         case when woman then 'female' else 'male' end, date '1962-01-01' + age, case when n % 5 = 0 then 'tay' else 'kinh' end, '2021-01-01', '2021-01-01'
  from (select m.*, (array['An','Binh','Chi','Dung','Giang','Ha','Hoa','Lan','Minh','Nam','Quang','Son','Tam','Van'])[1 + n % 14] as g from m) x;
insert into member (tenant_id, id, person_id, card_number, admitted_on, confirmed_on, recorded_at, changed_at)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'member', n), pg_temp.uid(:bloc, 'person', n), :bloc || '-' || n,
         case when probationary then date '2026-01-05' + (n % 240)::int else date '2015-01-01' + pg_temp.part('adm', n, 2000) end,
         case when probationary then null else date '2016-01-01' + pg_temp.part('adm', n, 2000) end, '2021-01-01', '2021-01-01' from m;
insert into member_status (tenant_id, id, member_id, status, valid, recorded_at)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'status', n), pg_temp.uid(:bloc, 'member', n),
         case when probationary then 'probationary' else 'full' end,
         case when probationary then daterange(date '2026-01-05' + (n % 240)::int, null) else '[2016-01-01,)' end, '2021-01-01' from m;
insert into member_cell (tenant_id, id, member_id, unit_id, valid, recorded_at)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'cell', n), pg_temp.uid(:bloc, 'member', n), pg_temp.uid(:bloc, 'unit', cell),
         case when probationary then daterange(date '2026-01-05' + (n % 240)::int, null) else '[2015-01-01,)' end, '2021-01-01' from m;
insert into member_event (tenant_id, id, member_id, unit_id, kind, effective_on, decided_on, recorded_at)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'admission', n), pg_temp.uid(:bloc, 'member', n), pg_temp.uid(:bloc, 'unit', cell),
         'admission', date '2026-01-05' + (n % 240)::int, date '2026-01-01' + (n % 240)::int, '2021-01-01' from m where probationary;
insert into member_event (tenant_id, id, member_id, unit_id, kind, effective_on, decided_on, on_time, recorded_at)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'confirmation', n), pg_temp.uid(:bloc, 'member', n), pg_temp.uid(:bloc, 'unit', cell),
         'confirmation', d, d, true, '2021-01-01' from (select *, date '2021-10-01' + pg_temp.part('conf', n, 1800) as d from m where n % 10 = 3) x;

-- meetings: 60 months of 600 cells, one in four thematic; attendance of every member of the cell
create temp table s as
  select cell, i, (date '2021-10-01' + make_interval(months => i))::date as month, cell * 100 + i as n
  from generate_series(51, 650) cell, generate_series(0, 59) i;
insert into meeting (tenant_id, id, unit_id, kind, month, state, held_on, thematic, topic, recorded_at, changed_at)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'meeting', n), pg_temp.uid(:bloc, 'unit', cell), 'regular', month, 'held',
         month + 3 + (n % 20), i % 3 = 0, case when i % 3 = 0 then 'Chuyên đề ' || i end, '2021-01-01', '2021-01-01' from s;
insert into attendance (tenant_id, meeting_id, member_id, mark)
  select pg_temp.uid(:bloc, 'tenant', 0), pg_temp.uid(:bloc, 'meeting', s.n), pg_temp.uid(:bloc, 'member', m.n),
         case when (s.n + m.n) % 29 = 0 then 'excused' when (s.n + m.n) % 97 = 0 then 'absent' else 'present' end
  from s join m on m.cell = s.cell;
drop table u, m, s;
