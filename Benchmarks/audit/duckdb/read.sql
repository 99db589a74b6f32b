-- Reads the extracts and registers into typed tables. A blank is NULL, an open end of an interval is $forever.
SET threads = 2;
-- Rows need not keep their order, which makes reading faster.
SET preserve_insertion_order = false;

CREATE MACRO ending(day) AS coalesce(day, DATE '9999-12-31');
CREATE MACRO days(from_a, to_a, from_b, to_b) AS greatest(0, least(to_a, to_b) - greatest(from_a, from_b) + 1);
-- A quotient of whole numbers, rounded half up, for numbers that are not negative.
CREATE MACRO half_up(dividend, divisor) AS (2 * dividend + divisor) // (2 * divisor);
CREATE MACRO pounds(sum) AS '£' || format('{:,.2f}', sum::DOUBLE);
CREATE MACRO in_words(day) AS strftime(day, '%-d %B %Y');
CREATE MACRO exported_money(cell) AS replace(replace(cell, '£', ''), ',', '')::DECIMAL(18, 2);

CREATE TABLE payments AS
SELECT "Payment Ref" AS payment_id, "Supplier No" AS supplier_id, "Invoice No" AS invoice_no, "Line Kind" AS kind, "Type" AS type,
  "Placement No" AS placement_id, "Contract Ref" AS contract_ref, "Period From" AS period_from, "Period To" AS period_to, "Unit" AS unit,
  "Units" AS units, "Rate" AS unit_rate, exported_money("Net Amount (£)") AS net, "Pay Run" AS run_id, "Reversal Of" AS reversal_of, "GL Code" AS gl_code
FROM read_csv('$folder/extracts/payments.csv', header = true, delim = ',', quote = '"', escape = '"', nullstr = '', auto_detect = false,
  dateformat = '%d/%m/%Y', store_rejects = true,
  columns = {'Payment Ref': VARCHAR, 'Supplier No': VARCHAR, 'Invoice No': VARCHAR, 'Line Kind': VARCHAR, 'Type': VARCHAR,
    'Placement No': VARCHAR, 'Contract Ref': VARCHAR, 'Period From': DATE, 'Period To': DATE, 'Unit': VARCHAR,
    'Units': 'DECIMAL(12, 2)', 'Rate': 'DECIMAL(12, 4)', 'Net Amount (£)': VARCHAR, 'Pay Run': VARCHAR, 'Paid Date': DATE,
    'Reversal Of': VARCHAR, 'GL Code': VARCHAR});

CREATE TABLE placements AS
SELECT "Placement No" AS placement_id, "Person Ref" AS client_id, "Provider" AS provider_id, "Service" AS service, "Lot" AS lot,
  "Cluster" AS cluster, "Band" AS band, "Start Date" AS start_date, "End Date" AS end_date,
  "Ended Without Notice" AS ended_without_notice, "Created On" AS created_date, "Delivery Mechanism" AS delivery,
  "Contract Route" AS route_recorded, "Off Framework Reason" AS reason, "Reason Review Date" AS reason_review_date,
  "Sourced By" AS sourced_by, "Linked Placement" AS partner_placement_id, exported_money("Weekly Cost") AS weekly_cost,
  greatest("Start Date", least(ending("End Date"), $as_at)) AS last_seen
FROM read_csv('$folder/extracts/placements.csv', header = true, delim = ',', quote = '"', escape = '"', nullstr = '', auto_detect = false,
  dateformat = '%d/%m/%Y', store_rejects = true,
  columns = {'Placement No': VARCHAR, 'Person Ref': VARCHAR, 'Provider': VARCHAR, 'Service': VARCHAR, 'Lot': VARCHAR,
    'Cluster': VARCHAR, 'Band': VARCHAR, 'Start Date': DATE, 'End Date': DATE, 'Ended Without Notice': BOOLEAN, 'Created On': DATE,
    'Delivery Mechanism': VARCHAR, 'Contract Route': VARCHAR, 'Off Framework Reason': VARCHAR, 'Reason Evidence': VARCHAR,
    'Reason Review Date': DATE, 'Sourced By': VARCHAR, 'Linked Placement': VARCHAR, 'Unit': VARCHAR, 'Units PW': 'DECIMAL(12, 2)',
    'Unit Rate': 'DECIMAL(12, 4)', 'Weekly Cost': VARCHAR});

-- Rejected rows, as far as they can be read: they could be what a search does not find.
CREATE TABLE rejected AS
SELECT f.file_path, e.line, e.column_name, e.error_message, regexp_extract(e.csv_line, '-?£[0-9,.]+') AS money,
  string_split(regexp_replace(trim(e.csv_line, chr(10) || chr(13)), '"[^"]*"', '', 'g'), ',') AS cells
FROM reject_errors e JOIN reject_scans f USING (scan_id, file_id);
CREATE TABLE rejected_payments AS
SELECT cells[2] AS supplier_id, cells[4] AS kind, nullif(cells[6], '') AS placement_id, try_strptime(cells[8], '%d/%m/%Y')::DATE AS period_from,
  cells[14] AS run_id, exported_money(nullif(money, '')) AS net
