#include <vector>

#include "engine_test.hpp"

namespace omnitrack {
namespace {

using Lock = std::vector<LockedResource>;

/// Splits the stack as soon as it has more than four resources.
class SplittingTest : public EngineTest {
 protected:
  static SynthOptions options(const Lock& lock = {}) {
    SynthOptions options{.compact = true, .locked = lock, .origins = true, .validate = false};
    options.split = {.wanted = true, .places_new = true, .most_resources = 4};
    return options;
  }

  void split(const Lock& lock = {}) { synthesis_ = synthesize(app, options(lock)); }

  /// What stands under a key of the stack's own template, or for a part's name of that.
  std::string in(const std::string& part, std::string_view key) {
    if (!synthesis_.ok()) return said_of(synthesis_);
    const SynthesizedStack& made = synthesis_.stacks.front();
    if (part.empty()) return testing_support::object_at(made.text, key);
    for (const SynthesizedPart& each : made.parts) {
      if (each.name == part) return testing_support::object_at(each.text, key);
    }
    return "no part " + part;
  }

  static std::string said_of(const Synthesis& synthesis) {
    std::string text;
    for (const Diagnostic& each : synthesis.diagnostics) text += to_text(each);
    return text;
  }

  /// `path=part` of each resource.
  std::string homes() {
    std::string text;
    for (const ElementOrigin& each : synthesis_.stacks.front().origins) {
      if (each.kind != ConstructKind::resource) continue;
      text += (text.empty() ? "" : " ") + each.path + '=' + each.nested;
    }
    return text;
  }

  PlainGroup& add_group(const Id& id) { return stack.add(PlainGroupProps{.id = id}); }
  void fill(int count) {
    for (int i = 0; i < count; ++i) add_thing("Filler" + std::to_string(i));
  }

