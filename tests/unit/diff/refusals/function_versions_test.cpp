#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string published(const std::string& properties, const std::string& id,
                      const std::string& more = {}) {
  return "Resources:\n  F: {Type: AWS::Lambda::Function, Properties: {" + properties + "}}\n  " +
         id + ": {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F" + more + "}}\n";
}

TEST(FunctionVersions, NothingNewMakesNoVersion) {
  const std::string before = published("MemorySize: 128", "V1");
  const auto line = [](const std::string& id) {
    return "maybe OT5141 " + id +
           " 'F' has changed in nothing that a version holds, and there is a version of it already";
  };
  EXPECT_THAT(refused(before, published("MemorySize: 128", "V2")), ElementsAre(line("V2")));
  EXPECT_THAT(refused(before, published("MemorySize: 128, Tags: [{Key: a, Value: b}]", "V2")),
              ElementsAre(line("V2")));
  EXPECT_THAT(refused(before, published("MemorySize: 128", "V1", ", Description: d")),
              ElementsAre(line("V1")));
  EXPECT_THAT(refused(before, published("MemorySize: 256", "V2")), IsEmpty());
}

TEST(FunctionVersions, TheFirstVersionIsNew) {
  EXPECT_THAT(
      refused("Resources: {F: {Type: AWS::Lambda::Function, Properties: {MemorySize: 128}}}",
              published("MemorySize: 128", "V1")),
      IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
