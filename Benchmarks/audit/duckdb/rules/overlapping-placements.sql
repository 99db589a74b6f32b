WITH pairs AS (
  SELECT a.placement_id AS a_id, b.placement_id AS b_id, a.provider_id AS a_provider, b.provider_id AS b_provider, a.service, a.start_date, a.end_date,
    b.start_date AS other_start, b.end_date AS other_end, least(a.weekly_cost, b.weekly_cost) AS weekly,
    greatest(a.start_date, b.start_date) AS first_day, least(ending(a.end_date), ending(b.end_date), $as_at) AS last_day,
    coalesce(a.partner_placement_id = b.placement_id, false) OR coalesce(b.partner_placement_id = a.placement_id, false) AS together
  FROM placements a JOIN placements b ON a.client_id = b.client_id AND a.service = b.service AND a.placement_id < b.placement_id
  WHERE a.provider_id != b.provider_id AND a.delivery != 'direct payment' AND b.delivery != 'direct payment'),
open AS (FROM pairs WHERE last_day >= first_day),
away_a AS (
  SELECT a_id, b_id, sum(days(s.suspended_from, s.suspended_to, first_day, last_day)) AS days
  FROM open JOIN suspensions s ON s.placement_id = a_id GROUP BY ALL),
away_b AS (
  SELECT a_id, b_id, sum(days(s.suspended_from, s.suspended_to, first_day, last_day)) AS days
  FROM open JOIN suspensions s ON s.placement_id = b_id GROUP BY ALL),
away_both AS (
  SELECT a_id, b_id, sum(greatest(0, least(s.suspended_to, t.suspended_to, last_day) - greatest(s.suspended_from, t.suspended_from, first_day) + 1)) AS days
  FROM open JOIN suspensions s ON s.placement_id = a_id JOIN suspensions t ON t.placement_id = b_id GROUP BY ALL),
judged AS (
  SELECT o.*, last_day - first_day + 1 AS open_days,
    last_day - first_day + 1 - coalesce(x.days, 0) - coalesce(y.days, 0) + coalesce(z.days, 0) AS days_together
  FROM open o LEFT JOIN away_a x USING (a_id, b_id) LEFT JOIN away_b y USING (a_id, b_id) LEFT JOIN away_both z USING (a_id, b_id))
SELECT 'flagged' AS outcome, 'same days' AS "case", 'a.placement_id=' || a_id || ';b.placement_id=' || b_id AS key,
  (half_up((weekly * 100)::BIGINT * days_together::BIGINT, 7)::DECIMAL(18, 0) * 0.01)::DECIMAL(18, 2) AS amount,
  v.shown_name || ' and ' || w.shown_name || ' both had one person in ' || service || ' on ' || days_together || ' days' AS message,
  v.shown_name AS provider, w.shown_name AS other_provider, a_id AS placement_id, b_id AS other_placement_id, service, start_date, end_date,
  other_start AS other_start_date, other_end AS other_end_date, days_together AS "days together", open_days - days_together AS "days suspended"
FROM judged JOIN providers v ON v.provider_id = a_provider JOIN providers w ON w.provider_id = b_provider
WHERE NOT together AND days_together > 0