  Synthesis synthesis_;
};

// Where the resources of the tests live; the others are fillers.
Lock placed(const std::vector<std::pair<std::string, std::string>>& homes) {
  Lock lock;
  for (const auto& [id, nested] : homes) {
    lock.push_back({.stack = "Test",
                    .path = "Test/" + id,
                    .logical_id = id,
                    .type = "Custom::Thing",
                    .nested = nested});
  }
  return lock;
}

TEST_F(SplittingTest, a_ref_and_an_attribute_cross_by_outputs_and_parameters) {
  auto& table = add_thing("Table");
  add_thing("User", {{"Name", table.ref()}, {"Arn", table.attribute("Arn")}});
  split(placed({{"Table", "NestedStack1"}, {"User", "NestedStack2"}}));
  EXPECT_EQ(in("NestedStack1", "Outputs"),
            R"({"Table":{"Value":{"Ref":"Table"}},)"
            R"("TableArn":{"Value":{"Fn::GetAtt":["Table","Arn"]}}})");
  EXPECT_EQ(in("NestedStack2", "Parameters"),
            R"({"Table":{"Type":"String"},"TableArn":{"Type":"String"}})");
  EXPECT_EQ(in("NestedStack2", "Properties"),
            R"({"Name":{"Ref":"Table"},"Arn":{"Ref":"TableArn"}})");
  EXPECT_EQ(testing_support::object_at(in("", "NestedStack2"), "Parameters"),
            R"({"Table":{"Fn::GetAtt":["NestedStack1","Outputs.Table"]},)"
            R"("TableArn":{"Fn::GetAtt":["NestedStack1","Outputs.TableArn"]}})");
}

TEST_F(SplittingTest, what_stays_reads_outputs_also_in_texts) {
  auto& table = add_thing("Table");
  add_thing("User", {{"Arn", concat("a/", table.attribute("Arn"), "/", table.ref())}});
  split(placed({{"Table", "NestedStack1"}, {"User", ""}}));
  EXPECT_EQ(in("", "User"),
            R"({"Type":"Custom::Thing","Properties":{"Arn":{"Fn::Sub":)"
            R"("a/${NestedStack1.Outputs.TableArn}/${NestedStack1.Outputs.Table}"}}})");
}

TEST_F(SplittingTest, a_list_crosses_as_one_text) {
  auto& zone = stack.add(UntypedResourceProps{.id = "Zone", .type = "AWS::Route53::HostedZone"});
  add_thing("Near", {{"Servers", zone.attribute("NameServers")}});
  add_thing("Far", {{"Servers", zone.attribute("NameServers")}});
  Lock lock = placed({{"Zone", "NestedStack1"}, {"Near", ""}, {"Far", "NestedStack2"}});
  lock.front().type = "AWS::Route53::HostedZone";
  split(lock);
  EXPECT_EQ(in("NestedStack1", "ZoneNameServers"),
            R"({"Value":{"Fn::Join":[",",{"Fn::GetAtt":["Zone","NameServers"]}]}})");
  EXPECT_EQ(in("NestedStack2", "Parameters"),
            R"({"ZoneNameServers":{"Type":"CommaDelimitedList"}})");
  EXPECT_EQ(in("NestedStack2", "Properties"), R"({"Servers":{"Ref":"ZoneNameServers"}})");
  EXPECT_EQ(in("", "Near"), R"({"Type":"Custom::Thing","Properties":{"Servers":{"Fn::Split":[",",)"
                            R"({"Fn::GetAtt":["NestedStack1","Outputs.ZoneNameServers"]}]}}})");
}

TEST_F(SplittingTest, a_list_that_the_stack_is_given_is_joined_on_the_way) {
  auto& zones =
      stack.add(ParameterProps{.id = "Zones", .type = ParameterType::ssm_list_of_strings});
  add_thing("User", {{"Zones", zones.list()}});
  split(placed({{"User", "NestedStack1"}}));
  EXPECT_EQ(in("NestedStack1", "Parameters"), R"({"Zones":{"Type":"CommaDelimitedList"}})");
  EXPECT_EQ(in("NestedStack1", "Properties"), R"({"Zones":{"Ref":"Zones"}})");
  EXPECT_EQ(testing_support::object_at(in("", "NestedStack1"), "Parameters"),
            R"({"Zones":{"Fn::Join":[",",{"Ref":"Zones"}]}})");
}

TEST_F(SplittingTest, what_reads_a_secret_lives_beside_it) {
  auto& key = stack.add(UntypedResourceProps{.id = "Key", .type = "AWS::IAM::AccessKey"});
  fill(4);
  add_thing("Reader", {{"Word", key.attribute("SecretAccessKey")}});
  Lock lock = placed({{"Key", "NestedStack7"}});
  lock.front().type = "AWS::IAM::AccessKey";
  split(lock);
  EXPECT_TRUE(homes().ends_with("Test/Reader=NestedStack7")) << homes() << said_of(synthesis_);
  EXPECT_EQ(in("NestedStack7", "Outputs"), "");
}

TEST_F(SplittingTest, a_secret_never_crosses) {
  auto& key = stack.add(UntypedResourceProps{.id = "Key", .type = "AWS::IAM::AccessKey"});
  add_thing("Reader", {{"Word", key.attribute("SecretAccessKey")}});
  Lock lock = placed({{"Key", "NestedStack1"}, {"Reader", ""}});
  lock.front().type = "AWS::IAM::AccessKey";
  split(lock);
  EXPECT_NE(said_of(synthesis_)
                .find("error OT1031: Test/Reader: it lives in the stack's own "
                      "template and reads of 'Key', in 'NestedStack1', what does "
                      "not get from one template into another"),
            std::string::npos)
      << said_of(synthesis_);
}

Lock placed_with_text(const std::string& reader_home) {
  Lock lock = placed({{"Text", "NestedStack1"}, {"Reader", reader_home}});
  lock.front().type = "AWS::SSM::Parameter";
  return lock;
}

/// A reader of a parameter of SSM, whose attribute is what it is given.
class LongTextTest : public SplittingTest {
 protected:
  void add_text(const Json& text) {
    auto& parameter = stack.add(UntypedResourceProps{.id = "Text", .type = "AWS::SSM::Parameter"});
    parameter.set("Type", "String");
    parameter.set("Value", text);
    add_thing("Reader", {{"Text", parameter.attribute("Value")}});
  }
};

TEST_F(LongTextTest, what_reads_a_text_that_no_parameter_takes_lives_beside_it) {
  add_text(std::string(4097, 'x'));
  fill(4);
  Lock lock = placed_with_text("");
  lock.pop_back();
  split(lock);
  EXPECT_TRUE(homes().starts_with("Test/Text=NestedStack1 Test/Reader=NestedStack1 "))
      << homes() << said_of(synthesis_);
}

TEST_F(LongTextTest, it_gets_from_no_nested_stack_into_another) {
  add_text(concat(std::string(4090, 'x'), stack.region(), "1234567"));
  split(placed_with_text("NestedStack2"));
  EXPECT_NE(said_of(synthesis_)
                .find("error OT1031: Test/Reader: it lives in 'NestedStack2' and reads of 'Text', "
                      "in 'NestedStack1', what does not get from one template into another"),
            std::string::npos)
      << said_of(synthesis_);
}

TEST_F(LongTextTest, the_own_template_of_the_stack_reads_it_by_an_output) {
  add_text(std::string(4097, 'x'));
  split(placed_with_text(""));
  EXPECT_EQ(in("", "Reader"), R"({"Type":"Custom::Thing","Properties":{"Text":)"
                              R"({"Fn::GetAtt":["NestedStack1","Outputs.TextValue"]}}})");
}

TEST_F(LongTextTest, a_text_that_a_parameter_takes_crosses) {
  add_text(std::string(4096, 'x'));
  split(placed_with_text("NestedStack2"));
  EXPECT_EQ(in("NestedStack2", "Properties"), R"({"Text":{"Ref":"TextValue"}})");
}

TEST_F(SplittingTest, a_name_that_is_too_long_is_shortened_by_a_hash) {
  const std::string id(250, 'T');
  auto& table = add_thing(id);
  add_thing("User", {{"Arn", table.attribute("Stream.Arn")}, {"Id", table.attribute("Stream.Id")}});
  Lock lock = placed({{id, "NestedStack1"}, {"User", "NestedStack2"}});
  split(lock);
  const std::string begin(245, 'T');
  EXPECT_EQ(in("NestedStack2", "Parameters"), R"({")" + begin +
                                                  R"(3b66fa960c":{"Type":"String"},")" + begin +
                                                  R"(ecb759d130":{"Type":"String"}})");
  EXPECT_EQ(
      in("NestedStack2", "Properties"),
      R"({"Arn":{"Ref":")" + begin + R"(3b66fa960c"},"Id":{"Ref":")" + begin + R"(ecb759d130"}})");
}

