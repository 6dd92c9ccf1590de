"""What graph draws: every format of every example is well formed, nothing lies outside of its box, and no name from a
template gets out of its place."""

import base64
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

import cli

SVG = "{http://www.w3.org/2000/svg}"
TEMPLATES = cli.PROJECT / "templates"
EXAMPLES = [TEMPLATES / "omnitrack", TEMPLATES / "omnitrack-production",
            *sorted((TEMPLATES / "examples").iterdir())]
VIEWS = ("architecture", "tree", "network", "permissions", "data-flow")
STEERING = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F),
                              *range(0x2066, 0x206A)]))
HOSTILE = "</script><x y=\"'&\\]]>-->`#;|%%{\u202e"
# The advances of Helvetica Bold and so of Arial, by how wide characters are, in thousandths of the size.
ADVANCES = {278: " Iijl.,/;·|", 333: "ft-:()!", 389: "r", 500: "z", 611: "FLTZbdghnopqu", 667: "EPSVXY", 722: "ABCDHKNRU&",
            778: "GOQw", 833: "M", 889: "m%", 944: "W", 1000: "…—"}
ADVANCE = {character: width / 1000 for width, characters in ADVANCES.items() for character in characters}


def template(**resources):
    return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}


def number(element, name):
    return float(element.get(name))


def rect_of(group):
    rect = group.find(f"{SVG}rect")
    x, y = number(rect, "x"), number(rect, "y")
    return x, y, x + number(rect, "width"), y + number(rect, "height")


def is_within(inner, outer):
    return (inner[0] >= outer[0] - 0.2 and inner[1] >= outer[1] - 0.2 and
            inner[2] <= outer[2] + 0.2 and inner[3] <= outer[3] + 0.2)


def width_of(text, size):
    return size * sum(ADVANCE.get(each, 0.556) for each in text)


def overlap(one, other):
    return (one[0] < other[2] - 0.2 and other[0] < one[2] - 0.2 and
            one[1] < other[3] - 0.2 and other[1] < one[3] - 0.2)


def faults_of(svg):
    """What is wrong with the places in a picture."""
    root = ElementTree.fromstring(svg)
    boxes = {each.get("data-key"): each for each in root.iter(f"{SVG}g")
             if each.get("class", "").startswith("box ")}
    nodes = [each for each in root.iter(f"{SVG}g") if each.get("class", "").startswith("node ")]
    width, height = map(float, root.get("viewBox").split()[2:])
    picture = (-16, -16, width - 16, height - 16)
    for group in [*boxes.values(), *nodes]:
        key, place = group.get("data-key"), rect_of(group)
        around = boxes.get(group.get("data-in"))
        if not is_within(place, rect_of(around) if around is not None else picture):
            yield f"{key} is outside of its box"
        for text in group.findall(f"{SVG}text"):
            size = number(text, "font-size")
            shown = width_of(text.text, size)
            left = number(text, "x")
            if text.get("text-anchor") == "end":
                left -= shown
            line = (left, number(text, "y") - size * 0.8, left + shown, number(text, "y") + size * 0.2)
            if not is_within(line, place):
                yield f"the label '{text.text}' is outside of {key}"
    places = sorted((rect_of(each), each.get("data-key")) for each in nodes)
    for i, (one, key) in enumerate(places):
        for other, other_key in places[i + 1:]:
            if overlap(one, other):
                yield f"{key} and {other_key} overlap"


