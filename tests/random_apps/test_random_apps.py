"""What is promised of every app, on many random ones: their templates are valid, every reference in them
resolves, no id stands twice, each resource stands behind those that it needs, the same app gives the same
bytes, and one more resource changes nothing else. Takes the program that writes them, and perhaps the first
seed and how many."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
FIRST, COUNT = (int(word) for word in sys.argv[2:4]) if len(sys.argv) > 3 else (1, 2000)
LINTED = 12  # apps, of which cfn-lint reads every template
PSEUDO = {"AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region",
          "AWS::StackId", "AWS::StackName", "AWS::URLSuffix"}
UNRELATED = {"AWS::S3::Bucket", "AWS::S3::BucketPolicy"}


class Wrong(Exception):
    pass


def without_doubles(pairs):
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Wrong(f"a key stands twice in {[key for key, _ in pairs]}")
    return made


def names_in(value):
    """The names of entries of the template that a value takes."""
    if isinstance(value, list):
        for item in value:
            yield from names_in(item)
    if not isinstance(value, dict):
        return
    for key, member in value.items():
        if key == "Ref":
            yield member
        elif key == "Fn::GetAtt":
            yield member[0] if isinstance(member, list) else member.split(".")[0]
        elif key == "Fn::Sub":
            text, own = (member, {}) if isinstance(member, str) else member
            for name in re.findall(r"\$\{([^!}][^}]*)\}", text):
                if name not in own:
                    yield name.split(".")[0]
        yield from names_in(member)


def imports_in(value):
    if isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from imports_in(each)
    if isinstance(value, dict) and "Fn::ImportValue" in value:
        yield value["Fn::ImportValue"]


def check_references(template):
    resources = template["Resources"]
    entries = set(resources) | set(template.get("Parameters", {})) | PSEUDO
    behind = set()
    for name, resource in resources.items():
        waits = resource.get("DependsOn", [])
        needs = {waits} if isinstance(waits, str) else set(waits)
        if twice := needs & set(names_in(resource)):
            raise Wrong(f"{name} depends on what it refers to: {twice}")
        needs |= set(names_in(resource))
        if unknown := needs - entries:
            raise Wrong(f"{name} names what is not there: {unknown}")
        if early := (needs & set(resources)) - behind:
            raise Wrong(f"{name} stands before {early}")
        behind.add(name)
    if unknown := set(names_in(template.get("Outputs", {}))) - entries:
        raise Wrong(f"outputs name what is not there: {unknown}")


def check_exports(templates):
    exports = set()
    for template in templates:
        for output in template.get("Outputs", {}).values():
            if "Export" in output:
                name = json.dumps(output["Export"]["Name"])
                if name in exports:
                    raise Wrong(f"two exports are named {name}")
                exports.add(name)
    for template in templates:
        if unknown := {json.dumps(name) for name in imports_in(template)} - exports:
            raise Wrong(f"nobody exports {unknown}")


def check_unrelated(before, after):
    """One more bucket adds its own resources to the first stack, and changes nothing."""
    if before.keys() != after.keys():
        raise Wrong("the stacks differ")
    for stack, template in before.items():
        more = after[stack]
        added = {name: more["Resources"][name] for name in more["Resources"].keys() - template["Resources"].keys()}
        if {each["Type"] for each in added.values()} != (UNRELATED if stack == "Stack0" else set()):
            raise Wrong(f"{stack} gets {sorted(added)}")
        rest = {**more, "Resources": {k: v for k, v in more["Resources"].items() if k not in added}}
        if json.dumps(rest) != json.dumps(template):
            raise Wrong(f"{stack} changes otherwise")


def read(folder):
    return {path.stem: json.loads(path.read_text(), object_pairs_hook=without_doubles)
            for path in sorted(folder.iterdir())}


def check_app(folder):
    templates = read(folder)
    for template in templates.values():
        check_references(template)
    check_exports(templates.values())
    check_unrelated(templates, read(folder.with_name(folder.name + "-more")))
    return sum(len(template["Resources"]) for template in templates.values())


def write_apps(first, count, folder):
    done = subprocess.run([PROGRAM, str(first), str(count), folder], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"a synth of seeds from {first} on failed:\n{done.stderr[-4000:]}")


def lint(folder):
    files = sorted(str(path) for seed in range(FIRST, FIRST + LINTED)
                   for path in (folder / str(seed)).glob("*.json"))
    done = subprocess.run(["cfn-lint", "--non-zero-exit-code", "error", "--", *files],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"cfn-lint ends with {done.returncode}:\n{done.stdout[-6000:]}{done.stderr[-2000:]}")
    print(f"cfn-lint finds no error in {len(files)} templates")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder, again = pathlib.Path(name) / "apps", pathlib.Path(name) / "again"
        write_apps(FIRST, COUNT, folder)
        write_apps(FIRST, LINTED, again)
        wrong, resources = [], 0
        for seed in range(FIRST, FIRST + COUNT):
            try:
                resources += check_app(folder / str(seed))
            except Wrong as problem:
                wrong.append(f"seed {seed}: {problem}")
        for path in sorted(again.rglob("*.json")):
            if path.read_bytes() != (folder / path.relative_to(again)).read_bytes():
                wrong.append(f"{path.relative_to(again)} differs from run to run")
        if wrong:
            sys.exit("\n".join(wrong[:20]))
        print(f"{COUNT} apps with {resources} resources are as they should be")
        if not shutil.which("cfn-lint"):
            print("skipped: cfn-lint is not installed")
            return 77
        lint(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
