#include <gmock/gmock.h>

#include "validate/validate_test.hpp"

namespace omnitrack::validate {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string found_by_limits(std::string_view text) { return found_by(check_limits, text); }

// A section with so many entries.
std::string many(std::string_view section, int count, std::string_view entry) {
  std::string text = "{\"" + std::string(section) + "\": {";
  for (int i = 0; i < count; ++i) {
    text += (i == 0 ? "\"E" : ",\"E") + std::to_string(i) + "\":" + std::string(entry);
  }
  return text + "}}";
}

TEST(Limits, OfResourcesAre500) {
  EXPECT_EQ(found_by_limits(many("Resources", 500, "{}")), "");
  EXPECT_EQ(found_by_limits(many("Resources", 501, "{}")),
            "error OT4030 1:2 Resources: the section Resources has 501 entries, of at most 500 "
            "(split the template into several or nested stacks)\n");
}

TEST(Limits, CountWhatLoopsMake) {
  const auto loops = [](const std::string& items) {
    return found_by_limits(
        "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A:\n    - X\n    - [" +
        items + "]\n    - Fn::ForEach::B:\n        - Y\n        - [" + items +
        "]\n        - T${X}${Y}: {Type: AWS::SNS::Topic}\n");
  };
  std::string items = "i0";
  for (int i = 1; i < 22; ++i) items += ", i" + std::to_string(i);
  EXPECT_EQ(loops(items), "");
  EXPECT_EQ(loops(items + ", j"),
            "error OT4030 2:1 Resources: the section Resources has 529 entries, of at most 500 "
            "once its loops are expanded (split the template into several or nested stacks)\n");
}

TEST(Limits, OfParametersOutputsAndMappingsAre200) {
  for (const std::string_view section : {"Parameters", "Outputs", "Mappings"}) {
    EXPECT_EQ(found_by_limits(many(section, 200, "{}")), "");
    EXPECT_THAT(found_by_limits(many(section, 201, "{}")),
                HasSubstr("has 201 entries, of at most 200"));
  }
  EXPECT_EQ(found_by_limits(many("Conditions", 300, "{}")), "");
}

TEST(Limits, OfAMappingAre200KeysOf200Attributes) {
  std::string inner = "{\"k\": {";
  for (int i = 0; i < 201; ++i) {
    inner += (i == 0 ? "\"a" : ",\"a") + std::to_string(i) + "\": 1";
  }
  EXPECT_THAT(found_by_limits("{\"Mappings\": {\"M\": " + inner + "}}}}"),
              HasSubstr("OT4035 1:21 Mappings/M/k: the key has 201 attributes, of at most 200"));
}

TEST(Limits, OfANameAre255Characters) {
  const std::string name(255, 'n');
  EXPECT_EQ(found_by_limits("Resources: {" + name + ": {}}"), "");
  EXPECT_THAT(found_by_limits("Resources: {" + name + "n: {}}"),
              HasSubstr("the name has 256 characters, of at most 255"));
}

TEST(Limits, OfADescriptionAre1024Bytes) {
  EXPECT_EQ(found_by_limits("Description: " + std::string(1024, 'd')), "");
  EXPECT_THAT(found_by_limits("Description: " + std::string(1025, 'd')),
              HasSubstr("error OT4032 1:14 Description: the description has 1025 bytes"));
}

TEST(Limits, OfTheTextAreAMillionBytes) {
  const auto of_size = [](std::size_t size) {
    std::string text = "{\"Metadata\": {}";
    text.resize(size - 1, ' ');
    return text + '}';
  };
  EXPECT_EQ(found_by_limits(of_size(51'200)), "");
  EXPECT_THAT(found_by_limits(of_size(51'201)),
              HasSubstr("info OT4034 1:1 : the template has 51201 bytes"));
  EXPECT_THAT(found_by_limits(of_size(1'000'000)), Not(HasSubstr("error")));
  EXPECT_THAT(found_by_limits(of_size(1'000'001)),
              HasSubstr("error OT4033 1:1 : the template has 1000001 bytes, of at most 1000000"));
}

}  // namespace
}  // namespace omnitrack::validate