class Graph(cli.CliTestCase):
    def graph(self, *arguments, **options):
        return self.run_app(options.pop("app", os.environ["OMNITRACK_SYNTH"]), "graph", *map(str, arguments),
                            **options)

    def drawn(self, *arguments, **options):
        run = self.graph(*arguments, **options)
        self.assertEqual((run.stderr, run.returncode), ("", 0))
        return run.stdout

    def drawn_from(self, template_, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "Stack.json"
            file.write_text(json.dumps(template_))
            return self.drawn(file, "--quiet", *arguments)  # its errors are not asked about

    def node(self, svg, key):
        for each in ElementTree.fromstring(svg).iter(f"{SVG}g"):
            if each.get("data-key") == key:
                return each
        self.fail(f"there is no {key}")

    def edges(self, svg):
        return {(each.get("data-from"), each.get("data-to"), each.get("class").split()[1])
                for each in ElementTree.fromstring(svg).iter(f"{SVG}path")
                if each.get("class", "").startswith("edge ")}

    def test_nothing_is_outside_of_its_box_and_no_nodes_overlap(self):
        for folder in EXAMPLES:
            for view in VIEWS:
                with self.subTest(f"{folder.name} {view}"):
                    svg = self.drawn(folder, "--format", "svg", "--view", view)
                    self.assertEqual(list(faults_of(svg)), [])

    def test_every_view_of_a_change_fits_too(self):
        svg = self.drawn("templates/omnitrack-production", "--old", "templates/omnitrack", "--format", "svg")
        self.assertEqual(list(faults_of(svg)), [])
        self.assertLess(len(svg.encode()), 200_000)
        self.assertIn("added", self.node(svg, "OmniTrack/RedisClusterReplicationGroup").get("class"))
        removed = self.node(svg, "OmniTrack/RedisCluster")
        self.assertIn("removed", removed.get("class"))
        self.assertIn("lost", removed.get("class"))
        self.assertEqual(removed.find(f"{SVG}text[@class='mark']").text, "− lost")
        root = ElementTree.fromstring(svg)
        foot = next(each for each in root.iter(f"{SVG}g") if each.get("class") == "foot")
        told = [each.text for each in foot.findall(f"{SVG}text")]
        self.assertIn("Lost: RedisCluster: what is cached in the cluster 'omnitrack-redis-cluster'", told)
        self.assertIn("± replaced", told)
        width, height = map(float, root.get("viewBox").split()[2:])
        top = float(re.search(r" ([0-9.]+)\)", foot.get("transform"))[1])
        for text in foot.findall(f"{SVG}text"):
            self.assertLessEqual(number(text, "x") + width_of(text.text, 11), width - 32, text.text)
            self.assertLessEqual(top + number(text, "y"), height - 32, text.text)

    def test_connections_tell_their_ports(self):
        svg = self.drawn(TEMPLATES / "examples/container_service", "--format", "svg", "--view", "network")
        ports = {title.split(":")[0] for title in re.findall("<title>([^<]*, ports? [^<]*)</title>", svg)}
        self.assertIn("ServiceService → Database, port 5432", ports)
        self.assertIn("Internet → ServiceLoadBalancer, ports 80, 443", ports)
        labels = [each for each in ElementTree.fromstring(svg).iter(f"{SVG}text") if each.get("class") == "port"]
        self.assertLessEqual({"5432", "80, 443"}, {each.text for each in labels})

    def test_a_picture_alone_says_what_its_edges_mean(self):
        def legend(folder, view):
            svg = self.drawn(TEMPLATES / folder, "--format", "svg", "--view", view)
            feet = [each for each in ElementTree.fromstring(svg).iter(f"{SVG}g") if each.get("class") == "foot"]
            return [each.text for foot in feet for each in foot.iter(f"{SVG}text")]
        self.assertEqual(legend("examples/event_pipeline", "architecture"), ["may use", "traffic"])
        self.assertEqual(legend("omnitrack", "tree"), [])
        self.assertEqual(legend("examples/event_pipeline", "data-flow"), ["traffic", "data"])
        diagram = ElementTree.fromstring(self.drawn(TEMPLATES / "omnitrack", "--format", "drawio"))
        pages = {page.get("name"): [cell.get("value") for cell in page.iter("mxCell") if cell.get("id", "").startswith("l")]
                 for page in diagram.iter("diagram")}
        self.assertEqual((pages["Architecture"], pages["Resources"]), (["refers to"], []))

    def test_diagrams_net_gets_icons_and_the_ways_of_edges(self):
        diagram = ElementTree.fromstring(self.drawn(TEMPLATES / "omnitrack", "--format", "drawio"))
        page = next(each for each in diagram.iter("diagram") if each.get("name") == "Architecture")
        cells = {each.get("id"): each for each in page.iter("mxCell")}
        nodes = [each for id_, each in cells.items() if re.fullmatch(r"n\d+", id_)]
        for node in nodes:
            image = re.search(r"image=data:image/svg\+xml,([^;]+);", node.get("style"))[1]
            drawing = ElementTree.fromstring(base64.b64decode(image))
            self.assertEqual((drawing.tag, drawing.get("stroke")), (f"{SVG}svg", "#475569"))
        edges = [each for id_, each in cells.items() if re.fullmatch(r"e\d+", id_)]
        self.assertTrue(edges)
        for edge in edges:
            self.assertRegex(edge.get("style"), r"exitX=(0|1|0\.\d{3});exitY=(0|1|0\.\d{3});")
            self.assertGreaterEqual(len(edge.findall("mxGeometry/Array/mxPoint")), 2)
            self.assertLessEqual({edge.get("source"), edge.get("target")}, set(cells))

    def test_text_formats_tell_a_change_too(self):
        sides = ("templates/omnitrack-production", "--old", "templates/omnitrack")
        flowchart = self.drawn(*sides, "--format", "mermaid")
        self.assertRegex(flowchart, r'\["RedisClusterReplicationGroup: \+ added<br/>[^"]*"\]:::added\n')
        self.assertRegex(flowchart, r'\["RedisCluster: − removed, ! lost<br/>[^"]*"\]:::lost\n')
        self.assertIn("  classDef lost fill:", flowchart)
        run = subprocess.run(["dot", "-Tjson0"], input=self.drawn(*sides, "--format", "dot"), text=True,
                             capture_output=True, check=False)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        fills = {each["label"].split(":")[0]: each.get("fillcolor") for each in json.loads(run.stdout)["objects"]
                 if "added" in each["label"] or "removed" in each["label"]}
        self.assertEqual((fills["RedisClusterReplicationGroup"], fills["RedisCluster"]), ("#e9f7ee", "#fdecea"))
        self.assertNotIn("classDef", self.drawn("templates/omnitrack", "--format", "mermaid"))

    def test_two_files_are_one_stack_whatever_they_are_called(self):
        with tempfile.TemporaryDirectory() as folder:
            old, new = (pathlib.Path(folder) / name for name in ("before.json", "after.json"))
            queue = {"Type": "AWS::SQS::Queue"}
            old.write_text(json.dumps(template(A=queue, B=queue)))
            new.write_text(json.dumps(template(A=queue)))
            svg = self.drawn(new, "--old", old, "--format", "svg")
        self.assertIn("removed", self.node(svg, "after/B").get("class"))

    def test_addresses_that_name_themselves_are_not_known(self):
        own = {"CidrBlock": {"Fn::GetAtt": ["V", "CidrBlock"]}}
        circle = template(V={"Type": "AWS::EC2::VPC", "Properties": own},
                          S={"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "V"}, **own}},
                          I={"Type": "AWS::EC2::Instance", "Properties": {"SubnetId": {"Ref": "S"}}})
        self.assertIn("data-key=\"Stack/I\"", self.drawn_from(circle, "--format", "svg", "--view", "network"))

    def test_a_picture_is_the_same_each_time(self):
        for name in ("html", "svg", "mermaid", "dot", "drawio"):
            with self.subTest(name):
                arguments = (TEMPLATES / "omnitrack", "--format", name)
                self.assertEqual(self.drawn(*arguments), self.drawn(*arguments))

    def test_resources_stand_in_their_networks(self):
        svg = self.drawn(TEMPLATES / "omnitrack", "--format", "svg")
        function = self.node(svg, "OmniTrack/CacheHealthFunction")
        self.assertEqual(function.get("data-in"), "OmniTrack/Vpc")
        self.assertEqual(function.get("data-across").split("\n"),
                         [f"OmniTrack/VpcPrivateSubnet{i}" for i in (1, 2, 3)])
        self.assertIn("OmniTrack/LambdaExecutionRole", function.get("data-folded").split("\n"))
        gateway = self.node(svg, "OmniTrack/VpcPublicSubnet1NATGateway")
        self.assertEqual(gateway.get("data-in"), "OmniTrack/VpcPublicSubnet1")
        self.assertEqual(gateway.get("aria-label"), "NAT gateway VpcPublicSubnet1NATGateway")

    def test_what_leads_into_networks_has_icons_of_its_own(self):
        pictures = json.loads((cli.PROJECT / "src/schema/pictures.json").read_text())
        named = {each["icon"] for service in pictures["services"].values() for each in service.get("types", {}).values()
                 if "icon" in each}
        drawings = {file.stem: file.read_text() for file in (cli.PROJECT / "src/graph/icons").glob("*.svg")}
        self.assertLessEqual({"nat-gateway", "internet-gateway", "load-balancer", "endpoint"}, named)
        self.assertLessEqual(named, set(drawings))
        self.assertEqual(len(set(drawings.values())), len(drawings))
        svg = self.drawn(TEMPLATES / "omnitrack", "--format", "svg")
        for id_, icon in (("VpcPublicSubnet1NATGateway", "nat-gateway"), ("VpcInternetGateway", "internet-gateway"),
                          ("CacheHealthFunction", "function"), ("MainTable", "database")):
            node = self.node(svg, f"OmniTrack/{id_}")
            self.assertEqual(node.find(f"{SVG}use").get("href"), f"#icon-{icon}")
            self.assertIn(f'<symbol id="icon-{icon}"', svg)

    def test_traffic_permissions_and_references_are_told_apart(self):
        self.assertEqual(self.edges(self.drawn(TEMPLATES / "examples/event_pipeline", "--format", "svg")), {
            ("Uploads/Files", "Uploads/Uploaded", "traffic"),
            ("Uploads/Uploaded", "Uploads/Measure", "traffic"),
            ("Uploads/Measure", "Uploads/Files", "permission"),
            ("Uploads/Measure", "Uploads/Results", "permission"),
            ("Uploads/Results", "Uploads/Changes", "traffic"),
            ("Uploads/Changes", "Uploads/News", "traffic")})

    def test_what_sam_writes_shortly_is_drawn_too(self):
        svg = self.drawn_from({"Transform": "AWS::Serverless-2016-10-31", "Resources": {
            "Jobs": {"Type": "AWS::SQS::Queue"}, "Orders": {"Type": "AWS::Serverless::SimpleTable"},
            "Work": {"Type": "AWS::Serverless::Function", "Properties": {
                "Events": {"Jobs": {"Type": "SQS", "Properties": {"Queue": {"Fn::GetAtt": ["Jobs", "Arn"]}}}},
                "Policies": [{"DynamoDBReadPolicy": {"TableName": {"Ref": "Orders"}}}]}}}},
            "--format", "svg", "--view", "data-flow")
        self.assertEqual(self.edges(svg), {("Stack/Jobs", "Stack/Work", "traffic"),
                                           ("Stack/Orders", "Stack/Work", "data")})

    def test_a_folder_is_called_by_its_name(self):
        for name in ("templates/examples/two_stacks", "templates/examples/two_stacks/"):
            self.assertIn("<title>two_stacks", self.drawn(cli.PROJECT / name))
        folder = TEMPLATES / "examples/two_stacks"
        self.assertIn("<title>two_stacks", self.drawn(".", cwd=folder))
        self.assertIn("<title>two_stacks", self.drawn("../two_stacks", cwd=folder))

    def test_several_templates_and_a_folder_are_one_picture(self):
        folder = TEMPLATES / "examples/two_stacks"
        from_folder = self.drawn(folder, "--format", "svg")
        self.assertEqual(self.drawn(*sorted(folder.iterdir()), "--format", "svg"), from_folder)
        self.assertIn(("ShopService/CountOrders", "ShopData/Orders", "permission"), self.edges(from_folder))

    def test_the_app_is_drawn_with_its_constructs_and_lines(self):
        page = self.drawn("--format", "html", app="two_stacks")
        data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
        vpc = next(each for each in data["resources"] if each["key"] == "Network/Vpc")
        self.assertEqual(vpc["construct"], "Network/Vpc")
        self.assertRegex(vpc["line"], r"tests/cli/apps/two_stacks\.cpp:\d+")

    def test_the_page_tells_all_of_a_resource(self):
        page = self.drawn(TEMPLATES / "omnitrack", "--old", TEMPLATES / "omnitrack-production")
        data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
        self.assertEqual([each["name"] for each in data["views"]], [*VIEWS, "change"])
        by_key = {each["key"]: each for each in data["resources"]}
        table = by_key["OmniTrack/MainTable"]
        self.assertEqual((table["type"], table["kind"], table["family"], table["holds"]),
                         ("AWS::DynamoDB::Table", "DynamoDB table", "database", "all items of the table"))
        self.assertIn("/Properties/TableName", table["replaced_by"])
        self.assertRegex(table["place"], r"OmniTrack\.template\.json:\d+:\d+")
        self.assertIn({"key": "OmniTrack/LambdaExecutionRole", "at": "/Properties/Role", "how": "GetAtt Arn"},
                      by_key["OmniTrack/CacheHealthFunction"]["to"])
        self.assertIn("OmniTrack/CacheHealthFunction",
                      [each["key"] for each in by_key["OmniTrack/LambdaExecutionRole"]["from"]])
        self.assertEqual(by_key["OmniTrack/RedisClusterReplicationGroup"]["change"]["action"], "delete")
        self.assertTrue(by_key["OmniTrack/RedisClusterReplicationGroup"]["change"]["losses"])

    def test_the_page_of_the_app_tells_what_shows_its_requirements(self):
        page = self.drawn("--format", "html")
        data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
        texts = {each["id"]: each["text"] for each in data["requirements"]}
        shown = {each["key"]: each["requirements"] for each in data["resources"]}
        self.assertIn("11.1", shown["OmniTrack/MainTable"])
        self.assertEqual(shown["OmniTrack/VpcPublicSubnet1EIP"], [])
        self.assertLessEqual({one for ids in shown.values() for one in ids}, set(texts))
        self.assertTrue(all(texts.values()))

    def test_names_from_a_template_stay_names(self):
        hostile = template(**{
            HOSTILE: {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
            "Role": {"Type": HOSTILE, "Metadata": {"aws:cdk:path": f"Stack/{HOSTILE}/x"}}})
        for view in VIEWS:
            svg = self.drawn_from(hostile, "--format", "svg", "--view", view)
            root = ElementTree.fromstring(svg)
            self.assertEqual(root.findall(".//x"), [])
            self.assertEqual(list(faults_of(svg)), [])
        page = self.drawn_from(hostile)
        self.assertEqual(page.count("</script>"), 2)
        self.assertNotIn("<x y", page)
        diagram = ElementTree.fromstring(self.drawn_from(hostile, "--format", "drawio"))
        values = [each.get("value", "") for each in diagram.iter("mxCell")]
        self.assertTrue(any(value.startswith(HOSTILE[:-1]) for value in values))
        flowchart = self.drawn_from(hostile, "--format", "mermaid")
        for label in re.findall(r'\["(.*)"\]', flowchart):
            self.assertNotRegex(label.replace("<br/>", ""), r'["<>`|{}\\%]')

    def test_nothing_that_steers_a_terminal_or_turns_text_gets_into_any_format(self):
        text = f"@all ![x](y) {STEERING} <b>\"'`"
        file_name = f"St{STEERING[1:]}ack.json".replace("\n", "")
        network = {
            f"V{text}": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": text}},
            f"N{text}": {"Type": "AWS::EC2::Subnet", "Properties": {
                "VpcId": {"Ref": f"V{text}"}, "CidrBlock": text, "AvailabilityZone": text}},
            f"I{text}": {"Type": "AWS::EC2::Instance", "Properties": {
                "SubnetId": {"Ref": f"N{text}"}, "Tags": [{"Key": "Name", "Value": text}]}}}
        others = {
            f"F{text}": {"Type": "AWS::Lambda::Function", "Metadata": {"aws:cdk:path": f"S/{text}/x"},
                         "Properties": {"FunctionName": text, "Role": {"Fn::GetAtt": [f"R{text}", "Arn"]}}},
            f"R{text}": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{
                "PolicyName": text, "PolicyDocument": {"Statement": [
                    {"Effect": "Allow", "Action": f"sqs:{text}", "Resource": {"Fn::GetAtt": ["Q", "Arn"]}}]}}]}},
            "Q": {"Type": "AWS::SQS::Queue", "Condition": text}, "T": {"Type": f"AWS::{text}::{text}"}}
        runs = [("html",), ("drawio",), *((name, "--view", view) for name in ("svg", "mermaid", "dot")
                                          for view in (*VIEWS, "change"))]
        with tempfile.TemporaryDirectory() as folder:
            file, old = pathlib.Path(folder) / file_name, pathlib.Path(folder) / "old.json"
            file.write_text(json.dumps(template(**network, **others)))
            old.write_text(json.dumps(template(**network)))
            for name, *view in runs:
                with self.subTest((name, *view)):
                    run = self.graph(file, "--old", old, "--format", name, *view, "--quiet")
                    self.assertEqual((run.stderr, run.returncode), ("", 0))
                    self.assertEqual(set(run.stdout) & set(STEERING) - {"\n"}, set())
                    if name in ("svg", "drawio"):
                        shown = {value for each in ElementTree.fromstring(run.stdout).iter()
                                 for value in [each.text or "", *each.attrib.values()]}
                        self.assertEqual(set("".join(shown)) & set(STEERING) - {"\n"}, set())
                    if name == "mermaid":
                        self.assertNotRegex(re.sub("<br/>", "", run.stdout), "[@<`]")
            run = self.graph(file)
            page = run.stdout
            self.assertEqual(run.stderr.count("\n"), 1)
            self.assertEqual(set(run.stderr) & set(STEERING) - {"\n"}, set())
        data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
        self.assertEqual(set(json.dumps(data, ensure_ascii=False)) & set(STEERING), set())
        drawn = set(re.findall('data-key="([^"]*)"', page)) - {"box:0"}
        keys = {each["key"] for each in data["resources"]}
        self.assertIn(html.unescape(next(each for each in drawn if "/F@" in each)), keys)

    def test_control_characters_and_what_is_no_text_stay_out(self):
        for name in ("a\u0000b", "a\ud800b", "a\ufffeb", "\u001b[31m"):
            text = json.dumps(template(**{name: {"Type": "AWS::SQS::Queue"}}))
            with tempfile.TemporaryDirectory() as folder:
                file = pathlib.Path(folder) / "Stack.json"
                file.write_text(text)
                for format_ in ("svg", "drawio"):
                    run = self.graph(file, "--format", format_)
                    if run.returncode == 0:
                        ElementTree.fromstring(run.stdout)

    def test_long_titles_are_cut_and_make_no_picture_wide(self):
        name = "VeryLongLogicalId" * 15
        long = template(**{
            name: {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "W" * 200}},
            f"S{name}": {"Type": "AWS::EC2::Subnet", "Properties": {
                "VpcId": {"Ref": name}, "CidrBlock": "W" * 200, "AvailabilityZone": "W" * 200}},
            f"I{name}": {"Type": "AWS::EC2::Instance", "Properties": {"SubnetId": {"Ref": f"S{name}"}}}})
        for view in VIEWS:
            with self.subTest(view):
                svg = self.drawn_from(long, "--format", "svg", "--view", view)
                self.assertEqual(list(faults_of(svg)), [])
                self.assertLess(number(ElementTree.fromstring(svg), "width"), 1200)
                if view in ("architecture", "network"):
                    self.assertEqual(svg.count(f"<title>VPC {name}</title>"), 1)

    def test_what_cannot_be_read_is_told_and_the_rest_is_drawn(self):
        with tempfile.TemporaryDirectory() as folder:
            base = pathlib.Path(folder)
            (base / "a.yaml").write_text("Resources:\n  A: [\n")
            (base / "b.yaml").write_text("Resources:\n  B: {Type: AWS::SQS::Queue}\n")
            run = self.graph(folder, "--format", "mermaid")
            self.assertEqual(run.returncode, 1)
            self.assertIn('["B<br/>SQS queue"]', run.stdout)
            self.assertEqual(run.stderr, (
                f"{base / 'a.yaml'}:3:1: error OT4001: a value is expected here\n"
                "  hint: check the indentation of this line and of the ones before it\nomnitrack-synth: 1 error\n"))
            named = self.graph(base / "a.yaml", base / "b.yaml", "--format", "mermaid")
            self.assertEqual((named.stdout, named.stderr, named.returncode), (run.stdout, run.stderr, 1))
            # In a change, all that it holds would seem to be removed.
            change = self.graph(folder, "--old", base / "b.yaml", "--format", "mermaid")
            self.assertEqual((change.stdout, change.stderr, change.returncode), ("", run.stderr, 1))
            alone = self.graph(base / "a.yaml", "--format", "mermaid")
            self.assertEqual((alone.stdout, alone.stderr, alone.returncode), ("", run.stderr, 1))

    def test_templates_with_errors_are_drawn_and_told(self):
        wrong = "Resources:\n  A: {Type: AWS::SQS::Queu}\n  B: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref No}}\n"
        run = self.graph("-", "--format", "mermaid", input=wrong)
        self.assertEqual(run.returncode, 0)
        self.assertIn('["B<br/>SQS queue"]', run.stdout)
        self.assertEqual(run.stderr, (
            "omnitrack-synth: -:2:13: OT4203: CloudFormation has no resource type 'AWS::SQS::Queu': the picture may be wrong; "
            "'validate' shows it and 1 more\n"))

    def test_files_of_one_name_are_named_by_their_folders(self):
        queue = "Resources:\n  Queue: {Type: AWS::SQS::Queue}\n"
        with tempfile.TemporaryDirectory() as folder:
            base = pathlib.Path(folder)
            files = [base / name for name in ("x/app/main.yaml", "y/app/main.yaml", "x/net/main.yaml", "x/net/main.json")]
            for file in files:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(queue if file.suffix == ".yaml" else json.dumps(template(Queue={"Type": "AWS::SQS::Queue"})))
            def stacks(*named):
                return re.findall(r'\["Stack (.*)"\]', self.drawn(*named, "--format", "mermaid"))
            self.assertEqual(stacks(files[0], files[2]), ["app/main", "net/main"])
            self.assertEqual(stacks(files[0], files[1]), ["x/app/main", "y/app/main"])
            self.assertEqual(stacks(*files[2:]), ["net/main.yaml", "net/main.json"])
            self.assertEqual(stacks(base), ["x/app/main", "net/main.json", "net/main.yaml", "y/app/main"])
            self.assertEqual(stacks(files[0], base / "x/app/../app/main.yaml", files[1]), ["x/app/main", "y/app/main"])

    def test_what_loops_add_is_told_to_be_missing(self):
        looped = {"Transform": "AWS::LanguageExtensions", "Resources": {
            "Fn::ForEach::Queues": ["Name", ["A", "B"], {"Queue${Name}": {"Type": "AWS::SQS::Queue"}}]}}
        run = self.graph("-", "--format", "mermaid", input=json.dumps(looped))
        self.assertEqual((run.stderr, run.returncode),
                         ("omnitrack-synth: -: what loops and macros add is not drawn\n", 0))

    def test_what_too_many_conditions_leave_open_is_told(self):
        count = 20
        no_value = {"Ref": "AWS::NoValue"}
        resources = {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
                     "Net": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"}}}
        for i in range(count):
            rules = [{"Fn::If": [f"C{j}", {"IpProtocol": "tcp", "FromPort": j, "ToPort": j, "CidrIp": f"10.1.0.{j}/32"}, no_value]}
                     for j in range(count)]
            policies = [{"Fn::If": [f"C{j}", {"PolicyName": f"p{j}", "PolicyDocument": {"Statement": [
                {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": {"Fn::GetAtt": [f"Queue{j}", "Arn"]}}]}},
                no_value]} for j in range(count)]
            resources[f"Group{i}"] = {"Type": "AWS::EC2::SecurityGroup", "Properties": {
                "GroupDescription": "x", "VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": rules}}
            resources[f"Host{i}"] = {"Type": "AWS::EC2::Instance", "Properties": {
                "ImageId": "ami-12345678", "SubnetId": {"Ref": "Net"}, "SecurityGroupIds": [{"Ref": f"Group{i}"}]}}
            resources[f"Queue{i}"] = {"Type": "AWS::SQS::Queue"}
            resources[f"Role{i}"] = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": [
                {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
                "Policies": policies}}
        conditional = {"Parameters": {f"P{i}": {"Type": "String"} for i in range(count)},
                       "Conditions": {f"C{i}": {"Fn::Equals": [{"Ref": f"P{i}"}, "yes"]} for i in range(count)},
                       "Resources": resources}
        run = self.graph("-", "--format", "html", input=json.dumps(conditional), timeout=60)
        self.assertEqual(run.returncode, 0)
        self.assertRegex(run.stderr, (
            r"^omnitrack-synth: Network: Who connects to Host\d+, Host\d+, Host\d+ and \d+ more is not decided: the conditions "
            r"may turn out in too many ways; ask `reach FROM TO`\.\n"
            r'omnitrack-synth: Permissions: What an edge says by "a policy says so" is not decided: ask `reach FROM TO`\.\n$'))
        data = json.loads(re.search(r'id="data">(.*?)</script>', run.stdout, re.DOTALL)[1])
        abouts = {each["name"]: each["about"] for each in data["views"]}
        self.assertRegex(abouts["network"], r"Who connects to Host\d+, .* is not decided")

    def test_graphviz_reads_its_format(self):
        hostile = template(**{HOSTILE: {"Type": "AWS::SQS::Queue"}})
        texts = [self.drawn(folder, "--format", "dot") for folder in EXAMPLES]
        for text in [*texts, self.drawn_from(hostile, "--format", "dot")]:
            run = subprocess.run(["dot", "-Tjson0"], input=text, text=True, capture_output=True, check=False)
            self.assertEqual((run.returncode, run.stderr), (0, ""))
        labels = [each["label"] for each in json.loads(run.stdout)["objects"]]
        self.assertIn(HOSTILE.replace("\u202e", " ").replace("&", "&amp;").replace("\\", "\\\\") + "\\nSQS queue", labels)

    def test_the_page_of_the_documentation_shows_what_is_printed(self):
        page = (cli.PROJECT / "docs/graph.md").read_text(encoding="utf-8")
        words, shown = re.search(r"^\$ omnitrack-synth graph ([^\n]* --format mermaid)\n(.*?)^```", page, re.M | re.S).groups()
        self.assertEqual(self.drawn(*words.split()), shown)

    def test_five_hundred_resources_stay_legible(self):
        resources = {}
        for i in range(125):
            resources[f"Queue{i}"] = {"Type": "AWS::SQS::Queue"}
            resources[f"Role{i}"] = {"Type": "AWS::IAM::Role", "Properties": {}}
            resources[f"Work{i}"] = {"Type": "AWS::Lambda::Function", "Properties": {
                "Role": {"Fn::GetAtt": [f"Role{i}", "Arn"]}}}
            resources[f"Source{i}"] = {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                "FunctionName": {"Ref": f"Work{i}"}, "EventSourceArn": {"Fn::GetAtt": [f"Queue{i}", "Arn"]}}}
        svg = self.drawn_from(template(**resources), "--format", "svg")
        fold = self.node(svg, "fold:Stack/Work0")
        self.assertEqual(fold.get("aria-label"), "125 Lambda functions")
        self.assertEqual(len(fold.get("data-keys").split("\n")), 125)
        self.assertEqual(self.edges(svg), {("fold:Stack/Queue0", "fold:Stack/Work0", "traffic")})

    def test_without_graphviz_the_hint_says_what_to_install(self):
        with tempfile.TemporaryDirectory() as empty:
            environment = cli.environment(PATH=empty)
            run = self.graph(TEMPLATES / "examples/event_pipeline", "--format", "svg", env=environment)
            self.assertEqual((run.stdout, run.returncode), ("", 1))
            self.assertIn("there is no 'dot', which lays out a picture", run.stderr)
            self.assertIn("hint: install the package graphviz; --format mermaid and dot need none", run.stderr)
            for format_ in ("mermaid", "dot"):
                self.drawn(TEMPLATES / "omnitrack", "--format", format_, env=environment)

    def test_a_layout_that_fails_becomes_a_grid(self):
        with tempfile.TemporaryDirectory() as folder:
            broken = pathlib.Path(folder) / "dot"
            broken.write_text("#!/bin/sh\nexit 1\n")
            broken.chmod(0o755)
            for example in EXAMPLES:
                svg = self.drawn(example, "--format", "svg", env=cli.environment(PATH=folder))
                self.assertEqual(list(faults_of(svg)), [])

    def test_a_file_has_the_format_that_its_name_ends_in(self):
        starts = {"a.svg": "<svg ", "a.mmd": "flowchart", "a.dot": "digraph", "a.drawio": "<mxfile ", "a.htm": "<!",
                  "a": "<!"}
        with tempfile.TemporaryDirectory() as folder:
            for name, start in starts.items():
                file = pathlib.Path(folder) / name
                run = self.graph(TEMPLATES / "omnitrack", "-o", file)
                self.assertEqual(run.returncode, 0, run.stderr)
                self.assertTrue(file.read_text().lower().startswith(start), name)
            file = pathlib.Path(folder) / "a.png"
            run = self.graph(TEMPLATES / "omnitrack", "-o", file)
            self.assertEqual(run.returncode, 64)
            self.assertIn("ends as no format does", run.stderr)
            self.assertIn("let it end in .html, .svg, .mmd, .dot or .drawio, or name the format by --format", run.stderr)
            self.assertFalse(file.exists())
            self.assertEqual(self.graph(TEMPLATES / "omnitrack", "--format", "svg", "-o", file).returncode, 0)
            printed = self.graph(TEMPLATES / "omnitrack", "--format", "svg", "-o", "-")
            self.assertEqual(printed.stdout, file.read_text())

    def test_what_is_only_perhaps_so_looks_like_it(self):
        role = {"AssumeRolePolicyDocument": {"Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
            "Policies": [{"PolicyName": "use", "PolicyDocument": {"Statement": [
                {"Effect": "Allow", "Action": "sns:Publish", "Resource": {"Ref": "Sure"}},
                {"Effect": "Allow", "Action": "sns:Publish", "Resource": {"Ref": "Open"},
                 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-blue"}}}]}}]}
        text = json.dumps(template(
            Role={"Type": "AWS::IAM::Role", "Properties": role},
            Work={"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
            Sure={"Type": "AWS::SNS::Topic"}, Open={"Type": "AWS::SNS::Topic"}))
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "app.json"
            file.write_text(text)
            drawn = {form: self.graph(file, "--view", "permissions", "--format", form).stdout
                     for form in ("svg", "mermaid", "dot")}
            drawio = self.graph(file, "--format", "drawio").stdout
        for form, sure, perhaps in (
                ("mermaid", "-->|may use|", "-.->|perhaps may use|"), ("dot", "style=dashed", "style=dotted"),
                ("svg", 'class="edge permission"', 'class="edge permission perhaps"')):
            self.assertIn(sure, drawn[form])
            self.assertIn(perhaps, drawn[form])
        self.assertIn(">perhaps may use</text>", drawn["svg"])
        self.assertIn("dashed=1;dashPattern=3 3;", drawio)

    def test_a_file_is_written_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "picture.html"
            run = self.graph(TEMPLATES / "omnitrack", "-o", file)
            self.assertEqual((run.stdout, run.stderr, run.returncode), ("", f"omnitrack-synth: wrote {file}\n", 0))
            self.assertEqual(file.read_text(), self.drawn(TEMPLATES / "omnitrack"))
            missing = pathlib.Path(folder) / "missing" / "picture.html"
            self.assertEqual(self.graph(TEMPLATES / "omnitrack", "-o", missing).returncode, 1)

    def test_mistakes_are_told(self):
        for arguments, code, words in (
                (("missing.json",), 1, "missing.json"),
                (("/dev/null",), 1, "there is no template to draw"),
                (("--view", "change", "--format", "svg", "templates/omnitrack"), 64, "--old OLD"),
                (("--view", "tree", "templates/omnitrack"), 64, "html has all views"),
                (("-", "-"), 64, "standard input can be read only once"),
                (("--set", "a=b", "templates/omnitrack"), 64, "leave them out, or the templates"),
                (("--format", "png", "templates/omnitrack"), 64, "svg"),
                (("templates/omnitrack", "--old", "missing.json"), 1, "missing.json")):
            with self.subTest(arguments):
                run = self.graph(*arguments)
                self.assertEqual((run.stdout, run.returncode), ("", code))
                self.assertIn(words, run.stderr)


if __name__ == "__main__":
    unittest.main()
