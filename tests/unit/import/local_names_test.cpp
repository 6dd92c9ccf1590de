#include "import/local_names.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace omnitrack::importing {
namespace {

// Ours in C++ and that of `tools/cfn_gen` in Python are one rule.
TEST(LocalNames, SnakeCaseIsThatOfTheTypedResources) {
  CppNames names;
  std::size_t compared = 0;
  const auto compare = [&](const StructNames& made) {
    for (const MemberNames& each : made.members) {
      std::string name(each.name);
      while (name.ends_with('_')) name.pop_back();
      // A number tells names apart that are alike.
      const std::string own = snake_case(each.text, names);
      if (name != own && name.starts_with(own + '_')) continue;
      if (name == 'v' + own) continue;
      EXPECT_EQ(own, name) << each.text;
      ++compared;
    }
  };
  for (const std::string_view type : names.types()) {
    const TypeNames* found = names.find(type);
    ASSERT_NE(found, nullptr);
    compare(found->props);
    std::ranges::for_each(found->structs, compare);
  }
  EXPECT_GT(compared, 20000U);
}

TEST(LocalNames, AbbreviationsAndVersionsAreWords) {
  const CppNames names;
  EXPECT_EQ(snake_case("DBInstanceClass", names), "db_instance_class");
  EXPECT_EQ(snake_case("SubnetARNs", names), "subnet_arns");
  EXPECT_EQ(snake_case("APIv2Name", names), "api_v2_name");
  EXPECT_EQ(snake_case("IPv6Cidr", names), "ipv6_cidr");
  EXPECT_EQ(snake_case("Queue1", names), "queue1");
}

TEST(LocalNames, AVariableIsNamedWithoutTheHashOfTheCdk) {
  const CppNames names;
  LocalNames local(names);
  EXPECT_EQ(local.take("JobsDF1CC2D4", "queue"), "jobs");
  EXPECT_EQ(local.take("Jobs4F6EB0FD", "queue"), "jobs_queue");
  EXPECT_EQ(local.take("Report20240131", "bucket"), "report20240131");
  EXPECT_EQ(local.take("DEADBEEF", "queue"), "deadbeef");
  EXPECT_EQ(local.take("DF1CC2D4", "queue"), "df1_cc2_d4");
}

}  // namespace
}  // namespace omnitrack::importing
