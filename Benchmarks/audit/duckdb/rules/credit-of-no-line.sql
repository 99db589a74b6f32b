WITH credits AS (FROM payments WHERE reversal_of IS NOT NULL),
judged AS (
  SELECT c.*, o.payment_id AS original, o.net AS original_net, o.run_id AS original_run, o.net + c.net AS rest
  FROM credits c LEFT JOIN payments o ON o.payment_id = c.reversal_of)
SELECT if(original IS NOT NULL AND rest IS NULL AND original_run != run_id, 'unassessed', 'flagged') AS outcome,
  CASE WHEN original IS NULL THEN 'no such line' WHEN rest IS NULL THEN '' WHEN rest != 0 THEN 'another amount' ELSE 'in the run that pays it' END AS "case",
  'payment_id=' || payment_id AS key, abs(net) AS amount,
  CASE WHEN original IS NULL THEN payment_id || ' takes back ' || reversal_of || ', which is no line' WHEN rest IS NULL THEN 'An amount is blank'
    WHEN rest != 0 THEN payment_id || ' takes back ' || pounds(net) || ' of ' || pounds(original_net)
    ELSE payment_id || ' takes back ' || reversal_of || ' in the same run' END AS message,
  payment_id, placement_id, supplier_id, invoice_no, run_id, period_from, period_to
FROM judged WHERE original IS NULL OR coalesce(rest != 0, true) OR original_run = run_id
