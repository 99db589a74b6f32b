WITH care AS (FROM payments WHERE kind = 'care' AND type = 'INV' AND net > 0 AND placement_id IS NOT NULL),
-- Most care is on one invoice: only the rest is looked at line by line. Hashes of equal numbers are equal, and cheaper to compare.
candidates AS (
  SELECT supplier_id, placement_id, period_from, period_to, net FROM care
  GROUP BY ALL HAVING min(hash(invoice_no)) != max(hash(invoice_no))),
lines AS (
  SELECT c.* FROM care c SEMI JOIN candidates USING (supplier_id, placement_id, period_from, period_to, net)),
documents AS (
  SELECT supplier_id, invoice_no, if(bool_or(net IS NULL), NULL, sum(net)) AS total
  FROM payments SEMI JOIN lines USING (supplier_id, invoice_no) GROUP BY ALL),
standing AS (
  SELECT l.* FROM lines l ANTI JOIN reversals USING (payment_id)),
counted AS (
  SELECT s.supplier_id, s.placement_id, s.period_from, s.period_to, s.net,
    count(DISTINCT s.invoice_no) FILTER (d.total > 0) AS invoices, count(DISTINCT s.invoice_no) FILTER (d.total > 0 OR d.total IS NULL) AS possible,
    string_agg(DISTINCT s.invoice_no, ', ' ORDER BY s.invoice_no) FILTER (d.total > 0) AS names, min(s.invoice_no) FILTER (d.total > 0) AS first_invoice
  FROM standing s JOIN documents d USING (supplier_id, invoice_no) GROUP BY ALL)
SELECT if(invoices > 1, 'flagged', 'unassessed') AS outcome, if(invoices > 1, 'paid on several invoices', '') AS "case",
  'supplier_id=' || c.supplier_id || ';placement_id=' || placement_id || ';period_from=' || period_from || ';period_to=' || period_to || ';net=' || net AS key,
  net * (invoices - 1) AS amount,
  if(invoices > 1, shown_name || ': ' || pounds(net) || ' for ' || in_words(period_from) || ' to ' || in_words(period_to) || ' is on ' || invoices
    || ' invoices: ' || names, 'A line of the document has no amount') AS message,
  shown_name AS provider, c.supplier_id, placement_id, period_from, period_to, first_invoice, net AS "amount of each", invoices
FROM counted c JOIN provider_aliases a ON a.supplier_id = c.supplier_id AND period_from BETWEEN a.valid_from AND a.valid_to
  JOIN providers v ON v.provider_id = a.provider_id
WHERE possible > 1
UNION ALL BY NAME
SELECT 'unassessed' AS outcome, '' AS "case", 'payment_id=' || payment_id AS key, 'The amount or the placement is blank' AS message, supplier_id, period_from, period_to
FROM payments WHERE kind = 'care' AND type = 'INV' AND (net IS NULL OR net > 0 AND placement_id IS NULL)
