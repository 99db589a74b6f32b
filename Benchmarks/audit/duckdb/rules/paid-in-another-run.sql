SELECT if(p.period_id IS NULL, 'unassessed', 'flagged') AS outcome,
  CASE WHEN p.period_id IS NULL THEN '' WHEN y.period_from < p.period_from THEN 'in a later run' ELSE 'in an earlier run' END AS "case",
  'payment_id=' || payment_id AS key, abs(net) AS amount,
  if(p.period_id IS NULL, 'The run is on no register', pounds(net) || ' for ' || in_words(y.period_from) || ' is in the run of ' || in_words(p.period_from)
    || ' to ' || in_words(p.period_to)) AS message,
  payment_id, placement_id, supplier_id, invoice_no, y.run_id, y.period_from, y.period_to
FROM payments y LEFT JOIN payment_runs r ON r.run_id = y.run_id LEFT JOIN pay_periods p ON p.period_id = r.period_id
WHERE y.kind = 'care' AND y.type != 'ADJ' AND coalesce(y.period_from NOT BETWEEN p.period_from AND p.period_to, true)
