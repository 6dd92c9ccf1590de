#include <gmock/gmock.h>

#include "../engine/engine_test.hpp"
#include <omnitrack/cfn/dynamodb.hpp>
#include <omnitrack/cfn/s3.hpp>
#include <omnitrack/requirements.hpp>

namespace omnitrack {
namespace {

using namespace evidence;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class RequirementsTest : public EngineTest {
 protected:
  static constexpr SynthOptions with_evidence{.evidence = true, .validate = false};

  void require(const Items<Evidence>& all) { require(stack, all); }
  static void require(Construct& in, const Items<Evidence>& all) {
    in.add(RequirementProps{.id = "R1", .text = "It is so", .evidence = all});
  }

  cfn::s3::Bucket& add_bucket(const Id& id, const Value<std::string>& name = {}) {
    return stack.add(cfn::s3::BucketProps{.id = id, .bucket_name = name});
  }

  UntypedResource& add_of(std::string_view type, const Id& id,
                          const Map<Json>& properties = {}) const {
    return stack.add(UntypedResourceProps{.id = id, .type = type, .properties = properties});
  }

  /// What is said of the requirement, each after the words that all begin with.
  static std::vector<std::string> problems_of(const Synthesis& synthesis) {
    std::vector<std::string> problems;
    for (const Diagnostic& each : synthesis.diagnostics) {
      constexpr std::string_view gone = "requirement 'R1' (It is so) is not shown: ";
      problems.push_back(each.message.starts_with(gone) ? each.message.substr(gone.size())
                                                        : each.code + ' ' + each.message);
    }
    return problems;
  }
  std::vector<std::string> problems() { return problems_of(synthesize(app, unvalidated)); }
};

TEST_F(RequirementsTest, add_nothing_to_a_template) {
  add_bucket("Files");
  App other;
  auto& same = other.add(StackProps{.id = "Test"});
  same.add(cfn::s3::BucketProps{.id = "Files"});
  require(every("AWS::S3::Bucket"));
  const Synthesis synthesis = synthesize(app);
  EXPECT_EQ(synthesis.stacks.at(0).text, synthesize(other).stacks.at(0).text);
  EXPECT_THAT(synthesis.requirements, IsEmpty());
}

TEST_F(RequirementsTest, fail_the_synth_at_their_line_by_resource_value_and_what_it_should_be) {
  auto& files = add_bucket("Files", "reports");
  const int made = __LINE__ - 1;
  const Id id("R1");
  stack.add(RequirementProps{
      .id = id, .text = "T", .evidence = property(files, "/BucketName").is("files")});
  const Synthesis synthesis = synthesize(app);
  EXPECT_FALSE(synthesis.ok());
  ASSERT_EQ(synthesis.diagnostics.size(), 1U);
  const Diagnostic& found = synthesis.diagnostics.front();
  EXPECT_EQ(found.code, "OT1601");
  EXPECT_EQ(found.path, "Test/R1");
  EXPECT_EQ(found.line, id.source().line);
  EXPECT_EQ(found.message,
            "requirement 'R1' (T) is not shown: 'Files' (AWS::S3::Bucket): /BucketName is "
            "\"reports\" and should be \"files\"");
  EXPECT_THAT(found.hint, HasSubstr("requirements_test.cpp:"));
  EXPECT_LT(made, static_cast<int>(found.line));
}

TEST_F(RequirementsTest, tell_where_they_are_shown) {
  auto& files = add_bucket("Files", "files");
  require({property(files, "/BucketName").is("files"), none("AWS::EC2::Instance")});
  const RequirementResult result = synthesize(app, with_evidence).requirements.at(0);
  EXPECT_TRUE(result.holds);
  EXPECT_EQ(result.stack, "Test");
  EXPECT_EQ(result.evidence.at(0).claim, "Test/Files: /BucketName is \"files\"");
  const EvidencePlace& place = result.evidence.at(0).places.at(0);
  EXPECT_EQ(place.logical_id + place.pointer + place.value, "Files/Properties/BucketName\"files\"");
  EXPECT_EQ(place.source.line, files.source().line);
  EXPECT_EQ(result.evidence.at(1).claim, "no AWS::EC2::Instance");
  EXPECT_THAT(result.evidence.at(1).places, IsEmpty());
}

TEST_F(RequirementsTest, every_resource_must_show_it_and_there_must_be_one) {
  add_bucket("A", "a");
  add_bucket("B");
  require({every("AWS::S3::Bucket").has("/BucketName", "a"), every("AWS::DynamoDB::Table")});
  EXPECT_THAT(problems(),
              ElementsAre("'B' (AWS::S3::Bucket): /BucketName is not set and should be \"a\"",
                          "there is no AWS::DynamoDB::Table, and there should be one"));
}

TEST_F(RequirementsTest, some_needs_one_and_none_needs_no) {
  add_bucket("A", "a");
  require({some("AWS::S3::Bucket").has("/BucketName", "a"),
           none("AWS::S3::Bucket").has("/BucketName", "b"),
           some("AWS::S3::Bucket").has("/BucketName", "c"),
           none("AWS::S3::Bucket").has("/BucketName", "a")});
  EXPECT_THAT(problems(),
              ElementsAre("there is no AWS::S3::Bucket whose /BucketName is \"c\", and there "
                          "should be one",
                          "'A' (AWS::S3::Bucket): /BucketName is \"a\" and should not be \"a\""));
}

TEST_F(RequirementsTest, what_is_made_under_a_condition_is_not_surely_there) {
  const auto& condition =
      stack.add(ConditionProps{.id = "IsProd", .expression = fn::equals("a", "a")});
  auto& files = add_bucket("Files", "files");
  files.set_condition(condition);
  require({property(files, "/BucketName").is("files"), every("AWS::S3::Bucket"),
           some("AWS::S3::Bucket")});
  EXPECT_THAT(problems(),
              ElementsAre("'Files' (AWS::S3::Bucket) is made only where the condition 'IsProd' "
                          "holds and should always be made",
                          "there is no AWS::S3::Bucket where the condition 'IsProd' does not hold, "
                          "and there should be one",
                          "there is no AWS::S3::Bucket, and there should be one"));
}

TEST_F(RequirementsTest, both_branches_of_an_if_must_show_it) {
  const auto& condition =
      stack.add(ConditionProps{.id = "IsProd", .expression = fn::equals("a", "b")});
  auto& thing = add_thing("Thing", {{"Days", fn::if_<Json>(condition, Json(30), Json(7))}});
  require({property(thing, "/Days").is_at_least(7), property(thing, "/Days").is_at_least(8)});
  EXPECT_THAT(problems(),
              ElementsAre("'Thing' (Custom::Thing): /Days/Fn::If/2 is 7 and should be 8 "
                          "or more"));
}

TEST_F(RequirementsTest, what_only_the_deployment_knows_shows_nothing) {
  const auto& days = stack.add(ParameterProps{.id = "Days"});
  auto& thing = add_thing("Thing", {{"Days", days.value()}});
  require({property(thing, "/Days").is_set(), property(thing, "/Days").is(30),
           none("Custom::Thing").has("/Days", 30)});
  EXPECT_THAT(problems(),
              ElementsAre("'Thing' (Custom::Thing): /Days is {\"Ref\":\"Days\"}, which only the "
                          "deployment resolves, and should be 30",
                          "'Thing' (Custom::Thing): /Days is {\"Ref\":\"Days\"}, which only the "
                          "deployment resolves, and should not be 30"));
}

TEST_F(RequirementsTest, what_is_known_before_the_deployment_counts) {
  add_thing("Thing");
  auto& fixed = app.add(StackProps{.id = "Fixed", .region = "eu-central-1"});
  auto& files = fixed.add(cfn::s3::BucketProps{
      .id = "Files",
      .bucket_name = concat(
          "files-", Value<std::string>::from_node(detail::make_pseudo(PseudoParameter::region)))});
  require(fixed, {property(files, "/BucketName").is("files-eu-central-1"),
                  property(files, "/BucketName").matches("^files-[a-z0-9-]+$")});
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(RequirementsTest, a_value_is_compared_as_cloud_formation_takes_it) {
  auto& thing = add_thing("Thing", {{"Number", "30"},
                                    {"Flag", "true"},
                                    {"List", Json::array({Json::object({{"A", 1}, {"B", 2}}), 5})},
                                    {"Map", Json::object({{"A", 1}, {"B", 2}})}});
  const auto value = [&](std::string_view pointer) { return property(thing, pointer); };
  require({value("/Number").is(30), value("/Number").is_at_most(30), value("/Number").is_not(31),
           value("/Flag").is(true), value("/List").contains(Json::object({{"B", 2}})),
           value("/Map").is(Json::object({{"B", 2}, {"A", 1}})), value("/List/1").is(5),
           value("/None").is_not_set(), value("/None").is_not("x")});
  EXPECT_THAT(problems(), IsEmpty());
}

TEST_F(RequirementsTest, a_value_that_differs_is_told) {
  auto& thing = add_thing("Thing", {{"Number", 30}, {"List", Json::array({1, 2})}});
  const auto value = [&](std::string_view pointer) { return property(thing, pointer); };
  require({value("/Number").is_at_most(29), value("/Number").is_not(30),
           value("/Number").is_not_set(), value("/Number").matches("^4"),
           value("/List").contains(3), value("/List").is(Json::array({1})),
           value("/List/*").is_at_least(2), value("/Number").refers_to(stack)});
  const std::string of_number = "'Thing' (Custom::Thing): /Number is 30 and should ";
  const std::string of_list = "'Thing' (Custom::Thing): /List is [1,2] and should ";
  EXPECT_THAT(
      problems(),
      ElementsAre(of_number + "be 29 or less", of_number + "not be 30", of_number + "not be set",
                  of_number + "match \"^4\"", of_list + "contain 3", of_list + "be [1]",
                  "'Thing' (Custom::Thing): /List/0 is 1 and should be 2 or more",
                  of_number + "refer to 'Test'"));
}

TEST_F(RequirementsTest, a_reference_is_found_in_any_form) {
  auto& group = stack.add(PlainGroupProps{.id = "Group"});
  auto& target = add_thing(group, "Target");
  add_of("Custom::User", "A", {{"V", target.ref()}});
  add_of("Custom::User", "B", {{"V", target.attribute("Arn")}});
  add_of("Custom::User", "C", {{"V", concat(target.attribute("Arn"), "/*")}});
  require({every("Custom::User").property("/V").refers_to(target),
           every("Custom::User").property("/V").refers_to(group),
           every("Custom::User").has("/V", target.ref())});
  EXPECT_EQ(problems().size(), 2U);
}

TEST_F(RequirementsTest, a_reference_is_followed_into_another_stack) {
  auto& target = add_thing("Target");
  auto& other = app.add(StackProps{.id = "Other"});
  add_thing(other, "Strong", {{"V", target.ref()}});
  add_thing(other, "Weak", {{"V", weak(target.attribute("Arn"))}});
  add_of("Custom::Own", "Own", {{"V", "x"}});
  require(app, {every("Custom::Thing").in(other).property("/V").refers_to(target),
                every("Custom::Own").property("/V").refers_to(target)});
  EXPECT_THAT(problems(), ElementsAre("'Own' (Custom::Own): /V is \"x\" and should refer to "
                                      "'Test/Target'"));
}

TEST_F(RequirementsTest, resources_are_chosen_by_construct_and_by_value) {
  auto& group = stack.add(PlainGroupProps{.id = "Group"});
  add_thing(group, "In", {{"Kind", "a"}, {"V", 1}});
  add_thing("Out", {{"Kind", "b"}, {"V", 2}});
  require({every("Custom::Thing").in(group).has("/V", 1),
           every("Custom::Thing").where("/Kind", "b").has("/V", 2),
           every("Custom::Thing").where("/Kind", "c").has("/V", 2)});
  EXPECT_THAT(problems(), ElementsAre("there is no Custom::Thing whose /Kind is \"c\", and there "
                                      "should be one"));
}

TEST_F(RequirementsTest, are_looked_for_in_what_they_are_added_to) {
  auto& other = app.add(StackProps{.id = "Other"});
  add_thing(other, "Thing", {{"V", 1}});
  add_thing("Thing", {{"V", 2}});
  require(stack, every("Custom::Thing").has("/V", 2));
  app.add(
      RequirementProps{.id = "R2", .text = "T", .evidence = every("Custom::Thing").has("/V", 2)});
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("requirement 'R2' (T) is not shown: ")));
}

TEST_F(RequirementsTest, see_attributes_and_outputs) {
  auto& files = add_bucket("Files");
  files.set_removal_policy(RemovalPolicy::retain);
  auto& name = stack.add(OutputProps{.id = "Name", .value = files.ref(), .export_name = "Files"});
  require({attribute(files, "DeletionPolicy").is("Retain"),
           every("AWS::S3::Bucket").attribute("UpdateReplacePolicy").is("Retain"),
           output(name, "/Value").refers_to(files), exported(files.ref()),
           output(name, "/Export/Name").is("Other"), exported(files.attr_arn())});
  EXPECT_THAT(problems(),
              ElementsAre("the output 'Name': /Export/Name is \"Files\" and should be \"Other\"",
                          HasSubstr("no output exports a value that is {\"Fn::GetAtt\"")));
}

TEST_F(RequirementsTest, a_function_of_the_app_looks_at_the_finished_resources) {
  auto& files = add_bucket("Files", "files");
  require({check("files are named",
                 [](EvidenceCheck& all) {
                   for (const FinishedResource& each : all.resources("AWS::S3::Bucket")) {
                     EXPECT_EQ(each.property("/BucketName").text(), "files");
                     all.shows(each, "/BucketName");
                   }
                 }),
           check("files are tagged",
                 [&files](EvidenceCheck& all) {
                   for (const FinishedResource& each : all.resources()) {
                     EXPECT_EQ(&each.construct(), &files);
                     all.fails(each, "/Tags", "have an owner");
                   }
                 }),
           check("someone looks", [](EvidenceCheck&) {})});
  const Synthesis synthesis = synthesize(app, with_evidence);
  EXPECT_TRUE(synthesis.requirements.at(0).evidence.at(0).holds);
  EXPECT_THAT(problems_of(synthesis),
              ElementsAre("'Files' (AWS::S3::Bucket): /Tags is not set and should have an owner",
                          "nothing shows that someone looks"));
}

TEST_F(RequirementsTest, of_no_use_are_found) {
  auto& group = stack.add(PlainGroupProps{.id = "Group"});
  auto& files = add_bucket("Files");
  require({none("AWS::EC2::Instances"), property(group, "/A").is(1),
           property(files, "/BucketNames").is_not_set(),
           property(files, "/VersioningConfiguration/Stat").is_not_set(),
           property(files, "BucketName").is_set(), property(files, "/BucketName").matches("("),
           check("", [](EvidenceCheck&) {})});
  stack.add(RequirementProps{.id = "R2", .text = "", .evidence = Items<Evidence>()});
  EXPECT_THAT(
      problems(),
      ElementsAre(
          "OT1602 requirement 'R1' (It is so): there is no resource type 'AWS::EC2::Instances'",
          "OT1602 requirement 'R1' (It is so): 'Test/Group' stands for no resource of its own",
          HasSubstr("no AWS::S3::Bucket has anything at '/BucketNames'"),
          HasSubstr("it has no 'Stat' there"), HasSubstr("'BucketName' is no JSON pointer"),
          HasSubstr("'(' is no regular expression"),
          HasSubstr("a check does not say what it shows"),
          "OT1602 requirement 'R2': it has no text",
          "OT1602 requirement 'R2': nothing is to show it"));
}

TEST_F(RequirementsTest, of_no_use_are_not_shown_and_hint_at_the_right_name) {
  auto& files = add_bucket("Files", "files");
  require({property(files, "/BucketNames").is_not_set(), property(files, "/BucketName").is("files"),
           none("AWS::S3::Buckett"),
           property(files, "/VersioningConfiguration/Statu").is("Enabled")});
  app.add(RequirementProps{.id = "R2", .text = "T", .evidence = Items<Evidence>()});
  const Synthesis synthesis = synthesize(app, with_evidence);
  std::vector<std::string> hints;
  for (const Diagnostic& each : synthesis.diagnostics) hints.push_back(each.hint);
  EXPECT_THAT(hints, ElementsAre("did you mean 'BucketName'?", "did you mean 'AWS::S3::Bucket'?",
                                 "did you mean 'Status'?", "give it evidence"));
  ASSERT_EQ(synthesis.requirements.size(), 2U);
  const RequirementResult& first = synthesis.requirements.front();
  EXPECT_FALSE(first.holds);
  ASSERT_EQ(first.evidence.size(), 4U);
  EXPECT_THAT(first.evidence[0].problem, HasSubstr("it has no 'BucketNames' there"));
  EXPECT_TRUE(first.evidence[1].holds);
  EXPECT_EQ(first.evidence[2].claim, "no AWS::S3::Buckett");
  EXPECT_FALSE(first.evidence[2].holds);
  EXPECT_FALSE(synthesis.requirements.back().holds);
  EXPECT_EQ(synthesis.requirements.back().evidence.at(0).problem, "nothing is to show it");
}

TEST_F(RequirementsTest, have_ids_of_their_own) {
  add_thing("Thing");
  require(stack, every("Custom::Thing"));
  require(app, every("Custom::Thing"));
  EXPECT_THAT(problems(), ElementsAre(HasSubstr("OT1603 two requirements are named 'R1'; the first "
                                                "is stated at ")));
}

}  // namespace
}  // namespace omnitrack
