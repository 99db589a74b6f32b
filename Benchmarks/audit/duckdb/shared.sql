-- What several rules read: the derived datasets.

-- Memberships and agreements of each placement; a blank lot or cluster leaves it open whether a membership counts.
CREATE TABLE placement_routes AS
WITH held AS (
  SELECT p.placement_id, count(*) FILTER (a.kind = 'icb-led') > 0 AS is_icb_led,
    count(*) FILTER (a.kind = 'host authority') > 0 AS is_host_authority,
    count(*) FILTER (a.kind = 'individual contract') > 0 AS has_contract, count(*) FILTER (a.kind = 'spot') > 0 AS has_spot
  FROM placements p JOIN agreements a ON a.provider_id = p.provider_id AND a.placement_id IN (p.placement_id, 'all placements')
    AND p.last_seen BETWEEN a.valid_from AND a.valid_to
  GROUP BY ALL),
homes AS (
  SELECT p.placement_id, fs.framework_id,
    EXISTS (FROM framework_services later WHERE later.service = p.service AND later.valid_from > p.start_date) AS has_later
  FROM placements p LEFT JOIN framework_services fs ON fs.service = p.service AND p.start_date BETWEEN fs.valid_from AND fs.valid_to),
matched AS (
  SELECT p.placement_id, p.last_seen <= m."left" AND p.last_seen >= m.joined AS is_still,
    m.lot IN (p.lot, 'all lots') AND m.cluster IN (p.cluster, 'all clusters') AS matches
  FROM placements p JOIN homes h USING (placement_id)
    JOIN members m ON m.provider_id = p.provider_id AND m.framework_id = h.framework_id AND p.start_date BETWEEN m.joined AND m."left"),
memberships AS (
  SELECT placement_id, coalesce(bool_or(matches), false) AS was, bool_or(matches IS NULL) AS may_have_been,
    coalesce(bool_or(matches AND is_still), false) AS still, bool_or(matches IS NULL AND is_still) AS may_be_still
  FROM matched GROUP BY ALL),
known AS (
  SELECT p.placement_id, p.provider_id, p.service, p.start_date, p.created_date, p.route_recorded AS recorded, h.framework_id,
    CASE WHEN p.end_date IS NULL THEN DATE '9999-12-31'
      WHEN coalesce(p.ended_without_notice, false) THEN p.end_date + t.notice_days
      WHEN t.last_day_paid THEN p.end_date ELSE p.end_date - 1 END AS paid_to,
    p.delivery = 'direct payment' AS is_direct, coalesce(a.is_icb_led, false) AS is_icb_led,
    coalesce(a.is_host_authority, false) AS is_host_authority, coalesce(a.has_contract, false) AS has_contract,
    coalesce(a.has_spot, false) AS has_spot,
    if(coalesce(m.still, false), true, if(coalesce(m.may_be_still, false), NULL, false)) AS is_member,
    if(coalesce(m.was, false), true, if(coalesce(m.may_have_been, false), NULL, false)) AS was_member,
    h.framework_id IS NULL AND h.has_later AS began_before
  FROM placements p JOIN homes h USING (placement_id) LEFT JOIN held a USING (placement_id) LEFT JOIN memberships m USING (placement_id)
    LEFT JOIN contract_terms t ON t.service = p.service AND p.last_seen BETWEEN t.valid_from AND t.valid_to)
SELECT placement_id, provider_id, service, start_date, created_date, recorded, framework_id, paid_to,
  NOT (is_direct OR is_icb_led OR is_host_authority) AS council_pays,
  CASE WHEN is_direct THEN 'direct payment' WHEN is_icb_led THEN 'icb-led' WHEN is_host_authority THEN 'host authority'
    WHEN is_member IS NULL THEN NULL WHEN is_member THEN 'framework'
    WHEN (was_member OR began_before) IS NULL THEN NULL WHEN was_member OR began_before THEN 'run-off'
    WHEN has_contract THEN 'individual contract' WHEN has_spot THEN 'spot' ELSE 'no agreement found' END AS found
FROM known;

-- Care lines added up once by placement, supplier and pay period, for whatever compares them with what was due.
CREATE TABLE period_days AS
SELECT period_id, unnest(generate_series(period_from, period_to, INTERVAL 1 DAY))::DATE AS day FROM pay_periods;
CREATE TABLE paid_by_period AS
SELECT y.placement_id, y.supplier_id, pp.period_id, count(*) AS lines, sum(y.net) AS paid, sum(y.net) FILTER (y.net > 0) AS gross,
  sum(-y.net) FILTER (y.net < 0) AS back, bool_or(y.net IS NULL) AS is_unknown
FROM payments y JOIN period_days pp ON pp.day = y.period_from
WHERE y.kind = 'care' GROUP BY ALL;

CREATE TABLE placement_periods AS
WITH due AS (
  SELECT r.*, pp.period_id, pp.period_from, pp.period_to, greatest(r.start_date, pp.period_from) AS due_from, least(r.paid_to, pp.period_to) AS due_to
  FROM placement_routes r JOIN pay_periods pp ON pp.period_from <= $as_at AND r.start_date <= pp.period_to AND r.paid_to >= pp.period_from),
