"""A client of the ClinicalTrials.gov API v2 as people write them, with nothing but the standard library.

Reads every study of a search page by page, as JSON and as a table, and checks that both say the same. The one argument is
the base address; prints how many studies there are.
"""
import csv
import io
import json
import sys
import urllib.error
import urllib.parse
import urllib.request


class Registry:
    def __init__(self, base):
        self.base = base

    def open(self, path, **parameters):
        query = urllib.parse.urlencode({name.replace("__", "."): value for name, value in parameters.items()})
        return urllib.request.urlopen(f"{self.base}{path}?{query}", timeout=30)

    def get(self, path, **parameters):
        with self.open(path, **parameters) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.headers.get_content_type() == "application/json"
            return json.load(answer)

    def studies(self, **parameters):
        total = None
        while True:
            page = self.get("/studies", countTotal="true", **parameters)
            total = page.get("totalCount", total)
            for study in page["studies"]:
                yield study, total
            if "nextPageToken" not in page:
                return
            assert len(page["nextPageToken"]) <= 50
            parameters["pageToken"] = page["nextPageToken"]

    def rows(self, **parameters):
        header = None
        while True:
            with self.open("/studies", format="csv", **parameters) as answer:
                rows = list(csv.reader(io.StringIO(answer.read().decode("utf-8"))))
                token = answer.headers["x-next-page-token"]
            if header is None:
                header = rows.pop(0)
                assert len(header) == 30
            for row in rows:
                yield dict(zip(header, row, strict=True))
            if token is None:
                return
            parameters["pageToken"] = token

    def refusal(self, path, **parameters):
        try:
            self.open(path, **parameters)
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8")
        raise AssertionError(f"{path} was not refused")


def main(base):
    registry = Registry(base)
    assert registry.get("/version")["apiVersion"].startswith("2.")
    ids = []
    for study, total in registry.studies(fields="NCTId|OverallStatus", pageSize=90, sort="LastUpdatePostDate"):
        ids.append(study["protocolSection"]["identificationModule"]["nctId"])
    assert len(ids) == len(set(ids)) == total
    rows = list(registry.rows(pageSize=90, sort="LastUpdatePostDate"))
    assert [row["NCT Number"] for row in rows] == ids
    one = registry.get(f"/studies/{ids[0]}")
    assert rows[0]["Study Title"] == one["protocolSection"]["identificationModule"]["briefTitle"]
    statuses = {row["Study Status"] for row in rows}
    counted = registry.get("/stats/field/values", fields="OverallStatus")[0]
    assert {value["value"] for value in counted["topValues"]} == statuses - {""}
    for value in counted["topValues"]:
        found = registry.get("/studies", filter__overallStatus=value["value"], countTotal="true", pageSize=1, fields="NCTId")
        assert found["totalCount"] == value["studiesCount"] == registry.get("/studies", query__term=f"AREA[OverallStatus]{value['value']}", countTotal="true")["totalCount"]
    assert registry.refusal("/studies", cond="x") == (400, "`cond` is unknown parameter")
    assert registry.refusal("/studies/NCT99999999")[0] == 404
    print(len(ids))


if __name__ == "__main__":
    main(sys.argv[1])
