"""Reads policy documents as JSON, and writes what parliament finds in them.

In: [{"name": "…", "isTrust": false, "document": {…}}]. Out: [{"name": "…", "issue": "…", "detail": "…"}].
"""

import json
import sys
import warnings

warnings.simplefilter("ignore")  # parliament asks for pkg_resources, which says on each import that it is old.

import parliament  # noqa: E402


def findings_of(given):
    document = given["document"]
    document.setdefault("Version", "2012-10-17")
    if given["isTrust"]:
        # A trust speaks of the role that it is attached to; parliament knows documents with resources only.
        for statement in document["Statement"]:
            statement["Resource"] = "arn:aws:iam::111122223333:role/any"
    for finding in parliament.analyze_policy_string(json.dumps(document)).findings:
        yield {"name": given["name"], "issue": finding.issue, "detail": str(finding.detail)}


json.dump([finding for given in json.load(sys.stdin) for finding in findings_of(given)], sys.stdout)
