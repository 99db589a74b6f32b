SELECT if(difference IS NULL, 'unassessed', 'flagged') AS outcome,
  CASE WHEN difference IS NULL THEN '' WHEN difference > 0 THEN 'more than units at the rate' ELSE 'less than units at the rate' END AS "case",
  'payment_id=' || payment_id AS key, round(abs(difference), 2) AS amount,
  CASE WHEN difference IS NULL THEN 'The amount, the units or the rate is blank'
    ELSE 'The line is ' || pounds(net) || ', and ' || units || ' at ' || pounds(unit_rate) || ' is ' || if(difference > 0, 'less', 'more') END AS message,
  payment_id, placement_id, supplier_id, invoice_no, run_id, period_from, period_to, unit_rate AS "rate paid", units AS "units paid", net AS paid
FROM (SELECT *, net - units * unit_rate AS difference FROM payments WHERE kind = 'care' AND type = 'INV' AND unit IS NOT NULL)
WHERE coalesce(abs(difference) > 10, true)
