"""Checks a whole document of the tool: formats.py FORMAT FILE. Fails with what is wrong."""

import base64
import hashlib
import html.parser
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

import jsonschema

RTL = "\u202e"


def text(document):
    assert RTL not in document and "\x1b" not in document, "a control character"
    assert "\\u202e" in document, "the mark is shown"
    assert re.search(r"^\d+ errors?, ", document, re.M), "no summary"


def report(document):
    loaded = json.loads(document)
    assert loaded["schema"] == "mana-guard/report/v1"
    assert loaded["summary"]["errors"] == sum(one["severity"] == "error" and not one["exempt"] for one in loaded["findings"])
    assert {"</script>", "public"} <= {one["object"]["schema"] for one in loaded["findings"]}
    assert loaded["not_judged"] and loaded["failure"] is None
    prints = [one["fingerprint"] for one in loaded["findings"]]
    assert len(prints) == len(set(prints)), "two equal fingerprints"


def jsonl(document):
    for line in document.splitlines():
        assert json.loads(line)["code"].startswith("MG")


def sarif(document):
    log = json.loads(document)
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["help"]["text"] and rule["defaultConfiguration"]["level"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["results"], "no result"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] and place["region"]["startLine"] >= 1
        assert "manaGuard/v1" in result["partialFingerprints"]


def sarif_schema(document):
    """SchemaStore's copy of the standard's schema, in draft 4 of JSON Schema."""
    with open(os.environ["SARIF_SCHEMA"], encoding="utf-8") as file:
        validator = jsonschema.Draft4Validator(json.load(file), format_checker=jsonschema.FormatChecker())
    faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in validator.iter_errors(json.loads(document))]
    assert not faults, "\n".join(faults)


def github(document):
    for line in document.splitlines():
        assert re.match(r"::(error|warning|notice) (file=[^,:]+,line=\d+,col=\d+,)?title=[^,:]+::", line), line


def gitlab(document):
    issues = json.loads(document)
    assert issues and len({one["fingerprint"] for one in issues}) == len(issues)
    for one in issues:
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["path"] and one["location"]["lines"]["begin"] >= 1 and one["description"] and one["check_name"]


def junit(document):
    root = ElementTree.fromstring(document)
    assert root.tag == "testsuites"
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    assert any("</script>" in (one.get("message") or "") for one in root.iter("failure"))


def rdjson(document):
    loaded = json.loads(document)
    assert loaded["source"]["name"] == "mana-guard" and loaded["diagnostics"]
    for one in loaded["diagnostics"]:
        assert one["severity"] in ("ERROR", "WARNING", "INFO") and one["location"]["range"]["start"]["line"] >= 1
        assert set(one) <= {"message", "location", "severity", "code", "suggestions"} and set(one["code"]) <= {"value", "url"}
        for suggestion in one.get("suggestions", []):
            assert set(suggestion) == {"range", "text"} and set(suggestion["range"]) == {"start", "end"}
            assert all(set(place) == {"line", "column"} for place in suggestion["range"].values())


def applied(document, path):
    """The file after all suggestions, whose columns are bytes."""
    lines = open(path, "rb").read().split(b"\n")
    for one in reversed([one for found in json.loads(document)["diagnostics"] for one in found.get("suggestions", [])]):
        start, end = one["range"]["start"], one["range"]["end"]
        head, tail = lines[start["line"] - 1][: start["column"] - 1], lines[end["line"] - 1][end["column"] - 1 :]
        lines[start["line"] - 1 : end["line"]] = [head + one["text"].encode() + tail]
    print(b"\n".join(lines).decode(), end="")


def markdown(document):
    rows = [line for line in document.splitlines() if line.startswith("|")]
    assert len(rows) > 2
    for row in rows[2:]:
        assert row.count("|") == 5, row
        assert not re.search(r"<|`|@|\[", row), row


class Page(html.parser.HTMLParser):
    """Every element is closed in its order; nothing but the page's own style and script is one, and no attribute runs anything."""

    VOID = {"meta", "input", "br"}

    def __init__(self):
        super().__init__()
        self.open, self.inside, self.names, self.ids, self.csp, self.shown = [], {"script": "", "style": ""}, set(), [], "", ""

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.ids += [value for name, value in attributes if name == "id"]
        assert not [name for name, _ in attributes if name.startswith("on") or name in ("src", "style")], attributes
        if ("http-equiv", "Content-Security-Policy") in attributes:
            self.csp = dict(attributes)["content"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> at {self.getpos()}"

    def handle_data(self, data):
        if self.open and self.open[-1] in self.inside:
            self.inside[self.open[-1]] += data
        else:
            self.shown += data


def page(document):
    found = Page()
    found.feed(document)
    assert not found.open, found.open
    assert not found.names & {"img", "link", "iframe", "object", "b"}, found.names
    assert len(found.ids) == len(set(found.ids)), "two equal ids"
    for name in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(found.inside[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in found.csp, f"the hash of the {name} is sha256-{digest}"
    assert "default-src 'none'" in found.csp
    assert "</script>" in found.shown and "<img src=x onerror=alert(1)>" in found.shown
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", document), "a mark that turns the text around"
    assert "\\u202e" in found.shown, "the mark is shown"


CHECKS = {"text": text, "json": report, "jsonl": jsonl, "sarif": sarif, "sarif-schema": sarif_schema, "github": github, "gitlab": gitlab, "junit": junit,
          "rdjson": rdjson, "markdown": markdown, "html": page}
with open(sys.argv[2], encoding="utf-8") as file:
    if sys.argv[1] == "applied":
        applied(file.read(), sys.argv[3])
        sys.exit()
    CHECKS[sys.argv[1]](file.read())
