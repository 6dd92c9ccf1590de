#include "graph/network/addresses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace omnitrack::graph {
namespace {

using meaning::IpNetwork;
using testing::ElementsAre;

Addresses exact(std::string_view text) {
  return {.network = IpNetwork::parse(text), .is_exact = true, .shown = std::string(text)};
}

std::vector<std::string> shown(const std::vector<Addresses>& parts) {
  std::vector<std::string> texts;
  for (const Addresses& each : parts) texts.push_back(each.network->text());
  return texts;
}

std::vector<IpNetwork> networks(std::vector<std::string_view> texts) {
  std::vector<IpNetwork> found;
  for (const std::string_view each : texts) found.push_back(*IpNetwork::parse(each));
  return found;
}

TEST(Addresses, APartOfANetworkIsCountedFromItsBeginning) {
  const IpNetwork network = *IpNetwork::parse("10.0.0.0/16");
  EXPECT_EQ(network.part(24, 3)->text(), "10.0.3.0/24");
  EXPECT_EQ(network.part(24, 255)->text(), "10.0.255.0/24");
  EXPECT_FALSE(network.part(24, 256));
  EXPECT_FALSE(network.part(8, 0));
  EXPECT_EQ(IpNetwork::parse("2001:db8::/56")->part(64, 2)->text(), "2001:db8:0:2::/64");
}

TEST(Addresses, ARuleTakesInWhatLiesInIt) {
  EXPECT_EQ(takes_in(exact("10.0.0.0/16"), exact("10.0.1.0/24")), Verdict::yes);
  EXPECT_EQ(takes_in(exact("10.1.0.0/16"), exact("10.0.1.0/24")), Verdict::no);
  EXPECT_EQ(takes_in(exact("::/0"), exact("10.0.1.0/24")), Verdict::no);
  EXPECT_EQ(takes_in(exact("0.0.0.0/0"), {.unknown = "x"}), Verdict::yes);
  EXPECT_EQ(takes_in(exact("10.0.0.0/8"), {.unknown = "x"}), Verdict::perhaps);
  Addresses somewhere = exact("10.0.0.0/16");
  somewhere.is_exact = false;
  EXPECT_EQ(takes_in(exact("10.0.0.0/8"), somewhere), Verdict::yes);
  EXPECT_EQ(takes_in(exact("10.0.1.0/24"), somewhere), Verdict::perhaps);
  EXPECT_EQ(takes_in(exact("10.1.0.0/16"), somewhere), Verdict::no);
}

TEST(Addresses, RulesTellThePartsOfANetworkThatTheyName) {
  EXPECT_THAT(shown(told_apart(exact("10.0.0.0/24"),
                               networks({"10.0.0.0/8", "10.0.0.0/25", "10.9.0.0/16"}))),
              ElementsAre("10.0.0.0/24", "10.0.0.0/25"));
  EXPECT_THAT(shown(told_apart(exact("10.0.0.0/24"), networks({"10.0.0.0/25", "10.0.0.128/25"}))),
              ElementsAre("10.0.0.0/25", "10.0.0.128/25"))
      << "nothing is left of the whole";
}

TEST(Addresses, PrivateOnesAreNotMetOnTheInternet) {
  for (const std::string_view each :
       {"10.1.0.0/16", "172.16.0.0/12", "100.64.0.0/16", "fc00::/8"}) {
    EXPECT_FALSE(is_public(*IpNetwork::parse(each))) << each;
  }
  for (const std::string_view each : {"0.0.0.0/0", "8.8.8.0/24", "172.0.0.0/8", "2001:db8::/32"}) {
    EXPECT_TRUE(is_public(*IpNetwork::parse(each))) << each;
  }
}

}  // namespace
}  // namespace omnitrack::graph
