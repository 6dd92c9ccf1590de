#include "omnitrack/apigateway/rest_vpc_link.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../resource_text.hpp"
#include <omnitrack/apigateway/rest_api.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/elasticloadbalancingv2/network_load_balancer.hpp>
#include <omnitrack/testing.hpp>

namespace omnitrack {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing_support::codes_of;

class RestVpcLinkTest : public testing_support::OneStackTest {};

TEST_F(RestVpcLinkTest, a_method_reaches_a_load_balancer_in_a_vpc) {
  Vpc& vpc = stack.add(VpcProps{.id = "Vpc"});
  auto& balancer = stack.add(NetworkLoadBalancerProps{.id = "Balancer", .vpc = vpc});
  auto& link = stack.add(RestVpcLinkProps{.id = "Link", .load_balancer = balancer});
  auto& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get,
                        HttpIntegration{.url = "http://shop.internal/", .vpc_link = link});
  EXPECT_EQ(properties("Link"), R"({"Name":"Link","TargetArns":[{"Ref":"Balancer"}]})");
  EXPECT_THAT(properties("ApiGET"), AllOf(HasSubstr(R"("ConnectionType":"VPC_LINK")"),
                                          HasSubstr(R"("ConnectionId":{"Ref":"Link"})")));
}

TEST_F(RestVpcLinkTest, a_method_takes_one_that_is_made_elsewhere) {
  auto& link = RestVpcLink::from_id(stack, "Link", "abc123");
  auto& api = stack.add(RestApiProps{.id = "Api"});
  api.root().add_method(HttpMethod::get,
                        HttpIntegration{.url = "http://shop.internal/", .vpc_link = link});
  EXPECT_THAT(properties("ApiGET"), HasSubstr(R"("ConnectionId":"abc123")"));
}

TEST_F(RestVpcLinkTest, one_that_is_made_elsewhere_has_an_id_and_no_resource) {
  auto& link = RestVpcLink::from_id(stack, "Link", "abc123");
  EXPECT_EQ(link.vpc_link_id().literal_text(), "abc123");
  (void)link.resource();
  EXPECT_EQ(codes_of(app), "OT2901");
}

}  // namespace
}  // namespace omnitrack
