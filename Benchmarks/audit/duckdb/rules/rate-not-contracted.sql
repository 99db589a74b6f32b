-- The contracted rate of each placement's days: one row for each of its bands and each version of the schedule.
WITH schedule AS (
  SELECT p.placement_id, p.lot, p.cluster, p.service, r.provider_id, q.band, r.framework_id,
    greatest(q.valid_from, s.valid_from) AS valid_from, least(q.valid_to, s.valid_to) AS valid_to, s.unit, s.unit_rate, s.source
  FROM placement_routes r JOIN placements p USING (placement_id) JOIN placement_rates q USING (placement_id)
    JOIN rates s ON s.framework_id = r.framework_id AND s.lot IN (p.lot, 'all lots') AND s.cluster IN (p.cluster, 'all clusters')
      AND s.band IN (q.band, 'all bands') AND s.valid_from <= q.valid_to AND s.valid_to >= q.valid_from
  WHERE r.found IN ('framework', 'run-off')),
-- Whether a placement's lines are judged; unknown where its route is, or where it could be a rejected row.
population AS (
  SELECT placement_id, if(found IS NULL, NULL, found IN ('framework', 'run-off')) AS is_judged
  FROM placement_routes WHERE framework_id IS NOT NULL AND coalesce(found IN ('framework', 'run-off'), true)
  UNION ALL SELECT placement_id, NULL FROM rejected_placements),
different AS (
  SELECT y.*, s.unit_rate AS due, s.source, s.provider_id, s.service, s.lot, s.cluster, s.band, s.framework_id, y.unit_rate - s.unit_rate AS difference,
    o.is_judged
  FROM payments y LEFT JOIN population o USING (placement_id)
    LEFT JOIN schedule s ON s.placement_id = y.placement_id AND s.unit = y.unit AND y.period_from BETWEEN s.valid_from AND s.valid_to
  WHERE y.kind = 'care' AND y.type = 'INV' AND y.unit IS NOT NULL AND (y.placement_id IS NULL OR o.placement_id IS NOT NULL)
    AND (o.is_judged IS NULL OR y.unit_rate IS DISTINCT FROM s.unit_rate)),
judged AS (
  SELECT d.*, t.rate_tolerance, l.unit_rate AS due_on_last_day, is_judged IS NULL OR difference IS NULL OR l.unit_rate IS NULL AS is_unknown
  FROM different d LEFT JOIN contract_terms t ON t.service = d.service AND d.period_from BETWEEN t.valid_from AND t.valid_to
    LEFT JOIN rates l ON l.framework_id = d.framework_id AND l.unit = d.unit AND d.period_to BETWEEN l.valid_from AND l.valid_to
      AND l.lot IN (d.lot, 'all lots') AND l.cluster IN (d.cluster, 'all clusters') AND l.band IN (d.band, 'all bands')
  WHERE (is_judged IS NULL OR NOT EXISTS (FROM reversals b WHERE b.payment_id = d.payment_id))
    AND (is_judged IS NULL OR coalesce(abs(difference) > rate_tolerance AND abs(d.unit_rate - l.unit_rate) > rate_tolerance, true)))
SELECT if(is_unknown, 'unassessed', 'flagged') AS outcome,
  CASE WHEN is_unknown THEN '' WHEN difference > 0 THEN 'above the contracted rate' ELSE 'below the contracted rate' END AS "case",
  'payment_id=' || payment_id AS key, round(abs(difference) * units, 2) AS amount,
  if(is_unknown, 'The placement, its route or its rate is not known',
    shown_name || ' was paid ' || pounds(unit_rate) || ' per ' || unit || '; the schedule says ' || pounds(due) || ' on ' || in_words(period_from)) AS message,
  shown_name AS provider, payment_id, placement_id, invoice_no, run_id, period_from, period_to, service, lot, cluster, band, source AS rate_source, gl_code,
  unit_rate AS "rate paid", due AS "rate due", units AS "units paid"
FROM judged LEFT JOIN providers USING (provider_id)
