WITH spending AS (
  SELECT provider_id, service, period_id, period_from, period_to, count(*) FILTER (spot_pence > 0) AS placements,
    if(bool_or(spot_pence IS NULL), NULL, sum(spot_pence)) AS pence
  FROM placement_periods GROUP BY ALL),
windows AS (
  SELECT s.*, period_to - INTERVAL 1 YEAR + INTERVAL 1 DAY AS window_from FROM spending s WHERE pence > 0 OR pence IS NULL),
sums AS (
  SELECT w.provider_id, w.service, w.period_id, w.period_to, w.window_from, w.placements, w.pence, if(bool_or(e.pence IS NULL), NULL, sum(e.pence)) AS total
  FROM windows w JOIN spending e ON e.provider_id = w.provider_id AND e.service = w.service AND e.period_from >= w.window_from AND e.period_to <= w.period_to
  WHERE (SELECT min(period_from) FROM pay_periods) <= w.window_from + INTERVAL 27 DAY GROUP BY ALL),
judged AS (
  SELECT s.*, (total * 0.01)::DECIMAL(18, 2) AS twelve_months, t.amount AS threshold, t.source, t.regime, v.shown_name, v.provider_group
  FROM sums s LEFT JOIN thresholds t ON t.kind = 'light touch' AND s.period_to BETWEEN t.valid_from AND t.valid_to
    LEFT JOIN providers v ON v.provider_id = s.provider_id),
kept AS (
  FROM judged WHERE pence IS NOT NULL AND twelve_months >= threshold
  QUALIFY row_number() OVER (PARTITION BY provider_id, service ORDER BY twelve_months DESC, period_to) = 1)
SELECT 'flagged' AS outcome, 'threshold reached' AS "case", 'provider_id=' || provider_id || ';service=' || service AS key, twelve_months AS amount,
  shown_name || ': ' || pounds(twelve_months) || ' of ' || service || ' outside the frameworks in the twelve months to ' || in_words(period_to)
    || '; the threshold is ' || pounds(threshold) AS message,
  shown_name AS provider, provider_id, service, provider_group, window_from::DATE AS window_from, period_to AS window_to, threshold, source AS threshold_source,
  regime, round(twelve_months::DOUBLE / threshold::DOUBLE * 100, 1) AS "percent of threshold"
FROM kept
UNION ALL BY NAME
SELECT 'unassessed' AS outcome, '' AS "case", 'provider_id=' || provider_id || ';service=' || service || ';period_id=' || period_id AS key,
  'The value of a period is not known' AS message, shown_name AS provider, provider_id, service
FROM judged WHERE pence IS NULL OR total IS NULL
