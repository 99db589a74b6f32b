WITH care AS (FROM payments WHERE kind = 'care' AND type = 'INV'),
-- Almost all lines name a placement of the payee that was there: the rest is looked at with care.
uncovered AS (
  SELECT y.*, a.provider_id FROM care y
    LEFT JOIN provider_aliases a ON a.supplier_id = y.supplier_id AND y.period_from BETWEEN a.valid_from AND a.valid_to
    LEFT JOIN placement_routes r ON r.placement_id = y.placement_id
  WHERE coalesce(NOT (r.provider_id = a.provider_id AND r.start_date <= y.period_to AND r.paid_to >= y.period_from), true)),
payee AS (
  SELECT u.payment_id, count(*) FILTER (r.start_date <= u.period_to AND r.paid_to >= u.period_from) AS in_period, count(*) FILTER (r.placement_id = u.placement_id) AS named
  FROM uncovered u JOIN placement_routes r USING (provider_id) GROUP BY ALL),
judged AS (
  SELECT u.*, coalesce(p.in_period, 0) AS in_period, coalesce(p.named, 0) AS named, u.net + coalesce(if(b.payment_id IS NULL, 0, b.net), 0) AS standing, coalesce(-b.net, 0) AS back,
    EXISTS (FROM rejected_placements j WHERE j.provider_id = u.provider_id AND (j.placement_id = u.placement_id OR u.placement_id IS NULL)) AS may_be_rejected
  FROM uncovered u LEFT JOIN payee p USING (payment_id) LEFT JOIN reversals b USING (payment_id)
  WHERE NOT EXISTS (FROM frameworks f WHERE f.kind = 'block contract' AND f.framework_id = u.contract_ref AND u.period_from BETWEEN f.start_date AND f.end_date)),
named AS (
  SELECT j.*, provider_id IS NULL OR may_be_rejected OR standing IS NULL OR (placement_id IS NULL AND in_period > 0) AS is_unknown, v.shown_name
  FROM judged j LEFT JOIN providers v USING (provider_id) WHERE standing > 0 OR standing IS NULL)
SELECT if(is_unknown, 'unassessed', 'flagged') AS outcome,
  CASE WHEN is_unknown THEN '' WHEN in_period = 0 THEN 'no placement with the provider then' WHEN named > 0 THEN 'outside the placement''s days'
    ELSE 'other placements only' END AS "case",
  'payment_id=' || payment_id AS key, standing AS amount,
  CASE WHEN is_unknown THEN 'The payee, the placement or the amount is not known'
    WHEN in_period = 0 THEN shown_name || ' was paid ' || pounds(standing) || ' for ' || in_words(period_from) || ' to ' || in_words(period_to) || ' and had no placement then'
    WHEN named > 0 THEN shown_name || ' was paid ' || pounds(standing) || ' for ' || in_words(period_from) || ' to ' || in_words(period_to)
      || ', outside the days of the placement it names'
    ELSE shown_name || ' was paid ' || pounds(standing) || ' for ' || in_words(period_from) || ' to ' || in_words(period_to)
      || ' for a placement number that it does not have' END AS message,
  shown_name AS provider, payment_id, placement_id, supplier_id, invoice_no, run_id, period_from, period_to, contract_ref, gl_code, net AS paid, back AS "taken back"
FROM named
