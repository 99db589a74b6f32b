"""Writes what the peers' workbooks hold, as JSON: rules, sheets and columns as rules/ declares them.

    layout.py FILE

Vouch reads the YAML itself, every night; the peers are spared it.
"""

import json
import pathlib
import sys

import yaml

ROOT = pathlib.Path(__file__).parents[2]
FOLDERS = [ROOT / "rules", pathlib.Path(__file__).parent / "rules"]
RANKS = ["info", "low", "medium", "high", "critical"]


def load(path):
    return yaml.load(path.read_text(), Loader=yaml.CSafeLoader)


def rule(path):
    text = path.read_text()
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    lines = text.split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith("each:"))
    end = next(n for n, line in enumerate(lines) if line.startswith("examples:"))
    laws = lambda items: [f"{item['instrument']}, {item['provision']}: {item['effect']}" for item in items]  # noqa: E731
    cases = data["flag"]["cases"]
    own = [f"{text} (for {case['case']})" for case in cases for text in laws(case.get("law", []))]
    details = [
        ("Why it matters", [data["why"]]),
        ("Test results", [case["case"] for case in cases]),
        ("Does not test", data["exclusions"]),
        ("Takes for granted", data["assumptions"]),
        ("May look like it", data["false_positives"]),
        ("Law", laws(data["law"]) + own),
        ("Value means", [data["measure"]]),
        ("Confidence", [data["confidence"]]),
        ("Read by", [", ".join(data["audience"])]),
        ("As the rule is written", [line for line in lines[start:end] if line]),
    ]
    return {
        "rule": data["rule"], "title": data["title"], "severity": RANKS.index(data["severity"]),
        "importance": data["severity"].capitalize(), "status": data["status"], "measure": data["measure"],
        "confidence": data["confidence"], "audience": data["audience"], "details": details,
        "law": "\n".join(f"{item['instrument']}, {item['provision']}" for item in data["law"]),
        "said": list(data.get("columns", {})) + list(data["flag"].get("show", {})),
        "unit": data.get("of", data["each"]),
    }  # fmt: skip


def keys(datasets, rule, audience):
    """The fields that name a rule's rows, as far as the audience may see them."""
    dataset = next(d for d in datasets if rule["unit"] in (d["each"], d["dataset"]))
    visible = []
    for field in dataset["key"]:
        privacy = dataset["fields"][field].get("personal")
        if privacy is None or isinstance(privacy, dict) and audience in privacy["show to"]:
            visible.append(field)
    return visible


def column(item, words, choices):
    if isinstance(item, str):
        return {"heading": words.get(item, item[0].upper() + item[1:]), "kind": "fact", "of": [item], "width": 20}
    kind = next(k for k in ("fact", "typed", "from", "value", "earliest", "latest", "stated") if k in item)
    of = item[kind] if isinstance(item[kind], list) else [item[kind]]
    name = words.get(of[0], of[0][0].upper() + of[0][1:].replace("_", " "))
    heading = f"{of[0]} ✎" if kind == "typed" else item.get("heading", name)
    return {
        "heading": heading, "kind": kind, "of": of, "width": item.get("width", 14),
        "choices": choices.get(item.get("choices"), []),
    }  # fmt: skip


def workbook(path, rules, datasets):
    data = load(path)
    audience, words, choices = data["workbook"], data.get("words", {}), data.get("choices", {})
    mine = [rule for rule in rules if audience in rule["audience"]]
    sheets = []
    for sheet in data["sheets"]:
        chosen = [rule["rule"] for rule in mine if rule["rule"] in sheet.get("rules", [rule["rule"]])]
        columns = [column(item, words, choices) for item in sheet.get("columns", [])]
        if sheet["kind"] == "findings":
            said = set()
            for rule in mine:
                said.update(rule["said"], keys(datasets, rule, audience))
            columns = [c for c in columns if c["kind"] != "from" or said.intersection(c["of"])]
        sheets.append({
            "sheet": sheet["sheet"], "kind": sheet["kind"], "rules": chosen, "columns": columns,
            "by": [by if isinstance(by, list) else [by] for by in sheet.get("by", [])],
            "measures": sheet.get("measures", []), "figures": sheet.get("figures", []),
        })  # fmt: skip
    return {"audience": audience, "title": data["title"], "sheets": sheets, "rules": [rule["rule"] for rule in mine]}


def main(path):
    datasets = [load(p) for folder in FOLDERS for p in sorted(folder.glob("datasets/*.yaml"))]
    others = ("datasets", "workbooks", "inspect", "starter")
    found = [p for folder in FOLDERS for p in folder.glob("*/*.yaml") if p.parent.name not in others]
    rules = [rule(p) for p in sorted(found, key=lambda p: p.stem)]
    books = [workbook(p, rules, datasets) for p in sorted((ROOT / "rules/workbooks").glob("*.yaml"))]
    pathlib.Path(path).write_text(json.dumps({"rules": rules, "workbooks": books}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1])