priced AS (
  SELECT d.placement_id, d.period_id, q.valid_from, q.valid_to, (q.weekly_cost * 100)::BIGINT AS pence,
    days(q.valid_from, q.valid_to, d.due_from, d.due_to) AS days
  FROM due d JOIN placement_rates q ON q.placement_id = d.placement_id AND q.valid_from <= d.due_to AND q.valid_to >= d.due_from),
costs AS (
  SELECT placement_id, period_id, sum(days) AS days, if(bool_or(pence IS NULL), NULL, sum(pence * days))::BIGINT AS pound_days
  FROM priced GROUP BY ALL),
away AS (
  SELECT d.placement_id, d.period_id, sum(days(s.suspended_from, s.suspended_to, d.due_from, d.due_to)) AS days
  FROM due d JOIN suspensions s ON s.placement_id = d.placement_id AND s.suspended_from <= d.due_to AND s.suspended_to >= d.due_from
  GROUP BY ALL),
costs_away AS (
  SELECT d.placement_id, d.period_id, if(bool_or(q.pence IS NULL), NULL, sum(q.pence * greatest(0,
    least(q.valid_to, s.suspended_to, d.due_to) - greatest(q.valid_from, s.suspended_from, d.due_from) + 1)))::BIGINT AS pound_days
  FROM due d JOIN priced q USING (placement_id, period_id) JOIN suspensions s ON s.placement_id = d.placement_id
    AND s.suspended_from <= least(q.valid_to, d.due_to) AND s.suspended_to >= greatest(q.valid_from, d.due_from)
  GROUP BY ALL),
accounts AS (SELECT DISTINCT provider_id, supplier_id FROM provider_aliases),
paid AS (
  SELECT d.placement_id, d.period_id, sum(b.paid) AS paid, sum(b.gross) AS gross, sum(b.back) AS back, bool_or(b.is_unknown) AS is_unknown
  FROM due d JOIN paid_by_period b USING (placement_id, period_id) JOIN accounts a ON a.provider_id = d.provider_id AND a.supplier_id = b.supplier_id
  GROUP BY ALL),
-- Lines that may be a placement's: without its number, or rejected.
open AS (
  SELECT DISTINCT d.placement_id, d.period_id
  FROM due d JOIN accounts a USING (provider_id) JOIN (
    SELECT supplier_id, placement_id, period_from FROM payments WHERE kind = 'care' AND placement_id IS NULL
    UNION ALL SELECT supplier_id, placement_id, period_from FROM rejected_payments WHERE kind = 'care') y
  ON y.supplier_id = a.supplier_id AND coalesce(y.placement_id, d.placement_id) = d.placement_id
    AND coalesce(y.period_from BETWEEN d.period_from AND d.period_to, true)),
figures AS (
  SELECT d.*, t.tolerance_pounds, t.tolerance_percent, t.set_off_allowed, due_to - due_from + 1 AS days_due,
    coalesce(w.days, 0) AS days_away,
    if(c.days = d.due_to - d.due_from + 1,
      half_up(c.pound_days * 10000 - coalesce(if(w.days IS NULL, 0, ca.pound_days), 0) * (10000 - t.retainer_share * 10000)::BIGINT, 70000),
      NULL)::BIGINT AS pence,
    if(o.placement_id IS NOT NULL OR coalesce(b.is_unknown, false), NULL, coalesce(b.paid, 0)) AS paid,
    coalesce(b.gross, 0) AS gross, coalesce(b.back, 0) AS back, own.cut_off AS own_cut_off
  FROM due d LEFT JOIN contract_terms t ON t.service = d.service AND d.period_from BETWEEN t.valid_from AND t.valid_to
    LEFT JOIN costs c USING (placement_id, period_id) LEFT JOIN away w USING (placement_id, period_id)
    LEFT JOIN costs_away ca USING (placement_id, period_id) LEFT JOIN paid b USING (placement_id, period_id)
    LEFT JOIN open o USING (placement_id, period_id) JOIN payment_runs own ON own.period_id = d.period_id)
SELECT f.placement_id, f.period_id, f.provider_id, f.service, f.period_from, f.period_to, f.days_due, f.days_away,
  (pence::DECIMAL(18, 0) * 0.01)::DECIMAL(18, 2) AS expected, f.paid::DECIMAL(18, 2) AS paid, f.gross, f.back,
  greatest(tolerance_pounds, (half_up(pence * (tolerance_percent * 100)::BIGINT, 10000)::DECIMAL(18, 0) * 0.01)::DECIMAL(18, 2)) AS tolerance,
  set_off_allowed, council_pays, run.run_id, coalesce(run.paid_on <= $as_at, false) AS run_is_closed,
  if(found IS NULL, NULL, if(found IN ('spot', 'individual contract', 'no agreement found'), pence, 0)) AS spot_pence
FROM figures f ASOF LEFT JOIN payment_runs run ON greatest(f.own_cut_off, f.created_date) <= run.cut_off;

-- Lines that were taken back, and by how much.
CREATE TABLE reversals AS
SELECT reversal_of AS payment_id, count(*) AS reversals, if(bool_or(net IS NULL), NULL, sum(net)) AS net
FROM payments WHERE reversal_of IS NOT NULL GROUP BY ALL;
