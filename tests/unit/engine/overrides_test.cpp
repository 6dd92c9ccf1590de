#include "engine_test.hpp"

namespace omnitrack {
namespace {

class OverrideTest : public EngineTest {
 protected:
  UntypedResource& thing = add_thing(
      "Thing",
      {{"A", 1}, {"List", Json::array({"x", "y", "z"})}, {"Deep", Json::object({{"K", 1}})}});

  // What is said of an override at a pointer that cannot be.
  std::string said_of(std::string_view pointer) {
    thing.override_at(pointer, 1);
    std::string text = said();
    const std::string before =
        "error OT1012: Test/Thing: the override at '" + std::string(pointer) + "' ";
    const std::size_t begin = text.find(before);
    if (begin == std::string::npos) return text;
    text = text.substr(begin + before.size());
    return text.substr(0, text.find('\n'));
  }
};

TEST_F(OverrideTest, a_property_is_replaced_in_its_place) {
  thing.override_at("/Properties/A", "new");
  EXPECT_EQ(in_template("Properties"), R"({"A":"new","List":["x","y","z"],"Deep":{"K":1}})");
}

TEST_F(OverrideTest, missing_objects_are_made_on_the_way) {
  thing.override_at("/Properties/New/Inner/Key", true);
  EXPECT_EQ(in_template("New"), R"({"Inner":{"Key":true}})");
}

TEST_F(OverrideTest, items_are_replaced_appended_and_removed) {
  thing.override_at("/Properties/List/1", "Y");
  thing.override_at("/Properties/List/-", "end");
  thing.remove_at("/Properties/List/0");
  EXPECT_NE(in_template("Properties").find(R"("List":["Y","z","end"])"), std::string::npos);
}

TEST_F(OverrideTest, a_missing_list_is_made_by_an_item_that_is_appended) {
  thing.override_at("/Properties/New/-", "first");
  thing.override_at("/Properties/New/-", "second");
  thing.remove_at("/Properties/Nothing/-");
  EXPECT_EQ(in_template("Properties"),
            R"({"A":1,"List":["x","y","z"],"Deep":{"K":1},"New":["first","second"]})");
}

TEST_F(OverrideTest, properties_are_removed) {
  thing.remove_at("/Properties/List");
  thing.remove_at("/Properties/Deep/K");
  EXPECT_EQ(in_template("Properties"), R"({"A":1,"Deep":{}})");
}

TEST_F(OverrideTest, removing_what_is_not_there_changes_nothing) {
  thing.remove_at("/Properties/Nothing/Here");
  EXPECT_EQ(in_template("Properties"), R"({"A":1,"List":["x","y","z"],"Deep":{"K":1}})");
}

TEST_F(OverrideTest, slashes_and_tildes_of_a_key_are_escaped) {
  thing.override_at("/Properties/a~1b~0c~01", 2);
  EXPECT_NE(in_template("Properties").find(R"("a/b~c~1":2)"), std::string::npos);
}

TEST_F(OverrideTest, overrides_apply_in_the_order_of_the_calls) {
  thing.override_at("/Properties/A", 2);
  thing.remove_at("/Properties/A");
  thing.override_at("/Properties/A", 3);
  EXPECT_EQ(in_template("Properties"), R"({"List":["x","y","z"],"Deep":{"K":1},"A":3})");
}

TEST_F(OverrideTest, attributes_of_the_resource_can_be_set) {
  thing.remove_at("/Properties");
  thing.override_at("/UpdateReplacePolicy", "Retain");
  thing.override_at("/Type", "Custom::Other");
  EXPECT_EQ(in_template("Thing"), R"({"Type":"Custom::Other","UpdateReplacePolicy":"Retain"})");
}

TEST_F(OverrideTest, a_depends_on_of_ones_own_stands_before_what_the_tree_says) {
  auto& other = add_thing("Other");
  thing.depends_on(other);
  thing.remove_at("/Properties");
  thing.override_at("/DependsOn", "Mine");
  EXPECT_EQ(in_template("Thing"), R"({"Type":"Custom::Thing","DependsOn":["Mine","Other"]})");
}

TEST_F(OverrideTest, references_in_overrides_order_the_resources) {
  auto& later = add_thing("Later");
  thing.remove_at("/Properties");
  thing.override_at("/Properties/Ref", later.ref());
  EXPECT_EQ(in_template("Resources"),
            R"({"Later":{"Type":"Custom::Thing"},)"
            R"("Thing":{"Type":"Custom::Thing","Properties":{"Ref":{"Ref":"Later"}}}})");
}

TEST_F(OverrideTest, a_pointer_begins_with_a_slash) {
  EXPECT_EQ(said_of("Properties/A"), "does not begin with '/'");
}

TEST_F(OverrideTest, a_place_in_a_list_is_a_number) {
  EXPECT_EQ(said_of("/Properties/List/first"), "names a place in a list that is not a number");
}

TEST_F(OverrideTest, a_place_in_a_list_must_be_there) {
  EXPECT_EQ(said_of("/Properties/List/3"), "names a place past the end of a list");
}

TEST_F(OverrideTest, a_pointer_cannot_go_into_a_text) {
  EXPECT_EQ(said_of("/Type/Inner"), "goes into a value that is neither an object nor a list");
}

TEST_F(OverrideTest, the_whole_resource_cannot_be_replaced) {
  EXPECT_EQ(said_of(""), "stands for the whole resource");
}

TEST_F(OverrideTest, the_whole_resource_cannot_be_removed) {
  thing.remove_at("");
  EXPECT_NE(said().find("error OT1012: Test/Thing: the override at '' stands for the whole "
                        "resource\n"),
            std::string::npos);
}

TEST_F(OverrideTest, the_type_cannot_be_removed) {
  thing.remove_at("/Type");
  EXPECT_NE(said().find("error OT1012: Test/Thing: the override at '/Type' "), std::string::npos);
}

}  // namespace
}  // namespace omnitrack
