/// A dataset of bills and a rule that finds those above 100.00, as council's files have them.
enum LargeBill {
  static let dataset = """
    dataset: bills
    each: bill
    about: One bill.
    key: [id]
    control: net
    fields:
      id: { type: text, required: true }
      net: { type: money }
      payee: { type: text, personal: { show to: [] } }
    """

  static let rule = """
    rule: large-bill
    title: A large bill
    status: test
    severity: high
    verdict: check
    measure: value at issue
    confidence: recorded fact
    audience: [finance]
    law: []
    why: It is large.
    exclusions: []
    assumptions: []
    false_positives: []
    each: bill
    flag:
      if: bill.net > 100
      cases:
        - { case: large, says: "a large bill" }
      amount: bill.net
    examples:
      - flags: large
        given: { bills: [{ net: 101.00 }] }
        amount: 101.00
      - passes: small
        given: { bills: [{ net: 100.00 }] }
      - unassessed: net not known
        given: { bills: [{}] }
    """
}
