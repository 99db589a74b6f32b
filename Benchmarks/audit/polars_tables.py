"""The extracts and registers as Polars' frames, and what several rules read of them.

Money is in whole pence, units in hundredths and rates in ten-thousandths of a pound: whole numbers are exact, and faster than
decimals. A blank is null; an open end of an interval is the last day there is.
"""

import datetime

import polars as pl

FOREVER = pl.lit(datetime.date(9999, 12, 31))
LONG, DAY = pl.Int64, pl.Int32
col, lit, when = pl.col, pl.lit, pl.when


def number(day):
    """A day as a number, to count with."""
    return day.cast(DAY)


def first_of(a, *others):
    return pl.min_horizontal(a, *others)


def last_of(a, *others):
    return pl.max_horizontal(a, *others)


def overlap(from_, to):
    """The days from the last of some days to the first of others, both included."""
    return last_of(lit(0), number(first_of(*to)) - number(last_of(*from_)) + 1)


def half_up(dividend, divisor):
    """A quotient of whole numbers that are not negative, rounded half up."""
    return (2 * dividend + divisor) // (2 * divisor)


def pounds(pence):
    """A sum as a page has it: £1,234.56."""
    whole, rest = pence.abs() // 100, (pence.abs() % 100).cast(pl.String).str.zfill(2)
    three = lambda n: (n % 1000).cast(pl.String).str.zfill(3)  # noqa: E731
    text = (
        when(whole >= 1_000_000).then(pl.format("{},{},{}", whole // 1_000_000, three(whole // 1000), three(whole)))
        .when(whole >= 1000).then(pl.format("{},{}", whole // 1000, three(whole)))
        .otherwise(whole.cast(pl.String))
    )  # fmt: skip
    return pl.format("£{}{}.{}", when(pence < 0).then(lit("-")).otherwise(lit("")), text, rest)


def in_words(day):
    return day.dt.strftime("%-d %B %Y")


class Tables:
    """What was read of a world."""

    def __init__(self, folder, as_at, covers):
        self.folder, self.as_at, self.covers = folder, lit(as_at), [lit(day) for day in covers]
        self.payments, self.rejected_payments = self.read_payments()
        self.placements, self.rejected_placements = self.read_placements()
        self.suspensions = self.register("extracts/suspensions", "suspended_from", "suspended_to", open=["suspended_to"])
        rates = {"unit_rate": 10_000, "weekly_cost": 100}
        self.placement_rates = self.register("extracts/placement_rates", "valid_from", "valid_to", open=["valid_to"], scaled=rates)
        self.payment_runs = self.register("registers/payment_runs", "cut_off", "finalised_on", "paid_on")
        self.pay_periods = self.register("registers/pay_periods", "period_from", "period_to")
        money = {"advertised_value": 100, "spend_brought_forward": 100}
        self.frameworks = self.register("registers/frameworks", "start_date", "end_date", "brought_forward_to", scaled=money)
        self.framework_services = self.register("registers/framework_services", "valid_from", "valid_to", open=["valid_to"])
        self.members = self.register("registers/members", "joined", "left", open=["left"])
        self.rates = self.register("registers/rates", "valid_from", "valid_to", open=["valid_to"], scaled={"unit_rate": 10_000})
        self.providers = self.register("registers/providers").with_columns(
            shown_name=when(col("kind") == "individual").then(pl.format("individual provider {}", "provider_id")).otherwise("name")
        )
        self.agreements = self.register("registers/agreements", "valid_from", "valid_to", open=["valid_to"])
        terms = {"retainer_share": 10_000, "tolerance_pounds": 100, "tolerance_percent": 100, "rate_tolerance": 10_000, "notice_days": 1}
        self.contract_terms = self.register("registers/contract_terms", "valid_from", "valid_to", open=["valid_to"], scaled=terms)
        self.provider_aliases = self.register("registers/provider_aliases", "valid_from", "valid_to", open=["valid_to"])
        self.dpias = self.register("registers/dpias", "approved_on")
        self.thresholds = self.register("registers/thresholds", "valid_from", "valid_to", open=["valid_to"], scaled={"amount": 100})
        self.acceptances = self.register("registers/acceptances", "valid_from", "expires")
        self.accounts = self.provider_aliases.select("provider_id", "supplier_id").unique()

    def register(self, name, *dates, open=(), scaled={}):
        frame = pl.read_csv(f"{self.folder}/{name}.csv", infer_schema=False)
        frame = frame.with_columns(col(day).str.to_date("%Y-%m-%d") for day in dates)
        frame = frame.with_columns(col(day).fill_null(FOREVER) for day in open)
        return frame.with_columns((col(n).cast(pl.Float64) * by).round().cast(LONG) for n, by in scaled.items())

    @staticmethod
    def money(column):
        return col(column).str.replace_all("[£,.]", "").cast(LONG)

    def read_payments(self):
        texts = ["Payment Ref", "Supplier No", "Invoice No", "Line Kind", "Type", "Placement No", "Contract Ref", "Period From", "Period To", "Unit"]
        schema = dict.fromkeys(texts, pl.String) | {"Units": pl.Float64, "Rate": pl.Float64}
        schema |= dict.fromkeys(["Net Amount (£)", "Pay Run", "Paid Date", "Reversal Of", "GL Code"], pl.String)
        scan = pl.scan_csv(f"{self.folder}/extracts/payments.csv", schema=schema).select(
            payment_id="Payment Ref", supplier_id="Supplier No", invoice_no="Invoice No", kind="Line Kind", type="Type",
            placement_id="Placement No", contract_ref="Contract Ref",
            period_from=col("Period From").str.to_date("%d/%m/%Y", strict=False, cache=False),
            period_to=col("Period To").str.to_date("%d/%m/%Y", strict=False, cache=False), unit="Unit",
            units=(col("Units") * 100).round().cast(LONG), unit_rate=(col("Rate") * 10_000).round().cast(LONG),
            net=self.money("Net Amount (£)"), run_id="Pay Run", reversal_of="Reversal Of", gl_code="GL Code",
        )  # fmt: skip
        # Both days are required: without one, no day stood there.
        is_whole = col("period_from").is_not_null() & col("period_to").is_not_null()
        return pl.collect_all([scan.filter(is_whole), scan.filter(~is_whole)], engine="streaming")

    def read_placements(self):
        frame = pl.read_csv(f"{self.folder}/extracts/placements.csv", infer_schema=False).select(
            placement_id="Placement No", client_id="Person Ref", provider_id="Provider", service="Service", lot="Lot", cluster="Cluster",
            band="Band", start_date=col("Start Date").str.to_date("%d/%m/%Y", strict=False),
            end_date=col("End Date").str.to_date("%d/%m/%Y", strict=False), ended_without_notice=col("Ended Without Notice") == "true",
            created_date=col("Created On").str.to_date("%d/%m/%Y"), delivery="Delivery Mechanism", route_recorded="Contract Route",
            reason="Off Framework Reason", reason_review_date=col("Reason Review Date").str.to_date("%d/%m/%Y"), sourced_by="Sourced By",
            partner_placement_id="Linked Placement", weekly_cost=self.money("Weekly Cost"),
        )  # fmt: skip
        last_seen = last_of(col("start_date"), first_of(col("end_date").fill_null(FOREVER), self.as_at))
        whole = frame.filter(col("start_date").is_not_null()).with_columns(last_seen=last_seen)
        return whole, frame.filter(col("start_date").is_null())

    def derive(self):
        """Computes what several rules read."""
        self.routes = self.placement_routes()
        self.reversals = (
            self.payments.lazy().filter(col("reversal_of").is_not_null()).group_by(payment_id="reversal_of")
            .agg(back=when(col("net").is_null().any()).then(None).otherwise(col("net").sum())).collect()
        )  # fmt: skip
        days = self.pay_periods.select("period_id", day=pl.date_ranges("period_from", "period_to")).explode("day")
        self.paid = (
            self.payments.lazy().filter(col("kind") == "care").join(days.lazy(), left_on="period_from", right_on="day")
            .group_by("placement_id", "supplier_id", "period_id")
            .agg(
                lines=pl.len(), paid=col("net").sum(), gross=col("net").filter(col("net") > 0).sum(),
                back=-col("net").filter(col("net") < 0).sum(), unknown=col("net").is_null().any(),
            ).collect(engine="streaming")
        )  # fmt: skip
        self.periods = self.placement_periods()

    def placement_routes(self):
        p, services = self.placements, self.framework_services
        home = p.join(services, on="service").filter(col("start_date").is_between("valid_from", "valid_to")).select("placement_id", "framework_id")
        later = p.join(services, on="service").filter(col("valid_from") > col("start_date")).select("placement_id").unique().with_columns(later=lit(True))
        kinds = {"icb": "icb-led", "host": "host authority", "contract": "individual contract", "spot": "spot"}
        held = (
            p.join(self.agreements, on="provider_id", suffix="_held")
            .filter(
                (col("placement_id_held") == col("placement_id")) | (col("placement_id_held") == "all placements"),
                col("last_seen").is_between("valid_from", "valid_to"),
            )
            .group_by("placement_id").agg(**{name: (col("kind") == kind).any() for name, kind in kinds.items()})
        )  # fmt: skip
        matches = ((col("lot_held") == col("lot")) | (col("lot_held") == "all lots")) & (
            (col("cluster_held") == col("cluster")) | (col("cluster_held") == "all clusters")
        )
        is_still = col("last_seen").is_between("joined", "left")
        memberships = (
            p.join(home, on="placement_id").join(self.members, on=["provider_id", "framework_id"], suffix="_held")
            .filter(col("start_date").is_between("joined", "left")).group_by("placement_id")
            .agg(
                was=matches.any(), may_have_been=matches.is_null().any(), still=(matches & is_still).any(),
                may_be_still=(matches.is_null() & is_still).any(),
            )
        )  # fmt: skip
        terms = p.join(self.contract_terms, on="service").filter(col("last_seen").is_between("valid_from", "valid_to"))
        terms = terms.select("placement_id", "notice_days", "last_day_paid")
        flags = ["later", *kinds, "was", "may_have_been", "still", "may_be_still"]
        known = p.join(home, on="placement_id", how="left")
        for frame in (later, held, memberships, terms):
            known = known.join(frame, on="placement_id", how="left")
        known = known.with_columns(col(flags).fill_null(False)).with_columns(
            is_member=when("still").then(True).when("may_be_still").then(None).otherwise(False),
            was_member=when("was").then(True).when("may_have_been").then(None).otherwise(False),
            is_direct=col("delivery") == "direct payment",
            began_before=col("framework_id").is_null() & col("later"),
        )
        run_off = col("was_member") | col("began_before")
        end = col("end_date")
        return known.select(
            "placement_id", "provider_id", "service", "start_date", "created_date", "framework_id", recorded="route_recorded",
            paid_to=when(end.is_null()).then(FOREVER)
            .when(col("ended_without_notice").fill_null(False)).then(end + pl.duration(days=col("notice_days")))
            .when(col("last_day_paid") == "true").then(end).otherwise(end - pl.duration(days=1)),
            council_pays=~(col("is_direct") | col("icb") | col("host")),
            found=when("is_direct").then(lit("direct payment")).when("icb").then(lit("icb-led")).when("host").then(lit("host authority"))
            .when(col("is_member").is_null()).then(None).when("is_member").then(lit("framework"))
            .when(run_off.is_null()).then(None).when(run_off).then(lit("run-off"))
            .when("contract").then(lit("individual contract")).when("spot").then(lit("spot")).otherwise(lit("no agreement found")),
        )  # fmt: skip

    def open_lines(self, due, keys):
        """Rows that lines without a placement number, or rejected ones, may belong to."""
        chosen = ["supplier_id", "placement_id", "period_from", "net"]
        lines = pl.concat([
            self.payments.filter(col("kind") == "care", col("placement_id").is_null()).select(chosen),
            self.rejected_payments.filter(col("kind") == "care").select(chosen),
        ])  # fmt: skip
        open = due.join(self.accounts, on="provider_id").join(lines, on="supplier_id", suffix="_line")
        open = open.filter((col("placement_id_line") == col("placement_id")).fill_null(True))
        if "period_id" in keys:
            open = open.filter(col("period_from_line").is_between("period_from", "period_to").fill_null(True))
        return open.group_by(keys).agg(may_be_back=(col("net") < 0).fill_null(True).any()).with_columns(open=lit(True))

    def placement_periods(self):
        keys = ["placement_id", "period_id"]
        due = self.routes.join(self.pay_periods, how="cross").filter(
            col("period_from") <= self.as_at, col("start_date") <= col("period_to"), col("paid_to") >= col("period_from")
        )
        due = due.with_columns(due_from=last_of(col("start_date"), col("period_from")), due_to=first_of(col("paid_to"), col("period_to")))
        priced = due.select(*keys, "due_from", "due_to").join(
            self.placement_rates.select("placement_id", "valid_from", "valid_to", "weekly_cost"), on="placement_id"
        )
        priced = priced.filter(col("valid_from") <= col("due_to"), col("valid_to") >= col("due_from"))
        days = overlap([col("valid_from"), col("due_from")], [col("valid_to"), col("due_to")]).cast(LONG)
        cost = when(col("weekly_cost").is_null().any()).then(None).otherwise((col("weekly_cost") * days).sum())
        costs = priced.group_by(keys).agg(priced_days=days.sum(), pound_days=cost)
        pauses = self.suspensions.select("placement_id", "suspended_from", "suspended_to")
        paused = overlap([col("suspended_from"), col("due_from")], [col("suspended_to"), col("due_to")])
        away = due.join(pauses, on="placement_id").filter(col("suspended_from") <= col("due_to"), col("suspended_to") >= col("due_from"))
        away = away.group_by(keys).agg(days_away=paused.sum())
        ends = [col("suspended_from"), col("valid_from"), col("due_from")], [col("suspended_to"), col("valid_to"), col("due_to")]
        lost = priced.join(pauses, on="placement_id").with_columns(lost=overlap(*ends).cast(LONG)).filter(col("lost") > 0)
        unknown = col("weekly_cost").is_null().any()
        lost = lost.group_by(keys).agg(lost=when(unknown).then(None).otherwise((col("weekly_cost") * col("lost")).sum()), is_lost=lit(True))
        paid = due.select(*keys, "provider_id").join(self.paid, on=keys).join(self.accounts, on=["provider_id", "supplier_id"])
        paid = paid.group_by(keys).agg(col("paid", "gross", "back").sum(), col("unknown").any())
        open = self.open_lines(due.select(*keys, "provider_id", "period_from", "period_to"), keys)
        terms = due.select(*keys, "service", "period_from").join(self.contract_terms, on="service")
        terms = terms.filter(col("period_from").is_between("valid_from", "valid_to"))
        terms = terms.select(*keys, "retainer_share", "tolerance_pounds", "tolerance_percent", "set_off_allowed")
        for frame in (terms, costs, away, lost, paid, open):
            due = due.join(frame, on=keys, how="left")
        runs = self.payment_runs.sort("cut_off").select(cut="cut_off", run_id="run_id", paid_on="paid_on")
        own = self.payment_runs.select("period_id", own_cut_off="cut_off")
        due = due.join(own, on="period_id").with_columns(entered=last_of(col("own_cut_off"), col("created_date"))).sort("entered")
        due = due.join_asof(runs, left_on="entered", right_on="cut", strategy="forward")
        share = 10_000 - col("retainer_share")
        sum_lost = when(col("is_lost").is_null()).then(0).otherwise(col("lost"))
        length = number(col("due_to")) - number(col("due_from")) + 1
        pence = when(col("priced_days") == length).then(half_up(col("pound_days") * 10_000 - sum_lost * share, 70_000))
        due = due.with_columns(
            expected=pence, days_due=length, days_away=col("days_away").fill_null(0), gross=col("gross").fill_null(0),
            back=col("back").fill_null(0),
            paid=when(col("open").fill_null(False) | col("unknown").fill_null(False)).then(None).otherwise(col("paid").fill_null(0)),
            run_is_closed=(col("paid_on") <= self.as_at).fill_null(False),
        )  # fmt: skip
        outside = col("found").is_in(["spot", "individual contract", "no agreement found"])
        return due.with_columns(
            tolerance=last_of(col("tolerance_pounds"), half_up(col("expected") * col("tolerance_percent"), 10_000)),
            spot=when(col("found").is_null()).then(None).when(outside).then("expected").otherwise(0),
        )
