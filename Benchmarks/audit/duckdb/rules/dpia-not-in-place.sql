WITH judged AS (
  SELECT f.*, count(d.dpia_id) FILTER (d.status != 'withdrawn') AS in_play, string_agg(DISTINCT d.status, ', ') FILTER (d.status != 'withdrawn') AS statuses,
    count(*) FILTER (d.status = 'approved' AND d.approver IS NOT NULL AND d.approved_on <= $as_at) AS approved
  FROM frameworks f LEFT JOIN dpias d USING (framework_id)
  WHERE $as_at BETWEEN f.start_date AND f.end_date AND coalesce(f.processes_personal_data, true) GROUP BY ALL)
SELECT if(processes_personal_data IS NULL, 'unassessed', 'flagged') AS outcome,
  CASE WHEN processes_personal_data IS NULL THEN '' WHEN in_play = 0 THEN 'no DPIA on the register' ELSE 'DPIA not approved' END AS "case",
  'framework_id=' || framework_id AS key, NULL::DECIMAL(18, 2) AS amount,
  CASE WHEN processes_personal_data IS NULL THEN 'Nobody recorded whether personal data are processed' WHEN in_play = 0 THEN 'No DPIA on the register for ' || title
    ELSE title || ' has a DPIA on the register without a recorded approval; its status is ' || statuses END AS message,
  framework_id, title AS contract, kind, regime, start_date, end_date, owner
FROM judged WHERE approved = 0 OR processes_personal_data IS NULL
