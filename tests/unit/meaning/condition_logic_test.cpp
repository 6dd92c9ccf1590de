#include "meaning/condition_logic.hpp"

#include <set>

#include <gtest/gtest.h>

#include "meaning/references.hpp"
#include "template/document.hpp"

namespace omnitrack::meaning {
namespace {

TEST(GrowConditions, ReachesThoseThatStandBeforeWhatTheyName) {
  const tmpl::Document document("test",
                                "Conditions:\n"
                                "  Third: !Not [!Condition Second]\n"
                                "  Second: !Or [!Condition First, !Condition First]\n"
                                "  First: !Equals [!Ref A, b]\n"
                                "  Other: !Equals [!Ref B, b]\n");
  std::set<std::string_view> taken{"A"};
  grow_conditions(document.index(), [&taken](const tmpl::Member& each) {
    bool names_taken = false;
    for_each_name_in(each.value,
                     [&](const Name& name) { names_taken |= taken.contains(name.text); });
    return names_taken && taken.insert(each.key()).second;
  });
  EXPECT_EQ(taken, (std::set<std::string_view>{"A", "First", "Second", "Third"}));
}

}  // namespace
}  // namespace omnitrack::meaning