TEST_F(SplittingTest, outputs_keep_their_exports) {
  auto& table = add_thing("Table");
  stack.add(OutputProps{.id = "Out", .value = table.ref(), .export_name = "T"});
  split(placed({{"Table", "NestedStack1"}}));
  EXPECT_EQ(in("", "Outputs"), R"({"Out":{"Value":{"Fn::GetAtt":["NestedStack1","Outputs.Table"]},)"
                               R"("Export":{"Name":"T"}}})");
}

TEST_F(SplittingTest, parameters_and_the_name_of_the_stack_are_passed_down) {
  auto& secret = stack.add(ParameterProps{.id = "Word", .no_echo = true});
  add_thing("User", {{"Word", secret.value()}, {"Stack", concat(stack.stack_name(), "-x")}});
  split(placed({{"User", "NestedStack1"}}));
  EXPECT_EQ(in("NestedStack1", "Parameters"),
            R"({"Word":{"Type":"String","NoEcho":true},"StackName":{"Type":"String"}})");
  EXPECT_EQ(in("NestedStack1", "Properties"),
            R"({"Word":{"Ref":"Word"},"Stack":{"Fn::Sub":"${StackName}-x"}})");
  EXPECT_EQ(
      in("", "Properties").substr(0, 82),
      R"({"Parameters":{"Word":{"Ref":"Word"},"StackName":{"Ref":"AWS::StackName"}},"Templa)");
}

TEST_F(SplittingTest, conditions_go_along_and_what_is_not_made_is_passed_as_nothing) {
  auto& stage = stack.add(ParameterProps{.id = "Stage"});
  auto& is_live =
      stack.add(ConditionProps{.id = "IsLive", .expression = fn::equals(stage.value(), "live")});
  auto& table = add_thing("Table");
  table.set_condition(is_live);
  add_thing("User", {{"Name", fn::if_<std::string>(is_live, table.ref(), "")}});
  split(placed({{"Table", "NestedStack1"}, {"User", "NestedStack2"}}));
  EXPECT_EQ(in("NestedStack1", "Outputs"),
            R"({"Table":{"Condition":"IsLive","Value":{"Ref":"Table"}}})");
  EXPECT_EQ(in("NestedStack2", "Conditions"),
            R"({"IsLive":{"Fn::Equals":[{"Ref":"Stage"},"live"]}})");
  EXPECT_EQ(testing_support::object_at(in("", "NestedStack2"), "Table"),
            R"({"Fn::If":["IsLive",{"Fn::GetAtt":["NestedStack1","Outputs.Table"]},""]})");
  EXPECT_EQ(in("NestedStack1", "Placeholder"),
            R"({"Type":"AWS::CloudFormation::WaitConditionHandle"})");
}

