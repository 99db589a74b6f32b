SELECT 'flagged' AS outcome, 'more than two rates' AS "case",
  'supplier_id=' || supplier_id || ';invoice_no=' || invoice_no || ';placement_id=' || placement_id AS key, total AS amount,
  invoice_no || ' has ' || rates || ' rates for one placement' AS message, supplier_id, invoice_no, placement_id, rates, lines
FROM (
  SELECT supplier_id, invoice_no, placement_id, count(DISTINCT unit_rate) AS rates, sum(net) AS total, count(*) AS lines
  FROM payments WHERE kind = 'care' AND type = 'INV' AND unit = 'hour' AND placement_id IS NOT NULL GROUP BY ALL HAVING count(DISTINCT unit_rate) > 2)
UNION ALL BY NAME
SELECT 'unassessed' AS outcome, '' AS "case", 'payment_id=' || payment_id AS key, 'The placement is blank' AS message, payment_id, supplier_id, invoice_no
FROM payments WHERE kind = 'care' AND type = 'INV' AND unit = 'hour' AND placement_id IS NULL
