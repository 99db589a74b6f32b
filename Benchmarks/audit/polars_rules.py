"""The rules in Polars: each gives its findings and what could not be assessed, as a lazy frame."""

import polars as pl

from polars_tables import col, half_up, in_words, last_of, lit, number, overlap, pounds, when

RULES = {}


def rule(function):
    RULES[function.__name__.replace("_", "-")] = function
    return function


def key(**parts):
    texts = [f"{name.replace('__', '.')}={{}}" for name in parts]
    return pl.format(";".join(texts), *parts.values())


def outcome(unknown):
    return when(unknown).then(lit("unassessed")).otherwise(lit("flagged"))


def named(unknown, *cases):
    """The name of the first case that is true, or none where nobody can know."""
    text = when(unknown).then(lit(""))
    for name, condition in cases[:-1]:
        text = text.when(condition).then(lit(name))
    return text.otherwise(lit(cases[-1][0]))


def plain(hundredths):
    """A number that is not negative, with two decimals."""
    return pl.format("{}.{}", hundredths // 100, (hundredths % 100).cast(pl.String).str.zfill(2))


def money(pence):
    return (pence / 100).alias("money")


def kept(lines):
    """Lines as a frame of their own: the streaming engine finds them, the other one words them.

    In one chunk: joining texts of chunks without rows makes Polars 2.1 panic.
    """
    return lines.collect(engine="streaming").rechunk()


CARE = (col("kind") == "care") & (col("type") == "INV")
LINE = ["payment_id", "placement_id", "supplier_id", "invoice_no", "run_id", "period_from", "period_to"]


@rule
def off_framework_placement(t):
    unit = (
        t.placements.join(t.routes.select("placement_id", "framework_id", "found", "council_pays"), on="placement_id")
        .filter("council_pays", col("framework_id").is_not_null())
        .join(t.frameworks.select("framework_id", "title", "regime"), on="framework_id", how="left")
        .join(t.providers.select("provider_id", "shown_name"), on="provider_id", how="left")
    )  # fmt: skip
    first_day = col("start_date").is_between("joined", "left")
    for_lot = first_day & ((col("lot_held") == col("lot")) | (col("lot_held") == "all lots"))
    here = for_lot & ((col("cluster_held") == col("cluster")) | (col("cluster_held") == "all clusters"))
    held = unit.join(t.members, on=["framework_id", "provider_id"], suffix="_held").group_by("placement_id").agg(
        memberships=pl.len(), first_day=first_day.sum(), for_lot=for_lot.sum(), here=here.sum(), possible=here.is_null().sum(),
        lots=col("lot_held").filter(first_day).unique().str.join(", "), clusters=col("cluster_held").filter(for_lot).unique().str.join(", "),
    )  # fmt: skip
    counts = ["memberships", "first_day", "for_lot", "here", "possible"]
    judged = unit.join(held, on="placement_id", how="left").with_columns(col(counts).fill_null(0)).filter(col("here") == 0)
    unknown = col("possible") > 0
    name, title = col("shown_name"), col("title")
    return judged.lazy().select(
        outcome=outcome(unknown),
        case=named(unknown, ("never a member", col("memberships") == 0), ("not on that date", col("first_day") == 0),
                   ("other lot", col("for_lot") == 0), ("other cluster", None)),
        key=key(placement_id="placement_id"), amount=col("weekly_cost") * 52,
        message=when(unknown).then(lit("The lot or cluster is blank"))
        .when(col("memberships") == 0).then(pl.format("{} has never been on {}", name, title))
        .when(col("first_day") == 0).then(pl.format("{} was not on {} on {}, when the placement began", name, title, in_words(col("start_date"))))
        .when(col("for_lot") == 0).then(pl.format("{} was on {} for {}, and the placement is for {}", name, title, "lots", "lot"))
        .otherwise(pl.format("{} was on {} in {}, and the placement is in {}", name, title, "clusters", "cluster")),
        provider="shown_name", provider_id="provider_id", placement_id="placement_id", service="service", lot="lot", cluster="cluster",
        band="band", start_date="start_date", end_date="end_date", route_found="found", route_recorded="route_recorded", reason="reason",
        reason_review_date="reason_review_date", sourced_by="sourced_by", regime="regime", **{"weekly cost": money(col("weekly_cost"))},
    )  # fmt: skip


@rule
def route_recorded_differs(t):
    frame = t.routes.join(t.placements.select("placement_id", "weekly_cost", "sourced_by"), on="placement_id")
    frame = frame.join(t.providers.select("provider_id", "shown_name"), on="provider_id", how="left")
    recorded, found = col("recorded"), col("found")
    judged = frame.filter(recorded.is_null() | found.is_null() | (recorded != found))
    unknown = recorded.is_not_null() & found.is_null()
    hidden = (recorded == "framework") & found.is_in(["spot", "individual contract", "no agreement found"])
    return judged.lazy().select(
        outcome=outcome(unknown),
        case=named(unknown, ("no route recorded", recorded.is_null()), ("recorded as framework, bought outside", hidden), ("recorded otherwise", None)),
        key=key(placement_id="placement_id"), amount=col("weekly_cost") * 52,
        message=when(recorded.is_null()).then(pl.format("No route is recorded for the placement with {}", "shown_name"))
        .when(found.is_null()).then(lit("The route found is not known"))
        .otherwise(pl.format("Recorded as {} with {}; the registers show {}", recorded, "shown_name", found)),
        provider="shown_name", placement_id="placement_id", service="service", start_date="start_date", route_found="found",
        route_recorded="recorded", sourced_by="sourced_by",
    )  # fmt: skip


@rule
def spot_spend_over_threshold(t):
    by = ["provider_id", "service"]
    spending = t.periods.group_by(*by, "period_id", "period_from", "period_to").agg(
        pence=when(col("spot").is_null().any()).then(None).otherwise(col("spot").sum())
    )
    windows = spending.filter(col("pence").is_null() | (col("pence") > 0)).with_columns(
        window_from=col("period_to").dt.offset_by("-1y").dt.offset_by("1d")
    )
    windows = windows.filter(t.pay_periods["period_from"].min() <= col("window_from").dt.offset_by("27d"))
    sums = (
        windows.join(spending.select(*by, "pence", other_from="period_from", other_to="period_to"), on=by, suffix="_other")
        .filter(col("other_from") >= col("window_from"), col("other_to") <= col("period_to"))
        .group_by(*by, "period_id", "period_to", "window_from", "pence")
        .agg(total=when(col("pence_other").is_null().any()).then(None).otherwise(col("pence_other").sum()))
    )  # fmt: skip
    limits = t.thresholds.filter(col("kind") == "light touch").select("valid_from", "valid_to", "source", "regime", limit="amount")
    judged = (
        sums.join(limits, how="cross").filter(col("period_to").is_between("valid_from", "valid_to"))
        .join(t.providers.select("provider_id", "shown_name", "provider_group"), on="provider_id", how="left")
    )  # fmt: skip
    unknown = col("pence").is_null() | col("total").is_null()
    kept = judged.filter(~unknown & (col("total") >= col("limit"))).sort(["total", "period_to"], descending=[True, False])
    kept = kept.unique(by, keep="first", maintain_order=True).lazy().select(
        outcome=lit("flagged"), case=lit("threshold reached"), key=key(provider_id="provider_id", service="service"), amount=col("total"),
        message=pl.format(
            "{}: {} of {} outside the frameworks in the twelve months to {}; the threshold is {}",
            "shown_name", pounds(col("total")), "service", in_words(col("period_to")), pounds(col("limit")),
        ),
        provider="shown_name", provider_id="provider_id", service="service", provider_group="provider_group", threshold=money(col("limit")),
        threshold_source="source", regime="regime", **{"percent of threshold": (col("total") / col("limit") * 100).round(1)},
    )  # fmt: skip
    open = judged.filter(unknown).lazy().select(
        outcome=lit("unassessed"), case=lit(""), key=key(provider_id="provider_id", service="service", period_id="period_id"),
        message=lit("The value of a period is not known"), provider="shown_name", provider_id="provider_id", service="service",
    )  # fmt: skip
    return pl.concat([kept, open], how="diagonal")


@rule
def overlapping_placements(t):
    p = t.placements.filter(col("delivery") != "direct payment")
    chosen = ["placement_id", "client_id", "service", "provider_id", "start_date", "end_date", "weekly_cost", "partner_placement_id"]
    end = lambda name: col(name).fill_null(pl.date(9999, 12, 31))  # noqa: E731
    pairs = (
        p.select(chosen).join(p.select(chosen), on=["client_id", "service"], suffix="_b")
        .filter(col("placement_id") < col("placement_id_b"), col("provider_id") != col("provider_id_b"))
        .with_columns(
            first=last_of(col("start_date"), col("start_date_b")),
            last=pl.min_horizontal(end("end_date"), end("end_date_b"), t.as_at),
        ).filter(col("last") >= col("first"))
    )  # fmt: skip
    ids = ["placement_id", "placement_id_b"]
    s = t.suspensions.select("placement_id", "suspended_from", "suspended_to")
    a = pairs.join(s, on="placement_id")
    b = pairs.join(s, left_on="placement_id_b", right_on="placement_id")
    both = a.join(s, left_on="placement_id_b", right_on="placement_id", suffix="_2")
    days = overlap([col("suspended_from"), col("first")], [col("suspended_to"), col("last")]).sum()
    ends = [col("suspended_from"), col("suspended_from_2"), col("first")], [col("suspended_to"), col("suspended_to_2"), col("last")]
    pairs = pairs.join(a.group_by(ids).agg(a=days), on=ids, how="left").join(b.group_by(ids).agg(b=days), on=ids, how="left")
    pairs = pairs.join(both.group_by(ids).agg(both=overlap(*ends).sum()), on=ids, how="left").with_columns(col("a", "b", "both").fill_null(0))
    open = number(col("last")) - number(col("first")) + 1
    together = (col("partner_placement_id") == col("placement_id_b")) | (col("partner_placement_id_b") == col("placement_id"))
    judged = pairs.with_columns(together=(open - col("a") - col("b") + col("both")).cast(pl.Int64)).filter(~together.fill_null(False), col("together") > 0)
    names = t.providers.select("provider_id", "shown_name")
    judged = judged.join(names, on="provider_id").join(names, left_on="provider_id_b", right_on="provider_id", suffix="_b")
    weekly = pl.min_horizontal("weekly_cost", "weekly_cost_b")
    return judged.lazy().select(
        outcome=lit("flagged"), case=lit("same days"), key=key(a__placement_id="placement_id", b__placement_id="placement_id_b"),
        amount=half_up(weekly * col("together"), 7),
        message=pl.format("{} and {} both had one person in {} on {} days", "shown_name", "shown_name_b", "service", "together"),
        provider="shown_name", other_provider="shown_name_b", placement_id="placement_id", other_placement_id="placement_id_b",
        service="service", start_date="start_date", end_date="end_date",
    )  # fmt: skip


@rule
def duplicate_payment(t):
    y = t.payments.lazy().filter(CARE)
    by = ["supplier_id", "placement_id", "period_from", "period_to", "net"]
    care = y.filter(col("net") > 0, col("placement_id").is_not_null())
    # Hashes of equal numbers are equal, and cheaper to compare.
    several = care.select(*by, number=col("invoice_no").hash()).group_by(by).agg(several=col("number").min() != col("number").max())
    several = several.filter("several").select(by)
    lines = care.select(*by, "invoice_no", "payment_id").join(several, on=by, how="semi").collect(engine="streaming").rechunk()
    documents = (
        t.payments.lazy().join(lines.lazy().select("supplier_id", "invoice_no").unique(), on=["supplier_id", "invoice_no"], how="semi")
        .group_by("supplier_id", "invoice_no").agg(total=col("net").sum(), unknown=col("net").is_null().any()).collect(engine="streaming").rechunk()
    )  # fmt: skip
    standing = lines.join(t.reversals, on="payment_id", how="anti").join(documents, on=["supplier_id", "invoice_no"])
    sure = ~col("unknown") & (col("total") > 0)
    counted = standing.group_by(by).agg(
        invoices=col("invoice_no").filter(sure).n_unique(), possible=col("invoice_no").filter(sure | col("unknown")).n_unique(),
        names=col("invoice_no").filter(sure).unique(), first_invoice=col("invoice_no").filter(sure).min(),
    ).filter(col("possible") > 1)  # fmt: skip
    payees = t.provider_aliases.select("supplier_id", "provider_id", "valid_from", "valid_to")
    judged = counted.join(payees, on="supplier_id").filter(col("period_from").is_between("valid_from", "valid_to"))
    judged = judged.join(t.providers.select("provider_id", "shown_name"), on="provider_id")
    unknown = col("invoices") < 2
    parts = {name: col(name) for name in by[:-1]} | {"net": plain(col("net"))}
    found = judged.lazy().select(
        outcome=outcome(unknown), case=named(unknown, ("paid on several invoices", None)), key=key(**parts),
        amount=col("net") * (col("invoices").cast(pl.Int64) - 1),
        message=pl.format("{}: {} for {} to {} is on {} invoices: {}", "shown_name", pounds(col("net")), in_words(col("period_from")),
                          in_words(col("period_to")), "invoices", col("names").list.sort().list.join(", ")),
        provider="shown_name", supplier_id="supplier_id", placement_id="placement_id", period_from="period_from", period_to="period_to",
        first_invoice="first_invoice", **{"amount of each": money(col("net"))},
    )  # fmt: skip
    blank = col("net").is_null() | (col("net") > 0) & col("placement_id").is_null()
    return pl.concat([found, unjudged(y.filter(blank), "The amount or the placement is blank")], how="diagonal")


def unjudged(lines, why):
    """Lines that could not be assessed."""
    lines = kept(lines.select(LINE)).lazy()
    return lines.select(outcome=lit("unassessed"), case=lit(""), key=key(payment_id="payment_id"), message=lit(why), **{name: col(name) for name in LINE})


@rule
def paid_differs_from_expected(t):
    judged = t.periods.filter("council_pays", "run_is_closed", col("period_from").is_between(*t.covers))
    judged = judged.with_columns(difference=col("paid") - col("expected")).join(t.providers.select("provider_id", "shown_name"), on="provider_id", how="left")
    difference = col("difference")
    judged = judged.filter(difference.is_null() | (difference.abs() > col("tolerance")))
    nothing = (difference < 0) & (col("paid") == 0)
    days = in_words(col("period_from")), in_words(col("period_to"))
    return judged.lazy().select(
        outcome=outcome(difference.is_null()),
        case=named(difference.is_null(), ("nothing paid", nothing), ("paid too much", difference > 0), ("paid too little", None)),
        key=key(placement_id="placement_id", period_id="period_id"), amount=difference.abs(),
        message=when(difference.is_null()).then(lit("What was paid or due is not known"))
        .when(nothing).then(pl.format("Nothing was paid to {} for {} to {}; {} was due", "shown_name", *days, pounds(col("expected"))))
        .otherwise(pl.format("{} was paid {} for {} to {}; {} was due", "shown_name", pounds(col("paid")), *days, pounds(col("expected")))),
        provider="shown_name", placement_id="placement_id", service="service", run_id="run_id", period_from="period_from", period_to="period_to",
        set_off_allowed="set_off_allowed",
        **{"due": money(col("expected")), "paid gross": money(col("gross")), "taken back": money(col("back")), "paid net": money(col("paid")),
           "days due": col("days_due")},
    )  # fmt: skip


@rule
def payment_without_placement(t):
    payees = t.provider_aliases.select("supplier_id", "provider_id", "valid_from", "valid_to")
    routes = t.routes.select("placement_id", "start_date", "paid_to", route_provider="provider_id")
    # Who is paid depends on the supplier and the day: few of them, so they are looked up first.
    care = t.payments.lazy().filter(CARE)
    days = care.select("supplier_id", "period_from").unique().collect(engine="streaming").rechunk()
    payees = days.join(payees, on="supplier_id").filter(col("period_from").is_between("valid_from", "valid_to"))
    payees = payees.select("supplier_id", "period_from", "provider_id")
    covered = (
        (col("route_provider") == col("provider_id")) & (col("start_date") <= col("period_to")) & (col("paid_to") >= col("period_from"))
    ).fill_null(False)
    uncovered = (
        care.select(*LINE, "contract_ref", "net", "gl_code").join(payees.lazy(), on=["supplier_id", "period_from"], how="left")
        .join(routes.lazy(), on="placement_id", how="left").filter(~covered).drop("route_provider", "start_date", "paid_to").collect(engine="streaming").rechunk()
    )  # fmt: skip
    blocks = t.frameworks.filter(col("kind") == "block contract").select("start_date", "end_date", contract_ref="framework_id")
    block = uncovered.join(blocks, on="contract_ref").filter(col("period_from").is_between("start_date", "end_date")).select("payment_id")
    uncovered = uncovered.join(block, on="payment_id", how="anti").join(t.reversals, on="payment_id", how="left", coalesce=True)
    is_back = uncovered.select("payment_id").join(t.reversals, on="payment_id").select("payment_id", is_back=lit(True))
    uncovered = uncovered.join(is_back, on="payment_id", how="left")
    uncovered = uncovered.with_columns(standing=col("net") + when(col("is_back").is_null()).then(0).otherwise(col("back")))
    uncovered = uncovered.filter(col("standing").is_null() | (col("standing") > 0))
    owned = t.routes.select("provider_id", "start_date", "paid_to", own="placement_id")
    then = (col("start_date") <= col("period_to")) & (col("paid_to") >= col("period_from"))
    # Of one payee and period, all lines meet the same placements.
    groups = uncovered.select("provider_id", "period_from", "period_to").unique().join(owned, on="provider_id")
    groups = groups.group_by("provider_id", "period_from", "period_to").agg(in_period=then.sum())
    names = t.routes.select("provider_id", "placement_id", named=lit(True))
    judged = uncovered.join(groups, on=["provider_id", "period_from", "period_to"], how="left")
    judged = judged.join(names, on=["provider_id", "placement_id"], how="left")
    rejected = t.rejected_placements.select("provider_id", rejected="placement_id")
    lost = judged.select("payment_id", "provider_id", "placement_id").join(rejected, on="provider_id")
    lost = lost.filter((col("placement_id") == col("rejected")).fill_null(True)).select("payment_id", lost=lit(True)).unique()
    judged = judged.join(lost, on="payment_id", how="left").join(t.providers.select("provider_id", "shown_name"), on="provider_id", how="left")
    judged = judged.with_columns(col("in_period").fill_null(0), col("named", "lost").fill_null(False))
    unknown = col("provider_id").is_null() | col("lost") | col("standing").is_null() | (col("placement_id").is_null() & (col("in_period") > 0))
    head = "shown_name", pounds(col("standing")), in_words(col("period_from")), in_words(col("period_to"))
    return judged.lazy().select(
        outcome=outcome(unknown),
        case=named(unknown, ("no placement with the provider then", col("in_period") == 0), ("outside the placement's days", col("named")),
                   ("other placements only", None)),
        key=key(payment_id="payment_id"), amount=col("standing"),
        message=when(unknown).then(lit("The payee, the placement or the amount is not known"))
        .when(col("in_period") == 0).then(pl.format("{} was paid {} for {} to {} and had no placement then", *head))
        .when("named").then(pl.format("{} was paid {} for {} to {}, outside the days of the placement it names", *head))
        .otherwise(pl.format("{} was paid {} for {} to {} for a placement number that it does not have", *head)),
        provider="shown_name", contract_ref="contract_ref", gl_code="gl_code", paid=money(col("net")), **{name: col(name) for name in LINE},
    )  # fmt: skip


@rule
def rate_not_contracted(t):
    at = lambda held, own, all: (col(held) == col(own)) | (col(held) == all)  # noqa: E731
    rates = t.rates.select("framework_id", "unit", "unit_rate", "source", s_lot="lot", s_cluster="cluster", s_band="band", s_from="valid_from", s_to="valid_to")
    applies = at("s_lot", "lot", "all lots") & at("s_cluster", "cluster", "all clusters") & at("s_band", "band", "all bands")
    own = t.routes.filter(col("found").is_in(["framework", "run-off"])).select("placement_id", "provider_id", "framework_id")
    own = own.join(t.placements.select("placement_id", "lot", "cluster", "service"), on="placement_id")
    own = own.join(t.placement_rates.select("placement_id", "band", "valid_from", "valid_to"), on="placement_id")
    schedule = own.join(rates, on="framework_id").filter(applies, col("s_from") <= col("valid_to"), col("s_to") >= col("valid_from"))
    schedule = schedule.select(
        "placement_id", "provider_id", "framework_id", "lot", "cluster", "service", "band", "unit", "source", due="unit_rate",
        valid_from=last_of(col("valid_from"), col("s_from")), valid_to=pl.min_horizontal("valid_to", "s_to"),
    )  # fmt: skip
    judged = when(col("found").is_null()).then(None).otherwise(True)
    belongs = col("found").is_null() | col("found").is_in(["framework", "run-off"])
    population = pl.concat([
        t.routes.filter(col("framework_id").is_not_null(), belongs).select("placement_id", judged=judged),
        t.rejected_placements.select("placement_id", judged=lit(None, pl.Boolean)),
    ])  # fmt: skip
    care = t.payments.lazy().filter(CARE, col("unit").is_not_null()).select(*LINE, "unit", "units", "unit_rate", "gl_code")
    lines = care.filter(col("placement_id").is_not_null()).join(population.lazy(), on="placement_id")
    # One pass finds the lines at the schedule's rate; the others are few.
    at_rate = schedule.lazy().select("placement_id", "unit", "due", "valid_from", "valid_to")
    right = lines.join(at_rate, left_on=["placement_id", "unit", "unit_rate"], right_on=["placement_id", "unit", "due"])
    right = right.filter(col("period_from").is_between("valid_from", "valid_to"), "judged").select("payment_id")
    different = lines.join(right, on="payment_id", how="anti").collect(engine="streaming").rechunk()
    found = different.join(schedule.drop("valid_from", "valid_to").with_columns(a=schedule["valid_from"], b=schedule["valid_to"]), on=["placement_id", "unit"])
    found = found.filter(col("period_from").is_between("a", "b")).drop("a", "b")
    lost = different.join(found.select("payment_id"), on="payment_id", how="anti")
    terms = t.contract_terms.select("service", "rate_tolerance", t_from="valid_from", t_to="valid_to")
    found = found.join(terms, on="service").filter(col("period_from").is_between("t_from", "t_to"))
    keys = ["framework_id", "unit", "lot", "cluster", "band", "period_to"]
    last = found.select(keys).unique().join(rates, on=["framework_id", "unit"], suffix="_s")
    last = last.filter(applies, col("period_to").is_between("s_from", "s_to")).select(*keys, due_on_last_day="unit_rate")
    found = found.join(last, on=keys, how="left", nulls_equal=True)
    difference = col("unit_rate") - col("due")
    beyond = (difference.abs() > col("rate_tolerance")) & ((col("unit_rate") - col("due_on_last_day")).abs() > col("rate_tolerance"))
    found = pl.concat([found, lost], how="diagonal").with_columns(back=col("payment_id").is_in(t.reversals["payment_id"].implode()))
    found = found.filter(col("judged").is_null() | ~col("back") & beyond.fill_null(True))
    unknown = col("judged").is_null() | difference.is_null() | col("due_on_last_day").is_null()
    found = found.join(t.providers.select("provider_id", "shown_name"), on="provider_id", how="left")
    flagged = found.lazy().select(
        outcome=outcome(unknown), case=named(unknown, ("above the contracted rate", difference > 0), ("below the contracted rate", None)),
        key=key(payment_id="payment_id"), amount=half_up(difference.abs() * col("units"), 10_000),
        message=when(unknown).then(lit("The placement, its route or its rate is not known")).otherwise(
            pl.format("{} was paid {} per {}; the schedule says {} on {}", "shown_name", pounds(col("unit_rate") // 100), "unit",
                      pounds(col("due") // 100), in_words(col("period_from")))),
        provider="shown_name", service="service", lot="lot", cluster="cluster", band="band", rate_source="source", gl_code="gl_code",
        **{name: col(name) for name in LINE if name != "supplier_id"}, **rates_shown("due"),
    )  # fmt: skip
    return pl.concat([flagged, unjudged(care.filter(col("placement_id").is_null()), "The placement is not known")], how="diagonal")


def rates_shown(due):
    return {"rate paid": col("unit_rate") / 10_000, "rate due": col(due) / 10_000, "units paid": col("units") / 100}


@rule
def dpia_not_in_place(t):
    personal = col("processes_personal_data")
    live = t.frameworks.filter(t.as_at.is_between(col("start_date"), col("end_date")), (personal != "false").fill_null(True))
    approved = (col("status") == "approved") & col("approver").is_not_null() & (col("approved_on") <= t.as_at).fill_null(False)
    plays = col("status") != "withdrawn"
    held = t.dpias.group_by("framework_id").agg(
        in_play=plays.sum(), approved=approved.sum(), statuses=col("status").filter(plays).unique().str.join(", ")
    )
    judged = live.join(held, on="framework_id", how="left").with_columns(col("in_play", "approved").fill_null(0))
    judged = judged.filter((col("approved") == 0) | personal.is_null())
    return judged.lazy().select(
        outcome=outcome(personal.is_null()), case=named(personal.is_null(), ("no DPIA on the register", col("in_play") == 0), ("DPIA not approved", None)),
        key=key(framework_id="framework_id"), amount=lit(None, pl.Int64),
        message=when(personal.is_null()).then(lit("Nobody recorded whether personal data are processed"))
        .when(col("in_play") == 0).then(pl.format("No DPIA on the register for {}", "title"))
        .otherwise(pl.format("{} has a DPIA on the register without a recorded approval; its status is {}", "title", "statuses")),
        framework_id="framework_id", contract="title", regime="regime", start_date="start_date", end_date="end_date", owner="owner",
    )  # fmt: skip


@rule
def spend_over_advertised(t):
    daily = (
        t.payments.lazy().filter(col("contract_ref").is_not_null(), col("kind") != "contribution", col("period_from") <= t.as_at)
        .group_by(framework_id="contract_ref", period_from="period_from").agg(col("net").sum(), unknown=col("net").is_null().any())
        .collect(engine="streaming").rechunk()
    )  # fmt: skip
    spent = t.frameworks.select("framework_id", "brought_forward_to").join(daily, on="framework_id")
    spent = spent.filter(col("period_from") > col("brought_forward_to")).group_by("framework_id").agg(paid=col("net").sum(), unknown=col("unknown").any())
    limit = t.thresholds.filter(col("kind") == "spend warning percent", t.as_at.is_between(col("valid_from"), col("valid_to")))["amount"].item()
    paid = when(col("unknown").fill_null(False)).then(None).otherwise(col("paid").fill_null(0))
    judged = t.frameworks.join(spent, on="framework_id", how="left").with_columns(spend=col("spend_brought_forward") + paid)
    spend, value = col("spend"), col("advertised_value")
    unknown = spend.is_null() | value.is_null()
    judged = judged.filter((spend * 10_000 >= value * limit).fill_null(True))
    return judged.lazy().select(
        outcome=outcome(unknown), case=named(unknown, ("advertised value reached", spend >= value), ("advertised value near", None)),
        key=key(framework_id="framework_id"), amount=last_of(spend - value, lit(0)),
        message=pl.format("{}: {} spent of {} advertised", "title", pounds(spend), pounds(value)).fill_null("The spend or the advertised value is not known"),
        framework_id="framework_id", contract="title", regime="regime", start_date="start_date", end_date="end_date", notice_id="notice_id",
        **{"spend to date": money(spend), "advertised value": money(value), "percent of advertised": (spend / value * 100).round(1)},
    )  # fmt: skip


@rule
def line_not_units_times_rate(t):
    # In millionths of a pound: hundredths times ten-thousandths.
    difference = col("net") * 10_000 - col("units") * col("unit_rate")
    judged = t.payments.lazy().filter(CARE, col("unit").is_not_null()).filter((difference.abs() > 10_000_000).fill_null(True))
    more = difference > 0
    return kept(judged).lazy().select(
        outcome=outcome(difference.is_null()), case=named(difference.is_null(), ("more than units at the rate", more), ("less than units at the rate", None)),
        key=key(payment_id="payment_id"), amount=half_up(difference.abs(), 10_000),
        message=when(difference.is_null()).then(lit("The amount, the units or the rate is blank")).otherwise(
            pl.format("The line is {}, and {} at {} is {}", pounds(col("net")), plain(col("units")), pounds(col("unit_rate") // 100),
                      when(more).then(lit("less")).otherwise(lit("more")))),
        paid=money(col("net")), **{name: col(name) for name in LINE}, **{"rate paid": col("unit_rate") / 10_000, "units paid": col("units") / 100},
    )  # fmt: skip


@rule
def paid_in_another_run(t):
    runs = t.payment_runs.join(t.pay_periods, on="period_id").select("run_id", run_from="period_from", run_to="period_to")
    lines = t.payments.lazy().filter(col("kind") == "care", col("type") != "ADJ").join(runs.lazy(), on="run_id", how="left")
    judged = lines.filter(~col("period_from").is_between("run_from", "run_to").fill_null(False))
    unknown = col("run_from").is_null()
    return kept(judged).lazy().select(
        outcome=outcome(unknown), case=named(unknown, ("in a later run", col("period_from") < col("run_from")), ("in an earlier run", None)),
        key=key(payment_id="payment_id"), amount=col("net").abs(),
        message=when(unknown).then(lit("The run is on no register")).otherwise(
            pl.format("{} for {} is in the run of {} to {}", pounds(col("net")), in_words(col("period_from")), in_words(col("run_from")), in_words(col("run_to")))),
        **{name: col(name) for name in LINE},
    )  # fmt: skip


@rule
def rate_not_of_placement(t):
    agreed = t.placement_rates.select("placement_id", "band", "valid_from", "valid_to", agreed="unit_rate")
    care = t.payments.lazy().filter(CARE, col("unit").is_not_null()).select(*LINE, "unit", "units", "unit_rate")
    difference = col("unit_rate") - col("agreed")
    lines = care.join(agreed.lazy(), on="placement_id").filter(
        col("period_from").is_between("valid_from", "valid_to"), (difference.abs() > 100).fill_null(True)
    )
    found = kept(lines).lazy().select(
        outcome=outcome(difference.is_null()), case=named(difference.is_null(), ("above the agreed rate", difference > 0), ("below the agreed rate", None)),
        key=key(payment_id="payment_id"), amount=half_up(difference.abs() * col("units"), 10_000),
        message=when(difference.is_null()).then(lit("The rate paid or agreed is not known")).otherwise(
            pl.format("{} was paid per {}; {} was agreed", pounds(col("unit_rate") // 100), "unit", pounds(col("agreed") // 100))),
        band="band", **{name: col(name) for name in LINE}, **rates_shown("agreed"),
    )  # fmt: skip
    return pl.concat([found, unjudged(care.filter(col("placement_id").is_null()), "The placement is not known")], how="diagonal")


@rule
def credit_of_no_line(t):
    credits = t.payments.filter(col("reversal_of").is_not_null())
    originals = t.payments.lazy().join(credits.lazy().select(payment_id="reversal_of").unique(), on="payment_id", how="semi")
    originals = originals.select(original="payment_id", original_net="net", original_run="run_id").collect(engine="streaming").rechunk()
    judged = credits.join(originals, left_on="reversal_of", right_on="original", how="left", coalesce=False)
    rest, missing, same = col("original_net") + col("net"), col("original").is_null(), col("original_run") == col("run_id")
    judged = judged.filter(missing | (rest != 0).fill_null(True) | same)
    unknown = ~missing & rest.is_null() & ~same
    return judged.lazy().select(
        outcome=outcome(unknown), case=named(unknown, ("no such line", missing), ("another amount", rest != 0), ("in the run that pays it", None)),
        key=key(payment_id="payment_id"), amount=col("net").abs(),
        message=when(missing).then(pl.format("{} takes back {}, which is no line", "payment_id", "reversal_of"))
        .when(rest != 0).then(pl.format("{} takes back {} of {}", "payment_id", pounds(col("net")), pounds(col("original_net"))))
        .otherwise(pl.format("{} takes back {} in the same run", "payment_id", "reversal_of")),
        **{name: col(name) for name in LINE},
    )  # fmt: skip


@rule
def many_rates_on_invoice(t):
    care = t.payments.lazy().filter(CARE, col("unit") == "hour")
    by = ["supplier_id", "invoice_no", "placement_id"]
    groups = care.filter(col("placement_id").is_not_null()).group_by(by).agg(rates=col("unit_rate").n_unique(), net=col("net").sum(), lines=pl.len())
    groups = groups.filter(col("rates") > 2).collect(engine="streaming").rechunk()
    found = groups.lazy().select(
        outcome=lit("flagged"), case=lit("more than two rates"), key=key(**{name: col(name) for name in by}), amount=col("net"),
        message=pl.format("{} has {} rates for one placement", "invoice_no", "rates"), **{name: col(name) for name in by},
    )
    return pl.concat([found, unjudged(care.filter(col("placement_id").is_null()), "The placement is blank")], how="diagonal")


@rule
def supplier_spend_rises(t):
    by = ["supplier_id", "run_id"]
    paid = t.payments.lazy().group_by(by).agg(lines=pl.len(), value=col("net").sum(), unknown=col("net").is_null().any()).collect(engine="streaming").rechunk()
    # A rejected line leaves its run open.
    lost = t.rejected_payments.select(*by, lines=lit(0, pl.UInt32), value=lit(0, pl.Int64), unknown=lit(True))
    paid = pl.concat([paid, lost], how="vertical_relaxed").group_by(by).agg(col("lines", "value").sum(), col("unknown").any())
    runs = paid.join(t.payment_runs.join(t.pay_periods, on="period_id").select("run_id", "period_from", "period_to"), on="run_id")
    runs = runs.with_columns(value=when("unknown").then(None).otherwise("value"))
    earlier = runs.select("supplier_id", other="period_from", end="period_to", before="value")
    windows = runs.join(earlier, on="supplier_id").filter(
        col("end") < col("period_from"), number(col("other")) >= number(col("period_from")) - 84
    ).group_by(by).agg(earlier=pl.len(), known=col("before").count(), total=col("before").sum())  # fmt: skip
    judged = runs.join(windows, on=by).filter(col("earlier") == 3, col("lines") > 0)
    total, value = col("total"), col("value")
    unknown = (col("known") < 3) | value.is_null()
    judged = judged.filter((col("known") < 3) | (total > 0) & (value.is_null() | (value * 2 > total)))
    return judged.lazy().select(
        outcome=outcome(unknown), case=named(unknown, ("half as much again", None)), key=key(supplier_id="supplier_id", run_id="run_id"),
        amount=(6 * value - 2 * total + 3) // 6,
        message=pl.format("{} in {}; {} in the three runs before", pounds(value), "run_id", pounds(total)).fill_null("An amount is not known"),
        supplier_id="supplier_id", run_id="run_id", period_from="period_from", period_to="period_to", paid=money(value),
    )  # fmt: skip


@rule
def much_taken_back(t):
    paid = t.paid.join(t.placements.select("placement_id", "provider_id"), on="placement_id").join(t.accounts, on=["provider_id", "supplier_id"])
    paid = paid.group_by("placement_id").agg(col("lines", "gross", "back").sum(), col("unknown").any())
    open = t.open_lines(t.placements.select("placement_id", "provider_id"), ["placement_id"])
    judged = t.placements.join(paid, on="placement_id", how="left").join(open, on="placement_id", how="left")
    judged = judged.with_columns(col("unknown", "open", "may_be_back").fill_null(False), col("gross", "back").fill_null(0))
    unknown = col("unknown") | col("open")
    judged = judged.filter(
        when(unknown).then(col("may_be_back") | col("unknown") | (col("back") > 0)).otherwise((col("back") > 0) & (col("back") * 50 > col("gross")))
    )
    return judged.lazy().select(
        outcome=outcome(unknown), case=named(unknown, ("more than two per cent", None)), key=key(placement_id="placement_id"), amount=col("back"),
        message=when(unknown).then(lit("A line has no amount, no placement or was rejected"))
        .otherwise(pl.format("{} of {} was taken back", pounds(col("back")), pounds(col("gross")))),
        placement_id="placement_id", service="service", start_date="start_date", end_date="end_date",
    )  # fmt: skip
