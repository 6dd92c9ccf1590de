#include <gmock/gmock.h>

#include "diff/verdicts_test.hpp"

namespace omnitrack::diff {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string cluster_in_subnet(const std::string& policy, const std::string& subnet = "") {
  return "Resources:\n"
         "  C: {Type: AWS::MSK::Cluster, DeletionPolicy: " +
         policy + ", UpdateReplacePolicy: " + policy +
         ", Properties: {BrokerNodeGroupInfo: {ClientSubnets: [!Ref S]}}}\n"
         "  S: {Type: AWS::EC2::Subnet" +
         subnet + "}\n  T: {Type: AWS::SNS::Topic}\n";
}

std::vector<std::string> refused_between(const std::string& before, const std::string& after) {
  const ComparedStacks compared({{"A", before, after}});
  return refusal_lines(find_refusals(compared.diffs));
}

TEST(KeptNetworks, WhatIsRetainedKeepsItsSubnet) {
  EXPECT_THAT(
      refused_between(cluster_in_subnet("Retain"), "Resources: {T: {Type: AWS::SNS::Topic}}"),
      ElementsAre("maybe OT5125 C it is retained, and its network interfaces keep 'S' from "
                  "being deleted; they stay outside of the stack"));
}

TEST(KeptNetworks, AStackThatGoesIsKeptToo) {
  EXPECT_THAT(refused_between(cluster_in_subnet("Retain"), ""),
              ElementsAre("maybe OT5125 C it is retained, and its network interfaces keep 'S' from "
                          "being deleted, and the stack with it"));
}

TEST(KeptNetworks, WhatGoesWithItsNetworkOrStaysWithItIsFine) {
  EXPECT_THAT(refused_between(cluster_in_subnet("Delete"), ""), IsEmpty());
  EXPECT_THAT(refused_between(cluster_in_subnet("Retain", ", DeletionPolicy: Retain"), ""),
              IsEmpty());
  EXPECT_THAT(refused_between(cluster_in_subnet("Retain"), cluster_in_subnet("Retain")), IsEmpty());
}

}  // namespace
}  // namespace omnitrack::diff
