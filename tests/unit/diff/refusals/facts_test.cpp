#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"
#include "schema/data.hpp"

// Each fact of src/schema/facts that an update can break is broken here.

namespace omnitrack::diff {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::HasSubstr;

struct Fact {
  std::string type;
  schema::OrderedJson fields;

  [[nodiscard]] std::string text(const char* field) const {
    return fields[field].get<std::string>();
  }
};

/// All facts of a kind.
std::vector<Fact> facts(const char* kind) {
  std::vector<Fact> all;
  for (const auto& file : std::filesystem::directory_iterator(OMNITRACK_SCHEMA "/facts")) {
    const schema::OrderedJson types = schema::read_json(file.path());
    for (const auto& [type, kinds] : types.items()) {
      if (!kinds.contains(kind)) continue;
      const schema::OrderedJson& given = kinds[kind];
      if (given.is_array()) {
        for (const auto& each : given) all.push_back({type, each});
      } else {
        all.push_back({type, given});
      }
    }
  }
  EXPECT_FALSE(all.empty()) << kind;
  return all;
}

/// Properties of which the value at a path is given.
std::string at_path(std::string_view path, const std::string& value) {
  const std::size_t end = path.find('/');
  const std::string step(path.substr(0, end));
  return "{" + step + ": " +
         (end == std::string_view::npos ? value : at_path(path.substr(end + 1), value)) + "}";
}

/// What is refused when the value at a path changes; nothing where that makes the resource anew.
std::optional<std::vector<std::string>> refused_at(const Fact& fact, const std::string& before,
                                                   const std::string& after) {
  const std::string old_text = one(fact.type, at_path(fact.text("path"), before));
  const std::string new_text = one(fact.type, at_path(fact.text("path"), after));
  if (Compared(old_text, new_text).lines().front() == "replace R") return std::nullopt;
  return refused(old_text, new_text);
}

constexpr const char* other = "Resources:\n  Other: {Type: AWS::SNS::Topic}\n";

TEST(FactsOfUpdates, ASizeThatOnlyGrowsMayNotShrink) {
  for (const Fact& each : facts("growsOnly")) {
    const auto size = [&](const char* value) {
      std::string properties = at_path(each.text("path"), value);
      // Another kind of file system may shrink.
      return properties.insert(1, "FileSystemType: LUSTRE, ");
    };
    EXPECT_THAT(refused(each.type, size("200"), size("100")),
                Contains("OT5111 R '" + each.text("path") + "' cannot shrink from 200 to 100"))
        << each.type;
    EXPECT_THAT(refused(each.type, size("100"), size("200")), testing::IsEmpty()) << each.type;
  }
}

TEST(FactsOfUpdates, AOneWayValueMayNotBeTakenBack) {
  for (const Fact& each : facts("oneWay")) {
    const auto lines = refused_at(each, each.text("from"), each.text("to"));
    if (!lines) continue;
    EXPECT_THAT(*lines, Contains("OT5120 R '" + each.text("path") + "' is '" + each.text("from") +
                                 "' and cannot become '" + each.text("to") + "' again"))
        << each.type;
  }
}

TEST(FactsOfUpdates, AFixedPropertyMayNotChange) {
  for (const Fact& each : facts("fixed")) {
    if (each.fields.value("since", "") == "presence") {
      EXPECT_THAT(refused(each.type, at_path(each.text("path"), "one"), "{}"),
                  Contains(HasSubstr("OT5105 R '" + each.text("path") +
                                     "' cannot come or go once the resource is made")))
          << each.type;
      EXPECT_THAT(
          refused(each.type, at_path(each.text("path"), "one"), at_path(each.text("path"), "two")),
          testing::IsEmpty())
          << each.type;
      continue;
    }
    const auto lines = refused_at(each, "one", "two");
    if (!lines) continue;
    const std::string maybe = each.fields.value("isUncertain", false) ? "maybe " : "";
    EXPECT_THAT(*lines, Contains(maybe + "OT5105 R '" + each.text("path") +
                                 "' is set when it is made, and an update of it is refused"))
        << each.type;
  }
}

TEST(FactsOfUpdates, AVersionMayNotGoDown) {
  for (const Fact& each : facts("version")) {
    const auto lines = refused_at(each, "'2.4'", "'2.3'");
    if (!lines) continue;
    EXPECT_THAT(*lines, Contains("OT5112 R the version cannot go down from '2.4' to '2.3'"))
        << each.type;
  }
}

/// Properties with a value at a path, of which `*` is the only item of a list.
void put(schema::OrderedJson& into, std::string_view path) {
  const std::size_t end = path.find('/');
  const std::string step(path.substr(0, end));
  schema::OrderedJson& below = step == "*" ? into[0] : into[step];
  if (end == std::string_view::npos) {
    below = "x";
  } else {
    put(below, path.substr(end + 1));
  }
}

TEST(FactsOfUpdates, WhatIsUniqueIsNotThereTwice) {
  for (const Fact& each : facts("unique")) {
    schema::OrderedJson properties = schema::OrderedJson::object();
    if (each.fields.contains("properties")) {
      for (int i = 0; i < each.fields["required"].get<int>(); ++i) {
        put(properties, each.fields["properties"][i].get<std::string>());
      }
    }
    if (each.fields.contains("whereTrue")) properties[each.text("whereTrue")] = true;
    if (each.fields.contains("whereSet")) put(properties, each.text("whereSet"));
    const auto under = [&](const char* id) {
      return "Resources:\n  " + std::string(id) + ": {Type: " + each.type +
             ", Properties: " + properties.dump() + "}\n";
    };
    EXPECT_THAT(refused(under("Old"), under("New")),
                Contains(AnyOf(HasSubstr(" New the name "), HasSubstr(each.text("what")))))
        << each.type;
  }
}

TEST(FactsOfUpdates, WhatMustBeEmptyIsToldWhenItGoes) {
  for (const Fact& each : facts("mustBeEmpty")) {
    EXPECT_THAT(refused(one(each.type, "{}", "    DeletionPolicy: Delete\n"), other),
                Contains("maybe OT5121 R the service refuses to delete it while there are " +
                         each.text("of") + " in it"))
        << each.type;
  }
}

TEST(FactsOfUpdates, WhatIsHeldIsLostWithItsResource) {
  for (const Fact& each : facts("holds")) {
    EXPECT_THAT(lost(one(each.type, "{}", "    DeletionPolicy: Delete\n"), other),
                Contains(HasSubstr("R " + each.text("data"))))
        << each.type;
  }
}

}  // namespace
}  // namespace omnitrack::diff
