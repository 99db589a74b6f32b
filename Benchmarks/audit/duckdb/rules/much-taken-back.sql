WITH accounts AS (SELECT DISTINCT provider_id, supplier_id FROM provider_aliases),
paid AS (
  SELECT p.placement_id, sum(b.lines) AS lines, coalesce(sum(b.gross), 0) AS gross, coalesce(sum(b.back), 0) AS back, bool_or(b.is_unknown) AS is_unknown
  FROM placements p JOIN paid_by_period b USING (placement_id) JOIN accounts a USING (provider_id, supplier_id) GROUP BY ALL),
-- Lines that may be a placement's: without its number, or rejected.
open AS (
  SELECT p.placement_id, bool_or(coalesce(y.net < 0, true)) AS may_be_back
  FROM placements p JOIN accounts a USING (provider_id) JOIN (
    SELECT supplier_id, placement_id, net FROM payments WHERE kind = 'care' AND placement_id IS NULL
    UNION ALL SELECT supplier_id, placement_id, net FROM rejected_payments WHERE kind = 'care') y
  ON y.supplier_id = a.supplier_id AND coalesce(y.placement_id, p.placement_id) = p.placement_id GROUP BY ALL),
judged AS (
  SELECT p.*, b.lines, b.gross, coalesce(b.back, 0) AS back, o.placement_id IS NOT NULL OR coalesce(b.is_unknown, false) AS is_unknown,
    coalesce(o.may_be_back, false) OR coalesce(b.is_unknown, false) AS may_be_back
  FROM placements p LEFT JOIN paid b USING (placement_id) LEFT JOIN open o USING (placement_id))
SELECT if(is_unknown, 'unassessed', 'flagged') AS outcome, if(is_unknown, '', 'more than two per cent') AS "case", 'placement_id=' || placement_id AS key, back AS amount,
  if(is_unknown, 'A line has no amount, no placement or was rejected', pounds(back) || ' of ' || pounds(gross) || ' was taken back') AS message,
  placement_id, service, start_date, end_date, lines
FROM judged WHERE if(is_unknown, may_be_back OR back > 0, back > 0 AND back * 50 > gross)
