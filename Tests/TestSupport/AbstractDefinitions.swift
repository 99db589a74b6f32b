/// Datasets and a rule about nothing in particular, as YAML, for tests of the rule language and of its engine.
public enum AbstractDefinitions {
  /// Dataset files by name.
  public static let datasets: [(name: String, text: String)] = [
    (
      "parcels",
      """
      dataset: parcels
      each: parcel
      about: Things that belong to an account.
      key: [parcel_id]
      control: amount
      fields:
        parcel_id: { type: text, required: true }
        account_id: { type: text }
        kind: { type: code, values: [x, y, z], required: true }
        amount: { type: money }
        rate: { type: number, scale: 4 }
        day: { type: date, required: true }
        ended: { type: date, blank: still there }
        checked: { type: boolean }
        owner: { type: text, personal: pseudonymise }
        label: { type: text, blank: no label, personal: { show to: [inner] } }
      intervals:
        span: { from: day, to: ended }
      derive:
        doubled: parcel.amount * 2
      """
    ),
    (
      "accounts",
      """
      dataset: accounts
      each: account
      about: What parcels belong to.
      key: [account_id]
      fields:
        account_id: { type: text, required: true }
        name: { type: text, required: true }
        region: { type: text }
        opened: { type: date, required: true }
        closed: { type: date, blank: still open }
        cap: { type: money }
      intervals:
        open_days: { from: opened, to: closed }
      """
    ),
    (
      "prices",
      """
      dataset: prices
      each: price
      about: What a kind costs from one day to another.
      key: [price_id]
      fields:
        price_id: { type: text, required: true }
        kind: { type: code, values: [x, y, z] }
        valid_from: { type: date, required: true }
        valid_to: { type: date, blank: still valid }
        price: { type: money }
      intervals:
        valid: { from: valid_from, to: valid_to }
      """
    ),
    (
      "entries",
      """
      dataset: entries
      each: entry
      about: Money booked on an account.
      key: [entry_id]
      control: net
      extent: posted
      fields:
        entry_id: { type: text, required: true }
        account_id: { type: text }
        parcel_id: { type: text, blank: for no parcel }
        posted: { type: date, required: true }
        net: { type: money }
      """
    ),
    (
      "account_days",
      """
      dataset: account_days
      each: account_day
      about: One account and one of its entries.
      from: accounts
      expand:
        entry: { in: entries, match: { account_id: account.account_id }, when: 'entry.posted in account.open_days', reaches: '[account.opened .. as_at]' }
      fields:
        account_id: { type: text, value: account.account_id }
        entry_id: { type: text, value: entry.entry_id }
        net: { type: money, value: entry.net }
        region: { type: text, value: account.region }
      key: [account_id, entry_id]
      control: net
      """
    ),
    (
      "region_sums",
      """
      dataset: region_sums
      each: region_sum
      about: What was booked in a region.
      from: account_days
      by: [region]
      fields:
        region: { type: text, value: key.region }
        lines: { type: number, scale: 0, value: count(group) }
        net: { type: money, value: total(group.net) }
      key: [region]
      control: net
      """
    ),
  ]

  /// A rule that holds, to be broken in one place.
  public static let rule = """
    rule: low-booking
    title: A parcel for which too little was booked
    status: stable
    severity: low
    verdict: check
    measure: value of parcels
    confidence: recorded fact
    audience: [outer]
    law:
      - { instrument: The house rules, provision: rule 1, regime: any, effect: What is owed is booked. }
    why: What is not booked is forgotten.
    exclusions: []
    assumptions: []
    false_positives: []
    covers: [X-01]

    each: parcel
    where: parcel.kind = "x"
    lookup:
      account: { in: accounts, match: { account_id: parcel.account_id }, expect: one }
    collect:
      bookings: { in: entries, match: { account_id: parcel.account_id }, reaches: '[parcel.day .. as_at]' }
    let:
      booked: total(bookings.net)
      missing: parcel.amount - booked
    flag:
      if: missing > 0
      cases:
        - { case: nothing booked, if: count(bookings) = 0, says: "nothing was booked for {account.name}" }
        - { case: too little booked, says: "£{missing} is missing for {account.name}" }
      amount: missing
    columns: { account: account.name, kind: parcel.kind }
    examples:
      - flags: nothing booked
        given:
          parcels: [{ parcel_id: I1, account_id: A1, kind: x, amount: 5.00, day: 2024-09-01 }]
          accounts: [{ account_id: A1, name: North, opened: 2024-01-01 }]
        amount: 5.00
        says: nothing was booked for North
      - flags: too little booked
        given:
          parcels: [{ parcel_id: I1, account_id: A1, kind: x, amount: 5.00, day: 2024-09-01 }]
          accounts: [{ account_id: A1, name: North, opened: 2024-01-01 }]
          entries: [{ entry_id: E1, account_id: A1, posted: 2024-09-02, net: 3.50 }]
        amount: 1.50
        says: £1.50 is missing for North
      - passes: all is booked
        given:
          parcels: [{ parcel_id: I1, account_id: A1, kind: x, amount: 5.00, day: 2024-09-01 }]
          entries: [{ entry_id: E1, account_id: A1, posted: 2024-09-02, net: 5.00 }]
      - unassessed: nobody knows what it is worth
        given:
          parcels: [{ parcel_id: I1, account_id: A1, kind: x, day: 2024-09-01 }]

    """
}
