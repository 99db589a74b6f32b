SELECT if(recorded IS NOT NULL AND found IS NULL, 'unassessed', 'flagged') AS outcome,
  CASE WHEN recorded IS NULL THEN 'no route recorded' WHEN found IS NULL THEN ''
    WHEN recorded = 'framework' AND found IN ('spot', 'individual contract', 'no agreement found') THEN 'recorded as framework, bought outside'
    ELSE 'recorded otherwise' END AS "case",
  'placement_id=' || placement_id AS key, weekly_cost * 52 AS amount,
  CASE WHEN recorded IS NULL THEN 'No route is recorded for the placement with ' || shown_name WHEN found IS NULL THEN 'The route found is not known'
    ELSE 'Recorded as ' || recorded || ' with ' || shown_name || '; the registers show ' || found END AS message,
  shown_name AS provider, placement_id, r.service, r.start_date, found AS route_found, recorded AS route_recorded, sourced_by
FROM placement_routes r JOIN placements p USING (placement_id) LEFT JOIN providers v ON v.provider_id = r.provider_id
WHERE recorded IS NULL OR found IS NULL OR recorded != found