TEST_F(SplittingTest, a_dependency_becomes_one_of_the_nested_stacks) {
  auto& first = add_thing("First");
  auto& inner = add_thing("Inner");
  auto& last = add_thing("Last");
  inner.depends_on(first);
  last.depends_on(inner);
  split(placed({{"First", ""}, {"Inner", "NestedStack1"}, {"Last", "NestedStack2"}}));
  EXPECT_EQ(in("NestedStack1", "Inner"), R"({"Type":"Custom::Thing"})");
  EXPECT_EQ(in("", "NestedStack1").substr(0, 104),
            R"({"Type":"AWS::CloudFormation::Stack","DependsOn":"First",)"
            R"("Metadata":{"OmniTrack":{"PartOf":"Test"}},"Pro)");
  EXPECT_EQ(in("", "NestedStack2").substr(0, 111),
            R"({"Type":"AWS::CloudFormation::Stack","DependsOn":"NestedStack1",)"
            R"("Metadata":{"OmniTrack":{"PartOf":"Test"}},"Pro)");
}

TEST_F(SplittingTest, a_construct_stays_together_and_goes_where_it_lives) {
  auto& shop = add_group("Shop");
  add_thing(shop, "Old");
  add_thing(shop, "New");
  fill(3);
  split({{.stack = "Test",
          .path = "Test/Shop/Old",
          .logical_id = "ShopOld",
          .type = "Custom::Thing",
          .nested = "NestedStack2"}});
  EXPECT_EQ(homes(),
            "Test/Shop/Old=NestedStack2 Test/Shop/New=NestedStack2 Test/Filler0=NestedStack2 "
            "Test/Filler1=NestedStack3 Test/Filler2=NestedStack3");
}

TEST_F(SplittingTest, a_construct_of_several_nested_stacks_leaves_room_in_each) {
  auto& shop = add_group("Shop");
  for (int i = 0; i < 7; ++i) add_thing(shop, "T" + std::to_string(i));
  split();
  EXPECT_EQ(homes(),
            "Test/Shop/T0=NestedStack1 Test/Shop/T1=NestedStack1 Test/Shop/T2=NestedStack1 "
            "Test/Shop/T3=NestedStack2 Test/Shop/T4=NestedStack2 Test/Shop/T5=NestedStack2 "
            "Test/Shop/T6=NestedStack3");
}

TEST_F(SplittingTest, what_a_construct_gets_later_finds_the_room_that_was_left) {
  auto& shop = add_group("Shop");
  Lock lock;
  for (int i = 0; i < 6; ++i) {
    const std::string id = "T" + std::to_string(i);
    add_thing(shop, id);
    lock.push_back({.stack = "Test",
                    .path = "Test/Shop/" + id,
                    .logical_id = "Shop" + id,
                    .type = "Custom::Thing",
                    .nested = i < 3 ? "NestedStack1" : "NestedStack2"});
  }
  add_thing(shop, "T6");
  add_thing("Other");
  split(lock);
  EXPECT_TRUE(homes().ends_with("Test/Shop/T6=NestedStack1 Test/Other=NestedStack3")) << homes();
}

TEST_F(SplittingTest, what_must_stay_together_may_take_that_room) {
  auto& key = stack.add(UntypedResourceProps{.id = "Key", .type = "AWS::IAM::AccessKey"});
  for (int i = 0; i < 3; ++i) {
    add_thing("Reader" + std::to_string(i), {{"Word", key.attribute("SecretAccessKey")}});
  }
  fill(1);
  split();
  EXPECT_EQ(homes(),
            "Test/Key=NestedStack1 Test/Reader0=NestedStack1 Test/Reader1=NestedStack1 "
            "Test/Reader2=NestedStack1 Test/Filler0=NestedStack2");
}

TEST_F(SplittingTest, what_is_recorded_stays_in_the_own_template) {
  fill(5);
  split(placed({{"Filler0", ""}, {"Filler1", ""}}));
  EXPECT_EQ(homes(),
            "Test/Filler0= Test/Filler1= Test/Filler2=NestedStack1 Test/Filler3=NestedStack1 "
            "Test/Filler4=NestedStack1");
}

TEST_F(SplittingTest, constructs_that_name_each_other_stay_together) {
  auto& a = add_group("A");
  auto& b = add_group("B");
  auto& a1 = add_thing(a, "One");
  auto& b1 = add_thing(b, "One", {{"Of", a1.ref()}});
  add_thing(a, "Two", {{"Of", b1.ref()}});
  fill(3);
  split();
  EXPECT_EQ(homes(),
            "Test/A/One=NestedStack1 Test/A/Two=NestedStack1 Test/B/One=NestedStack1 "
            "Test/Filler0=NestedStack2 Test/Filler1=NestedStack2 Test/Filler2=NestedStack2");
}

