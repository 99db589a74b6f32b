-- Lines are added up by contract and day, so that each contract's figure can begin on its own day.
WITH daily AS (
  SELECT contract_ref, period_from, sum(net) AS net, bool_or(net IS NULL) AS is_unknown
  FROM payments WHERE contract_ref IS NOT NULL AND kind != 'contribution' AND period_from <= $as_at GROUP BY ALL),
spent AS (
  SELECT f.framework_id, if(coalesce(bool_or(d.is_unknown), false), NULL, coalesce(sum(d.net), 0)) AS paid
  FROM frameworks f LEFT JOIN daily d ON d.contract_ref = f.framework_id AND d.period_from > f.brought_forward_to GROUP BY ALL),
judged AS (
  SELECT f.*, paid, spend_brought_forward + paid AS spend, t.amount AS warning
  FROM frameworks f JOIN spent USING (framework_id)
    LEFT JOIN thresholds t ON t.kind = 'spend warning percent' AND $as_at BETWEEN t.valid_from AND t.valid_to)
SELECT if(spend IS NULL OR advertised_value IS NULL, 'unassessed', 'flagged') AS outcome,
  CASE WHEN spend IS NULL OR advertised_value IS NULL THEN '' WHEN spend >= advertised_value THEN 'advertised value reached' ELSE 'advertised value near' END AS "case",
  'framework_id=' || framework_id AS key, greatest(spend - advertised_value, 0) AS amount,
  if(spend IS NULL OR advertised_value IS NULL, 'The spend or the advertised value is not known',
    title || ': ' || pounds(spend) || ' spent of ' || pounds(advertised_value) || ' advertised') AS message,
  framework_id, title AS contract, regime, start_date, end_date, notice_id, spend_brought_forward AS "brought forward", paid AS "paid since",
  spend AS "spend to date", advertised_value AS "advertised value", round(spend::DOUBLE / advertised_value::DOUBLE * 100, 1) AS "percent of advertised"
FROM judged WHERE coalesce(spend * 100 >= advertised_value * warning, true)
