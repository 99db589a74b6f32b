internal import Values

/// The files of the world, one for each dataset.
enum Dataset: String, CaseIterable {
  case placements, payments, suspensions
  case placementRates = "placement_rates"
  case paymentRuns = "payment_runs"
  case payPeriods = "pay_periods"
  case frameworks, members, rates, uplifts, providers, agreements
  case frameworkServices = "framework_services"
  case contractTerms = "contract_terms"
  case providerAliases = "provider_aliases"
  case modifications, notices, decisions, dpias, eqias, thresholds, waivers, acceptances

  /// Whether the file comes out of a system every night, rather than being kept by hand.
  var isExtract: Bool {
    switch self {
    case .placements, .placementRates, .suspensions, .payments: true
    default: false
    }
  }

  /// The file, below the world's folder.
  func path(isPlain: Bool) -> String {
    isExtract ? "extracts/\(rawValue).csv\(isPlain ? "" : ".gz")" : "registers/\(rawValue).csv"
  }

  /// The fields, in the order of the columns.
  var fields: [String] { fieldNames.split(separator: " ").map(String.init) }

  private var fieldNames: String {
    switch self {
    case .placements:
      "placement_id client_id provider_id service lot cluster band start_date end_date"
        + " ended_without_notice created_date delivery route_recorded reason reason_evidence"
        + " reason_review_date sourced_by partner_placement_id unit units_per_week unit_rate weekly_cost"
    case .payments:
      "payment_id supplier_id invoice_no kind type placement_id contract_ref period_from period_to"
        + " unit units unit_rate net run_id paid_date reversal_of gl_code"
    case .suspensions: "suspension_id placement_id suspended_from suspended_to"
    case .placementRates:
      "placement_id valid_from valid_to band unit units unit_rate weekly_cost"
    case .paymentRuns: "run_id period_id cut_off finalised_on paid_on"
    case .payPeriods: "period_id period_from period_to"
    case .frameworks:
      "framework_id title kind regime procedure_commenced start_date initial_end_date end_date options"
        + " advertised_annual advertised_value spend_brought_forward brought_forward_to notice_id"
        + " provider_id processes_personal_data owner"
    case .frameworkServices: "framework_id service valid_from valid_to"
    case .members: "framework_id provider_id lot cluster joined left admitted_by"
    case .rates: "framework_id lot cluster band unit valid_from valid_to unit_rate source"
    case .uplifts: "uplift_id service applies_to percent effective_from decision_id"
    case .providers: "provider_id name kind provider_group company_no cqc_provider_id"
    case .agreements: "agreement_id kind provider_id placement_id valid_from valid_to reference"
    case .contractTerms:
      "service valid_from valid_to last_day_paid notice_days retainer_share tolerance_pounds"
        + " tolerance_percent rate_tolerance set_off_allowed run_off_rule source"
    case .providerAliases: "supplier_id provider_id valid_from valid_to why"
    case .modifications:
      "modification_id framework_id kind gateway value effective_from new_end_date decision_id"
        + " notice_id signed_on"
    case .notices: "notice_id framework_id kind published_on published_in value"
    case .decisions:
      "decision_id framework_id title kind key_decision decided_on effective_from effective_to"
    case .dpias:
      "dpia_id framework_id title status approver approved_on dpo_advice_on residual_risk"
        + " next_review document"
    case .eqias: "eqia_id framework_id decision_id kind assessed_on refresh_due document"
    case .thresholds: "kind valid_from valid_to amount regime source checked_on"
    case .waivers:
      "waiver_id provider_id service valid_from valid_to up_to approver approved_on reference"
    case .acceptances:
      "acceptance_id rule finding_key valid_from expires up_to reason approver evidence"
    }
  }

  /// The headings: the systems have their own words, the registers use the field names.
  var headings: [String] {
    switch self {
    case .placements:
      [
        "Placement No", "Person Ref", "Provider", "Service", "Lot", "Cluster", "Band", "Start Date",
        "End Date", "Ended Without Notice", "Created On", "Delivery Mechanism", "Contract Route",
        "Off Framework Reason", "Reason Evidence", "Reason Review Date", "Sourced By",
        "Linked Placement", "Unit", "Units PW", "Unit Rate", "Weekly Cost",
      ]
    case .payments:
      [
        "Payment Ref", "Supplier No", "Invoice No", "Line Kind", "Type", "Placement No",
        "Contract Ref", "Period From", "Period To", "Unit", "Units", "Rate", "Net Amount (£)",
        "Pay Run", "Paid Date", "Reversal Of", "GL Code",
      ]
    default: fields
    }
  }
}

/// The open files of a world.
struct Outputs {
  private let files: [Dataset: CSVFile]

  init(folder: String, isPlain: Bool) throws(WriteError) {
    var files: [Dataset: CSVFile] = [:]
    for dataset in Dataset.allCases {
      files[dataset] = try CSVFile(
        path: "\(folder)/\(dataset.path(isPlain: isPlain))",
        headings: dataset.headings
      )
    }
    self.files = files
  }

  /// Writes one row of a dataset.
  func write(_ dataset: Dataset, _ cells: [String]) throws(WriteError) {
    try files[dataset]?.write(cells)
  }

  func close() throws(WriteError) {
    for dataset in Dataset.allCases { try files[dataset]?.close() }
  }
}

/// A value's text in a register, or nothing where there is none.
func text(_ value: (some CustomStringConvertible)?) -> String { value?.description ?? "" }