TEST_F(SplittingTest, a_new_circle_through_placed_resources_is_told_with_its_lines) {
  auto& a = add_thing("A");
  auto& b = add_thing("B", {{"Of", a.ref()}});
  auto& c = add_thing("C");
  add_thing("D", {{"Of", c.ref()}});
  a.set("Of", c.ref());
  c.depends_on(add_thing("E"));
  (void)b;
  split(placed({{"A", "NestedStack1"},
                {"B", "NestedStack2"},
                {"C", "NestedStack2"},
                {"D", "NestedStack1"},
                {"E", "NestedStack2"}}));
  const std::string said = said_of(synthesis_);
  EXPECT_NE(said.find("error OT1029: Test/A: the nested stacks would wait for one another: 'A' in "
                      "'NestedStack1' needs 'C', 'B' in 'NestedStack2' needs 'A'; with Test/B ("),
            std::string::npos)
      << said;
}

TEST_F(SplittingTest, what_is_new_needs_a_place_in_the_lock) {
  fill(5);
  SynthOptions strict = options();
  strict.split.places_new = false;
  const std::string said = said_of(synthesize(app, strict));
  EXPECT_NE(said.find("error OT1028: Test/Filler0: "), std::string::npos) << said;
}

// As a hand or a merge may have written it.
class MisnamedPlaceTest : public SplittingTest, public testing::WithParamInterface<const char*> {};

TEST_P(MisnamedPlaceTest, is_refused) {
  add_thing("Table");
  split(placed({{"Table", GetParam()}}));
  const std::string said = said_of(synthesis_);
  EXPECT_NE(said.find("error OT1028: Test/Table: the lock file puts it into '" +
                      std::string(GetParam()) + "'"),
            std::string::npos)
      << said;
}

INSTANTIATE_TEST_SUITE_P(Names, MisnamedPlaceTest,
                         testing::Values("Other", "NestedStack", "NestedStack0", "NestedStack02",
                                         "NestedStack1a", "NestedStack18446744073709551615"));

TEST_F(SplittingTest, what_signals_its_stack_stays_in_the_own_template) {
  fill(4);
  add_thing("Servers").override_at("/CreationPolicy/ResourceSignal/Count", 1);
  split();
  EXPECT_TRUE(homes().ends_with("Test/Servers=")) << homes() << said_of(synthesis_);
}

TEST_F(SplittingTest, a_stack_with_a_macro_is_not_split) {
  fill(5);
  stack.add_transform("Own::Macro");
  split();
  EXPECT_NE(said_of(synthesis_).find("error OT1031: Test: the stack cannot be split: "),
            std::string::npos)
      << said_of(synthesis_);
}

TEST_F(SplittingTest, a_stack_whose_own_template_is_full_is_told) {
  fill(5);
  split(placed({{"Filler0", ""}, {"Filler1", ""}, {"Filler2", ""}, {"Filler3", ""}}));
  EXPECT_NE(said_of(synthesis_).find("error OT1030: Test/Filler4: "), std::string::npos)
      << said_of(synthesis_);
}

TEST_F(SplittingTest, the_templates_are_among_the_assets) {
  fill(5);
  split();
  ASSERT_TRUE(synthesis_.ok());
  const SynthesizedStack& made = synthesis_.stacks.front();
  ASSERT_EQ(made.parts.size(), 2U);
  ASSERT_EQ(synthesis_.assets.size(), 2U);
  EXPECT_EQ(synthesis_.assets[0].text, made.parts[0].text);
  EXPECT_EQ(synthesis_.assets[0].object_key, made.parts[0].object_key);
  EXPECT_EQ(synthesis_.assets[0].stacks, std::vector<std::string>{"Test"});
  EXPECT_EQ(made.file_name(made.parts[0]), "Test.NestedStack1.template.json");
  EXPECT_NE(made.text.find(made.parts[0].object_key), std::string::npos);
}

TEST_F(SplittingTest, a_stack_within_the_limit_is_one_template) {
  fill(4);
  split();
  EXPECT_TRUE(synthesis_.stacks.front().parts.empty());
  EXPECT_TRUE(synthesis_.assets.empty());
}

}  // namespace
}  // namespace omnitrack
