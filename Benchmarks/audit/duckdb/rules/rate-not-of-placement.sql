SELECT if(difference IS NULL, 'unassessed', 'flagged') AS outcome,
  CASE WHEN difference IS NULL THEN '' WHEN difference > 0 THEN 'above the agreed rate' ELSE 'below the agreed rate' END AS "case",
  'payment_id=' || payment_id AS key, round(abs(difference) * units, 2) AS amount,
  if(difference IS NULL, 'The rate paid or agreed is not known',
    pounds(unit_rate) || ' was paid per ' || unit || '; ' || pounds(agreed) || ' was agreed') AS message,
  payment_id, placement_id, supplier_id, invoice_no, run_id, period_from, period_to, band, unit_rate AS "rate paid", agreed AS "rate due", units AS "units paid"
FROM (
  SELECT y.*, q.band, q.unit_rate AS agreed, y.unit_rate - q.unit_rate AS difference
  FROM payments y JOIN placement_rates q ON q.placement_id = y.placement_id AND y.period_from BETWEEN q.valid_from AND q.valid_to
  WHERE y.kind = 'care' AND y.type = 'INV' AND y.unit IS NOT NULL)
WHERE coalesce(abs(difference) > 0.01, true)
UNION ALL BY NAME
SELECT 'unassessed' AS outcome, '' AS "case", 'payment_id=' || payment_id AS key, 'The placement is not known' AS message, payment_id, supplier_id, invoice_no, run_id,
  period_from, period_to
FROM payments WHERE kind = 'care' AND type = 'INV' AND unit IS NOT NULL AND placement_id IS NULL
