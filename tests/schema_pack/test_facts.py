"""What the packing of facts refuses, with file and entry."""

import json
import pathlib
import sys
import tempfile
import unittest

TOOLS = pathlib.Path(__file__).resolve().parents[2] / "tools" / "schema_pack"
sys.path.insert(0, str(TOOLS))

import facts  # noqa: E402
from image import Image  # noqa: E402

SOURCE = "https://docs.aws.amazon.com/page.html"
RECORDS = {
    "AWS::Store::Shelf": {
        "properties": {"Name": {"type": "string"}, "Boards": {"type": "[#Board]"},
                       "More": {"type": "json"}},
        "definitions": {"Board": {"properties": {"Width": {"type": "integer"}}}},
    },
}


class Facts(unittest.TestCase):
    def mistakes(self, kinds, type_name="AWS::Store::Shelf", settings=(), decisions=None,
                 pictures=None):
        """What is said of the facts of a type; nothing where they are packed."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "facts").mkdir()
            (folder / "facts" / "store.json").write_text(json.dumps({type_name: kinds}))
            (folder / "settings.json").write_text(json.dumps(list(settings)))
            (folder / "replacement.json").write_text(json.dumps(decisions or {}))
            (folder / "pictures.json").write_text(
                json.dumps({"source": SOURCE, "services": pictures or {}}))
            image = Image()
            image.reserve(1)
            try:
                facts.write(image, folder, RECORDS)
            except SystemExit as stopped:
                return str(stopped).replace(str(folder) + "/", "")
            return ""

    def test_right_facts_are_packed(self):
        self.assertEqual(self.mistakes({
            "holds": {"data": "the books", "source": SOURCE},
            "growsOnly": [{"path": "Boards/*/Width", "source": [SOURCE, SOURCE]},
                          {"path": "More/Anything", "source": SOURCE}],
            "keptItems": [{"list": "Boards", "name": "Width", "time": "Width", "data": "the books",
                           "source": SOURCE}],
            "snapshots": {"source": SOURCE},
        }), "")

    def test_what_a_picture_needs_names_properties_that_there_are(self):
        def mistakes(shelf):
            return self.mistakes({}, pictures={
                "AWS::Store": {"family": "storage", "name": "Store", "types": {"Shelf": shelf}}})

        self.assertEqual(mistakes({"foldsInto": ["Name", "@user"], "flows": [".>Name"]}), "")
        where = "pictures.json: AWS::Store::Shelf: "
        self.assertEqual(mistakes({"foldsInto": ["No"]}),
                         where + "'foldsInto' names no property: 'No'")
        self.assertEqual(mistakes({"flows": ["Name"]}), where + "'flows' has FROM>TO: 'Name'")
        self.assertIn(where + "'family' must be one of", mistakes({"family": "shops"}))

    def test_a_decision_about_replacement_tells_its_source(self):
        decision = {"update": "in place", "specification": "replaces", "registry": "in place"}
        for reason in ({}, {"reason": "why it may"}):
            self.assertIn(
                "replacement.json: AWS::Store::Shelf Name: 'source' must be the address",
                self.mistakes({}, decisions={"AWS::Store::Shelf": {
                    "Name": {**decision, **reason, "source": "a book"}}}))

    def test_a_decision_with_a_reason_is_about_a_property(self):
        self.assertEqual(
            self.mistakes({}, decisions={"AWS::Store::Shelf": {
                "Nmae": {"update": "may replace", "reason": "why it may", "source": SOURCE}}}),
            "replacement.json: AWS::Store::Shelf Nmae: 'property' names no property: 'Nmae'")

    def test_what_a_change_does_is_one_of_three(self):
        self.assertEqual(
            self.mistakes({"mayReplace": [{"property": "Name", "reason": "why", "source": SOURCE,
                                           "removed": "sometimes"}]}),
            "facts/store.json: AWS::Store::Shelf mayReplace: 'removed' must be one of undecided, "
            "in place, replaces")

    def test_a_type_that_does_not_exist_is_told(self):
        self.assertEqual(self.mistakes({"holds": {"data": "all", "source": SOURCE}}, "AWS::No::Type"),
                         "facts/store.json: AWS::No::Type: there is no such type")

    def test_a_property_that_does_not_exist_is_told(self):
        for path in ("Nmae", "Boards/*/Depth", "Name/Length"):
            self.assertEqual(
                self.mistakes({"growsOnly": [{"path": path, "source": SOURCE}]}),
                f"facts/store.json: AWS::Store::Shelf growsOnly: 'path' names no property: '{path}'")

    def test_a_property_that_the_items_of_a_list_lack_is_told(self):
        self.assertEqual(
            self.mistakes({"keptItems": [{"list": "Boards", "name": "Depth", "time": "Width",
                                          "data": "the books", "source": SOURCE}]}),
            "facts/store.json: AWS::Store::Shelf keptItems: 'name' names no property: "
            "'Boards/*/Depth'")

    def test_a_fact_without_its_source_is_told(self):
        for source in ({}, {"source": "a book"}, {"source": []}):
            self.assertEqual(
                self.mistakes({"holds": {"data": "the books", **source}}),
                "facts/store.json: AWS::Store::Shelf holds: 'source' must be the address of the page that says so")

    def test_unknown_kinds_fields_and_values_are_told(self):
        begin = "facts/store.json: AWS::Store::Shelf "
        self.assertEqual(self.mistakes({"hodls": {"data": "all", "source": SOURCE}}),
                         begin + "hodls: there is no such kind of fact")
        self.assertEqual(self.mistakes({"holds": {"data": "all", "dtaa": "", "source": SOURCE}}),
                         begin + "holds: unknown field 'dtaa'")
        self.assertEqual(self.mistakes({"holds": {"source": SOURCE}}),
                         begin + "holds: 'data' is missing")
        self.assertIn("'concern' must be one of permissions, ",
                      self.mistakes({"guard": {"concern": "x", "words": "a", "source": SOURCE}}))

    def test_a_name_of_an_answer_leads_to_a_property(self):
        described = {"call": "store get-shelf --name {}", "source": SOURCE}
        self.assertEqual(
            self.mistakes({"described": [
                {**described, "names": ["name>Name", "boards/*>Boards/+", "Boards/*/width=wide>Boards/*/Width=2"]},
                {**described, "into": "Boards/*", "names": ["width>Width"]}]}), "")
        for name in ("name>Nmae", "name", ">Name", "name>"):
            self.assertEqual(
                self.mistakes({"described": [{**described, "names": [name]}]}),
                "facts/store.json: AWS::Store::Shelf described: 'names' has FROM>TO, of which TO is there: "
                f"'{name}'")

    def test_all_mistakes_are_told_together(self):
        told = self.mistakes({"holds": {"data": "all"}, "growsOnly": [{"path": "Nmae"}]})
        self.assertEqual(len(told.splitlines()), 2)

    def test_a_setting_that_no_type_has_is_told(self):
        setting = {"concern": "audit", "scale": "onIsSafe", "words": "the log", "source": SOURCE}
        self.assertEqual(self.mistakes({}, settings=[{"name": "Width", **setting},
                                                     {"name": "log.on", **setting}]), "")
        self.assertEqual(self.mistakes({}, settings=[{"name": "Depth", **setting}]),
                         "settings.json: Depth: no type has a property 'Depth'")
        self.assertEqual(self.mistakes({}, settings=[{"name": "Width", "types": "AWS::X", **setting}]),
                         "settings.json: Width: 'types' begins no type: 'AWS::X'")


if __name__ == "__main__":
    unittest.main()
