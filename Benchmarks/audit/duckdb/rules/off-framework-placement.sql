WITH unit AS (
  SELECT p.*, r.framework_id, r.found, f.title, f.regime, v.shown_name
  FROM placements p JOIN placement_routes r USING (placement_id) LEFT JOIN frameworks f ON f.framework_id = r.framework_id
    LEFT JOIN providers v ON v.provider_id = p.provider_id
  WHERE r.council_pays AND r.framework_id IS NOT NULL),
placed AS (
  SELECT u.placement_id, count(m.provider_id) AS memberships,
    count(*) FILTER (u.start_date BETWEEN m.joined AND m."left") AS on_first_day,
    count(*) FILTER (u.start_date BETWEEN m.joined AND m."left" AND m.lot IN (u.lot, 'all lots')) AS for_lot,
    count(*) FILTER (u.start_date BETWEEN m.joined AND m."left" AND m.lot IN (u.lot, 'all lots') AND m.cluster IN (u.cluster, 'all clusters')) AS here,
    count(*) FILTER (u.start_date BETWEEN m.joined AND m."left" AND (m.lot IN (u.lot, 'all lots') AND m.cluster IN (u.cluster, 'all clusters')) IS NULL) AS possible,
    string_agg(DISTINCT m.lot, ', ') FILTER (u.start_date BETWEEN m.joined AND m."left") AS lots,
    string_agg(DISTINCT m.cluster, ', ') FILTER (u.start_date BETWEEN m.joined AND m."left" AND m.lot IN (u.lot, 'all lots')) AS clusters
  FROM unit u LEFT JOIN members m ON m.framework_id = u.framework_id AND m.provider_id = u.provider_id
  GROUP BY ALL)
SELECT if(possible > 0, 'unassessed', 'flagged') AS outcome,
  CASE WHEN possible > 0 THEN '' WHEN memberships = 0 THEN 'never a member' WHEN on_first_day = 0 THEN 'not on that date'
    WHEN for_lot = 0 THEN 'other lot' ELSE 'other cluster' END AS "case",
  'placement_id=' || placement_id AS key, weekly_cost * 52 AS amount,
  CASE WHEN possible > 0 THEN 'The lot or cluster is blank'
    WHEN memberships = 0 THEN shown_name || ' has never been on ' || title
    WHEN on_first_day = 0 THEN shown_name || ' was not on ' || title || ' on ' || in_words(start_date) || ', when the placement began'
    WHEN for_lot = 0 THEN shown_name || ' was on ' || title || ' for ' || lots || ', and the placement is for ' || lot
    ELSE shown_name || ' was on ' || title || ' in ' || clusters || ', and the placement is in ' || cluster END AS message,
  shown_name AS provider, provider_id, placement_id, service, lot, cluster, band, start_date, end_date, found AS route_found,
  route_recorded, reason, reason_review_date, sourced_by, regime, weekly_cost AS "weekly cost"
FROM unit JOIN placed USING (placement_id) WHERE here = 0
