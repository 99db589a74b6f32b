WITH judged AS (
  SELECT pp.*, paid - expected AS difference, v.shown_name
  FROM placement_periods pp LEFT JOIN providers v USING (provider_id)
  WHERE council_pays AND run_is_closed AND period_from BETWEEN $covers_from AND $covers_to)
SELECT if(difference IS NULL, 'unassessed', 'flagged') AS outcome,
  CASE WHEN difference IS NULL THEN '' WHEN difference < 0 AND paid = 0 THEN 'nothing paid' WHEN difference > 0 THEN 'paid too much' ELSE 'paid too little' END AS "case",
  'placement_id=' || placement_id || ';period_id=' || period_id AS key, abs(difference) AS amount,
  CASE WHEN difference IS NULL THEN 'What was paid or due is not known'
    WHEN difference < 0 AND paid = 0 THEN 'Nothing was paid to ' || shown_name || ' for ' || in_words(period_from) || ' to ' || in_words(period_to) || '; '
      || pounds(expected) || ' was due'
    ELSE shown_name || ' was paid ' || pounds(paid) || ' for ' || in_words(period_from) || ' to ' || in_words(period_to) || '; ' || pounds(expected) || ' was due' END AS message,
  shown_name AS provider, placement_id, service, run_id, period_from, period_to, set_off_allowed, expected AS due, gross AS "paid gross", back AS "taken back",
  paid AS "paid net", days_due AS "days due", days_away AS "days suspended"
FROM judged WHERE difference IS NULL OR abs(difference) > tolerance
