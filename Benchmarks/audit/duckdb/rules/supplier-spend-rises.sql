WITH runs AS (
  SELECT y.supplier_id, y.run_id, p.period_from, p.period_to, y.lines, y.value
  FROM (
    SELECT supplier_id, run_id, sum(lines) AS lines, if(bool_or(value IS NULL), NULL, sum(value)) AS value
    FROM (SELECT supplier_id, run_id, count(*) AS lines, if(bool_or(net IS NULL), NULL, sum(net)) AS value FROM payments GROUP BY ALL
      -- A rejected line leaves its run open.
      UNION ALL SELECT supplier_id, run_id, 0, NULL FROM rejected_payments)
    GROUP BY ALL) y
    JOIN payment_runs r USING (run_id) JOIN pay_periods p ON p.period_id = r.period_id),
judged AS (
  SELECT *, count(*) OVER w AS earlier, count(value) OVER w AS known, sum(value) OVER w AS total FROM runs
  WINDOW w AS (PARTITION BY supplier_id ORDER BY period_from RANGE BETWEEN INTERVAL 84 DAY PRECEDING AND INTERVAL 28 DAY PRECEDING))
SELECT if(known < 3 OR value IS NULL, 'unassessed', 'flagged') AS outcome, if(known < 3 OR value IS NULL, '', 'half as much again') AS "case",
  'supplier_id=' || supplier_id || ';run_id=' || run_id AS key,
  ((6 * (value * 100)::BIGINT - 2 * (total * 100)::BIGINT + 3) // 6 * 0.01)::DECIMAL(18, 2) AS amount,
  if(known < 3 OR value IS NULL, 'An amount is not known', pounds(value) || ' in ' || run_id || '; ' || pounds(total) || ' in the three runs before') AS message,
  supplier_id, run_id, period_from, period_to, lines, value AS paid
FROM judged WHERE earlier = 3 AND lines > 0 AND (known < 3 OR value IS NULL AND total > 0 OR total > 0 AND value * 2 > total)
