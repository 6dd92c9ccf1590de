"""Templates as other tools write them, adopted, and what the next deployment does to them."""

import json
import pathlib
import random
import re
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = PROJECT / "src" / "schema" / "data"

# What the documented stack holds that must not be lost.
STATEFUL = {
    "AWS::DynamoDB::Table",
    "AWS::Cognito::UserPool",
    "AWS::S3::Bucket",
    "AWS::Logs::LogGroup",
    "AWS::ElastiCache::CacheCluster",
}


class Adoption:
    """A folder in which a template is adopted, and the template of the next deployment."""

    def __init__(self, binary, old, *arguments):
        self.old = old
        with tempfile.TemporaryDirectory() as folder:
            self.folder = folder
            self.binary = binary
            pathlib.Path(folder, "deployed.json").write_text(json.dumps(old), encoding="utf-8")
            settings = [word for word in arguments if word.startswith("--set=")]
            adopted = self.run("adopt", "deployed.json", "--format", "json", *arguments)
            self.report = json.loads(adopted)
            self.rows = self.report["stacks"][0]["resources"]
            self.new = json.loads(self.run("synth", *settings))
            self.diff = json.loads(
                self.run("diff", "deployed.json", "--format", "json", *settings))

    def run(self, *arguments):
        run = subprocess.run([self.binary, *arguments], cwd=self.folder, capture_output=True,
                             text=True, check=False)
        assert run.returncode == 0, run.stderr + run.stdout
        return run.stdout

    def matches(self):
        """The old logical id for each path of ours."""
        return {row["path"]: row["old_logical_id"] for row in self.rows if "old_logical_id" in row
                and "path" in row}

    def states(self, *states):
        return [row for row in self.rows if row["state"] in states]


def parts(value):
    """A text with references as a list of its parts, whatever function makes it."""
    if isinstance(value, dict) and len(value) == 1:
        (name, argument), = value.items()
        if name == "Ref":
            return [("ref", argument)]
        if name == "Fn::GetAtt":
            return [("ref", argument if isinstance(argument, str) else ".".join(argument))]
        if name == "Fn::Sub" and isinstance(argument, str):
            words = re.split(r"\$\{([^}]*)\}", argument)
            return [part for i, word in enumerate(words)
                    for part in ([("ref", word)] if i % 2 else list(word))]
        if name == "Fn::Join" and isinstance(argument[1], list):
            joined = []
            for i, each in enumerate(argument[1]):
                joined += (list(argument[0]) if i else []) + parts(each)
            return joined
        return [(name, meaning(argument))]
    return list(value)


def meaning(value):
    """A value in a form of its own, whatever function makes its texts."""
    is_call = isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith(
        ("Ref", "Fn::"))
    if isinstance(value, str) or is_call:
        return ("text", tuple(parts(value)))
    if isinstance(value, dict):
        return tuple(sorted((key, meaning(each)) for key, each in value.items()))
    return tuple(meaning(each) for each in value) if isinstance(value, list) else value


def referred(value):
    """The logical ids that a value refers to."""
    if isinstance(value, dict):
        for name, argument in value.items():
            if name == "Ref":
                yield argument
            elif name == "Fn::GetAtt":
                yield argument.split(".")[0] if isinstance(argument, str) else argument[0]
            elif name == "Fn::Sub":
                text = argument if isinstance(argument, str) else argument[0]
                yield from (word.split(".")[0] for word in re.findall(r"\$\{([^}!]*)\}", text))
            yield from referred(argument)
    elif isinstance(value, list):
        for each in value:
            yield from referred(each)


def fixed_properties(kind):
    """The properties of a type whose change replaces the resource, by the specification."""
    service = kind.split("::")[1].lower()
    types = json.loads((SCHEMA / f"{service}.json").read_text(encoding="utf-8"))["resources"]
    return [name for name, each in types[kind]["properties"].items()
            if each.get("update") == "replaces"]


def replaced(old, new):
    """The logical ids on both sides that CloudFormation replaces, found anew, without our diff."""
    before, after = old["Resources"], new["Resources"]
    found = set()
    while True:
        more = set()
        for name in (before.keys() & after.keys()) - found:
            kind = after[name]["Type"]
            if kind != before[name]["Type"]:
                more.add(name)
                continue
            one, other = (each[name].get("Properties", {}) for each in (before, after))
            for fixed in fixed_properties(kind):
                if meaning(one.get(fixed)) != meaning(other.get(fixed)) or (
                        set(referred(other.get(fixed))) & found):
                    more.add(name)
        if not more:
            return found
        found |= more


def lost(old, new):
    """The stateful resources of the old template that the new one replaces or has not."""
    gone = replaced(old, new) | (old["Resources"].keys() - new["Resources"].keys())
    return sorted(name for name in gone if old["Resources"][name]["Type"] in STATEFUL)


def shuffled(template, seed):
    """The template as another tool might have written it: with logical ids that say nothing, in
    another order, without tags, and by other functions; and the new ids by the old ones."""
    chance = random.Random(seed)
    resources = template["Resources"]
    numbers = chance.sample(range(16**6), len(resources))
    ids = {name: f"R{number:06X}" for name, number in zip(resources, numbers)}

    def rewrite(value):
        if isinstance(value, list):
            return [rewrite(each) for each in value]
        if not isinstance(value, dict):
            return value
        if set(value) == {"Ref"}:
            return {"Ref": ids.get(value["Ref"], value["Ref"])}
        if set(value) == {"Fn::GetAtt"}:
            name, attribute = value["Fn::GetAtt"]
            return {"Fn::GetAtt": f"{ids[name]}.{attribute}"}
        if set(value) == {"Fn::Sub"} and isinstance(value["Fn::Sub"], str):
            return joined(value["Fn::Sub"])
        items = [(key, rewrite(each)) for key, each in value.items()]
        chance.shuffle(items)
        return dict(items)

    def joined(text):
        pieces = []
        for i, word in enumerate(re.split(r"\$\{([^}]*)\}", text)):
            if i % 2 == 0:
                pieces += [word] if word else []
            elif "." in word:
                name, attribute = word.split(".", 1)
                pieces.append({"Fn::GetAtt": [ids[name], attribute]})
            else:
                pieces.append({"Ref": ids.get(word, word)})
        return {"Fn::Join": ["", pieces]}

    def renamed(resource):
        made = rewrite(resource)
        waits = resource.get("DependsOn", [])
        names = [waits] if isinstance(waits, str) else waits
        if names:
            made["DependsOn"] = [ids[name] for name in names]
        made.get("Properties", {}).pop("Tags", None)
        return made

    order = list(resources)
    chance.shuffle(order)
    return {**rewrite({key: each for key, each in template.items() if key != "Resources"}),
            "Resources": {ids[name]: renamed(resources[name]) for name in order}}, ids