FROM rejected WHERE file_path LIKE '%payments.csv';
CREATE TABLE rejected_placements AS
SELECT cells[1] AS placement_id, cells[3] AS provider_id FROM rejected WHERE file_path LIKE '%placements.csv';

CREATE TABLE suspensions AS SELECT placement_id, suspended_from, ending(suspended_to) AS suspended_to
FROM read_csv('$folder/extracts/suspensions.csv', header = true, nullstr = '', types = {'suspended_from': DATE, 'suspended_to': DATE});
CREATE TABLE placement_rates AS SELECT placement_id, valid_from, ending(valid_to) AS valid_to, band, unit_rate, weekly_cost
FROM read_csv('$folder/extracts/placement_rates.csv', header = true, nullstr = '',
  types = {'valid_from': DATE, 'valid_to': DATE, 'unit_rate': 'DECIMAL(12, 4)', 'weekly_cost': 'DECIMAL(12, 2)'});
CREATE TABLE payment_runs AS FROM read_csv('$folder/registers/payment_runs.csv', header = true, nullstr = '',
  types = {'cut_off': DATE, 'finalised_on': DATE, 'paid_on': DATE});
CREATE TABLE pay_periods AS FROM read_csv('$folder/registers/pay_periods.csv', header = true, nullstr = '',
  types = {'period_from': DATE, 'period_to': DATE});
CREATE TABLE frameworks AS FROM read_csv('$folder/registers/frameworks.csv', header = true, nullstr = '', quote = '"',
  types = {'start_date': DATE, 'end_date': DATE, 'advertised_value': 'DECIMAL(14, 2)', 'spend_brought_forward': 'DECIMAL(14, 2)',
    'brought_forward_to': DATE, 'processes_personal_data': BOOLEAN});
CREATE TABLE framework_services AS SELECT framework_id, service, valid_from, ending(valid_to) AS valid_to
FROM read_csv('$folder/registers/framework_services.csv', header = true, nullstr = '', types = {'valid_from': DATE, 'valid_to': DATE});
CREATE TABLE members AS SELECT framework_id, provider_id, lot, cluster, joined, ending("left") AS "left", admitted_by
FROM read_csv('$folder/registers/members.csv', header = true, nullstr = '', types = {'joined': DATE, 'left': DATE});
CREATE TABLE rates AS SELECT framework_id, lot, cluster, band, unit, valid_from, ending(valid_to) AS valid_to, unit_rate, source
FROM read_csv('$folder/registers/rates.csv', header = true, nullstr = '', types = {'valid_from': DATE, 'valid_to': DATE, 'unit_rate': 'DECIMAL(12, 4)'});
CREATE TABLE providers AS SELECT *, if(kind = 'individual', 'individual provider ' || provider_id, name) AS shown_name
FROM read_csv('$folder/registers/providers.csv', header = true, nullstr = '', all_varchar = true);
CREATE TABLE agreements AS SELECT kind, provider_id, placement_id, valid_from, ending(valid_to) AS valid_to
FROM read_csv('$folder/registers/agreements.csv', header = true, nullstr = '', types = {'valid_from': DATE, 'valid_to': DATE});
CREATE TABLE contract_terms AS SELECT service, valid_from, ending(valid_to) AS valid_to, last_day_paid, notice_days::INTEGER AS notice_days,
  retainer_share, tolerance_pounds, tolerance_percent, rate_tolerance, set_off_allowed
FROM read_csv('$folder/registers/contract_terms.csv', header = true, nullstr = '', types = {'valid_from': DATE, 'valid_to': DATE,
  'retainer_share': 'DECIMAL(6, 4)', 'tolerance_pounds': 'DECIMAL(12, 2)', 'tolerance_percent': 'DECIMAL(6, 2)', 'rate_tolerance': 'DECIMAL(12, 4)',
  'last_day_paid': BOOLEAN, 'set_off_allowed': BOOLEAN});
CREATE TABLE provider_aliases AS SELECT supplier_id, provider_id, valid_from, ending(valid_to) AS valid_to
FROM read_csv('$folder/registers/provider_aliases.csv', header = true, nullstr = '', types = {'valid_from': DATE, 'valid_to': DATE});
CREATE TABLE dpias AS FROM read_csv('$folder/registers/dpias.csv', header = true, nullstr = '', types = {'approved_on': DATE});
CREATE TABLE thresholds AS SELECT kind, valid_from, ending(valid_to) AS valid_to, amount, regime, source
FROM read_csv('$folder/registers/thresholds.csv', header = true, nullstr = '', types = {'valid_from': DATE, 'valid_to': DATE, 'amount': 'DECIMAL(14, 2)'});
CREATE TABLE acceptances AS FROM read_csv('$folder/registers/acceptances.csv', header = true, nullstr = '', types = {'valid_from': DATE, 'expires': DATE});
