"""A plain loop over the same kind of facts: ILLUMINE's computable criteria, patient by patient, as one would write it
without a library. It judges less than Equipoise does (no conversion of units, no precision of dates, no reasons).

    python3 match.py 100000
"""
import random
import sys
import time
from datetime import date

TODAY = date(2026, 11, 22)
SITES = ["oral cavity", "oropharynx", "larynx", "hypopharynx", "nasopharynx"]
OTHERS = ["lung metastases", "liver metastases", "HIV", "Gilbert", "rheumatoid arthritis", "breast cancer", "infection", "HPV"]
DRUGS = ["cisplatin", "nivolumab", "bevacizumab", "warfarin", "prednisone", "radiotherapy", "investigational", "antibiotics"]
VALUES = {"anc": (0.5, 8, None), "plt": (40, 400, None), "hb": (7, 16, None), "crea": (0.5, 2.5, None), "weight": (45, 120, None), "bili": (0.2, 3, 1.2),
          "ast": (10, 200, 40), "alt": (10, 200, 40), "alb": (20, 50, None), "inr": (0.8, 2, 1.2), "cps": (0, 60, None), "dip": (0, 3, None), "ecog": (0, 3, None)}


def day(first, last):
    return date(random.randrange(first, last), random.randrange(1, 12), random.randrange(1, 29))


def patient():
    facts = {}
    for name, (low, high, upper) in VALUES.items():
        if random.random() < 0.93:
            facts[name] = [(day(2026, 2027), round(random.uniform(low, high), 1), upper) for _ in range(2 if random.random() < 0.15 else 1)]
    return {
        "born": day(1940, 2006), "female": random.random() < 0.5, "values": facts,
        "conditions": {random.choice(SITES): day(2019, 2026), **{name: day(2019, 2026) for name in OTHERS if random.random() < 0.15}},
        "drugs": {name: day(2026, 2027) for name in DRUGS if random.random() < 0.12},
        "complete": random.random() < 0.8,
    }


def latest(facts, name):
    known = [fact for fact in facts.get(name, ()) if fact[0] <= TODAY]
    return max(known)[1:] if known else None


def limit(value, holds):
    return None if value is None else holds(value)


def all_of(*parts):
    return False if False in parts else None if None in parts else True


def any_of(*parts):
    return True if True in parts else None if None in parts else False


def denied(person, place, name):
    return False if name in person[place] else True if person["complete"] else None


def judge(person):
    values, conditions, drugs = person["values"], person["conditions"], person["drugs"]
    born = person["born"]
    age = TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))
    get = {name: latest(values, name) for name in VALUES}
    has = {name: True if name in conditions else False if person["complete"] else None for name in SITES + OTHERS}
    clearance = None
    if get["crea"] and get["weight"]:
        clearance = (140 - age) * get["weight"][0] / (72 * get["crea"][0]) * (0.85 if person["female"] else 1)

    def multiple(name, guard, wide, narrow):
        if get[name] is None:
            return None
        value, upper = get[name]
        loose, strict = value <= wide * upper, value <= narrow * upper
        return loose if guard else strict if guard is False else loose if loose == strict else None

    liver = has["liver metastases"]
    checks = [
        18 <= age < 80,
        limit(get["ecog"], lambda v: v[0] <= 1),
        all_of(any_of(*(has[site] for site in SITES[:4])), any_of(has["lung metastases"], liver)),
        any_of(denied(person, "conditions", "oropharynx"), has["HPV"]),
        denied(person, "drugs", "cisplatin"),
        limit(get["cps"], lambda v: v[0] >= 1),
        limit(get["anc"], lambda v: v[0] >= 1.5), limit(get["plt"], lambda v: v[0] >= 100), limit(get["hb"], lambda v: v[0] >= 10),
        limit(clearance, lambda v: v >= 50), limit(get["dip"], lambda v: v[0] <= 2),
        multiple("bili", any_of(liver, has["Gilbert"]), 3, 1.5), multiple("ast", liver, 5, 2.5), multiple("alt", liver, 5, 2.5),
        limit(get["alb"], lambda v: v[0] >= 28), True if "warfarin" in drugs else multiple("inr", False, 1.5, 1.5),
        denied(person, "conditions", "nasopharynx"), denied(person, "conditions", "breast cancer"), denied(person, "drugs", "investigational"),
        denied(person, "drugs", "bevacizumab"), denied(person, "drugs", "nivolumab"), denied(person, "drugs", "radiotherapy"),
        any_of(denied(person, "conditions", "rheumatoid arthritis"), denied(person, "drugs", "prednisone")),
        denied(person, "conditions", "HIV"), any_of(denied(person, "conditions", "infection"), denied(person, "drugs", "antibiotics")),
    ]
    return "ineligible" if False in checks else "open" if None in checks else "eligible"


def main():
    random.seed(7264075)
    people = [patient() for _ in range(int(sys.argv[1]))]
    began = time.process_time()
    counts = {}
    for person in people:
        answer = judge(person)
        counts[answer] = counts.get(answer, 0) + 1
    seconds = time.process_time() - began
    print(f"{len(people):,} patients in {seconds:.2f} s, {len(people) / seconds:,.0f}/s: {counts}")


main()
