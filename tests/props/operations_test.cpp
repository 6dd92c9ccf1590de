#include "late_props.hpp"
#include <omnitrack/budgets/budget.hpp>
#include <omnitrack/cloudformation/custom_resource.hpp>
#include <omnitrack/cloudtrail/trail.hpp>
#include <omnitrack/cloudwatch/alarm.hpp>
#include <omnitrack/cloudwatch/composite_alarm.hpp>
#include <omnitrack/cloudwatch/dashboard.hpp>
#include <omnitrack/config/config_recorder.hpp>
#include <omnitrack/config/config_rule.hpp>
#include <omnitrack/ec2/network_acl.hpp>
#include <omnitrack/ec2/vpc_peering.hpp>
#include <omnitrack/logs/metric_filter.hpp>
#include <omnitrack/logs/query_definition.hpp>
#include <omnitrack/logs/subscription_filter.hpp>

namespace omnitrack {
namespace {

using testing::HasSubstr;

class LateOperationsTest : public testing_support::LatePropsTest {};

TEST_F(LateOperationsTest, alarms_of_metrics_that_were_made_at_run_time) {
  const auto metric = [](const std::string& name) {
    const std::string statistic = "p" + std::to_string(99);
    return Metric(MetricProps{.name_space = std::string("Shop"),
                              .metric_name = name + "Time",
                              .dimensions = std::map<std::string, std::string>{{"Page", name}},
                              .statistic = statistic});
  };
  std::vector<Alarm*> alarms;
  for (const std::string name : {"Home", "Search"}) {
    alarms.push_back(&add_later([&] {
      const int periods = 3;
      return AlarmProps{
          .id = name + "Slow",
          .metric = metric(name) / metric(name + "Total") * 100,
          .threshold = periods * 10,
          .alarm_actions = std::vector<std::string>{"arn:aws:sns:eu-west-1:123456789012:" + name},
          .alarm_name = "slow-" + name,
          .evaluation_periods = periods,
      };
    }));
  }
  add_later([&] {
    std::vector<Link<const AnyAlarm>> all(1, *alarms[0]);
    all.push_back(*alarms[1]);
    const std::string name = "all";
    return CompositeAlarmProps{
        .id = name, .rule = AlarmRule::at_least(2, all) || *alarms[0], .alarm_name = name + "-2"};
  });
  add_later([&] {
    std::vector<WidgetRow> rows;
    for (const Alarm* alarm : alarms) {
      const std::string title = "Of " + std::string(alarm->id());
      std::vector<Widget> row = {AlarmWidget{.alarm = *alarm, .title = title}};
      row.push_back(GraphWidget{.left = std::vector<Metric>{metric("Home")}, .title = title});
      rows.push_back(row);
    }
    return DashboardProps{.id = std::string("Board"), .rows = rows};
  });
  EXPECT_THAT(properties("SearchSlow"), HasSubstr(R"("Stat":"p99")"));
  EXPECT_THAT(properties("SearchSlow"), HasSubstr(R"({"Name":"Page","Value":"SearchTotal"})"));
  EXPECT_THAT(properties("all"), HasSubstr(R"("AlarmName":"all-2")"));
  EXPECT_THAT(properties("Board"), HasSubstr("Of SearchSlow"));
}

TEST_F(LateOperationsTest, what_log_groups_do_with_their_events) {
  LogGroup& logs = add_later([] {
    const std::string kind = "EmailAddress";
    return LogGroupProps{
        .id = std::string("Logs"),
        .data_protection = DataProtection{.identifiers = std::vector<std::string>{kind}}};
  });
  for (const std::string name : {"ERROR", "WARN"}) {
    logs.add_metric_filter({.id = name,
                            .metric_name = name + "Count",
                            .name_space = std::string("Shop"),
                            .pattern = FilterPattern::all_terms(std::vector<std::string>{name})});
  }
  add_later([&] {
    const std::string query = "fields @message";
    return QueryDefinitionProps{.id = std::string("Query"),
                                .name = query,
                                .query = query + " | limit 2",
                                .log_groups = std::vector<Link<const LogGroup>>{logs}};
  });
  EXPECT_THAT(properties("LogsWARN"), HasSubstr(R"("MetricName":"WARNCount")"));
  EXPECT_THAT(properties("Logs"), HasSubstr("data-identifier/EmailAddress"));
  EXPECT_THAT(properties("Query"), HasSubstr(R"("QueryString":"fields @message | limit 2")"));
}

TEST_F(LateOperationsTest, trails_budgets_and_rules) {
  add_later([] {
    const std::string type = "AWS::S3::Object";
    std::vector<TrailDataEvents> events;
    events.push_back({.resource_type = type,
                      .arns_starting_with = std::vector<std::string>{"arn:aws:s3:::a/"},
                      .name = type + "s"});
    return TrailProps{.id = std::string("Trail"),
                      .data_events = events,
                      .key_prefix = std::string("audit"),
                      .trail_name = std::string("audit")};
  });
  add_later([] {
    const std::string mail = "team@example.com";
    std::vector<BudgetNotification> told;
    for (const int percent : {80, 100}) {
      told.push_back({.threshold = percent, .emails = std::vector<std::string>{mail}});
    }
    return BudgetProps{.id = std::string("Budget"), .limit = 5, .notifications = told};
  });
  add_later([] {
    const std::string identifier = "ACCESS_KEYS_ROTATED";
    return ConfigRuleProps{
        .id = std::string("Rule"),
        .source = ConfigRuleSource::managed(identifier),
        .parameters = std::map<std::string, std::string>{{"maxAccessKeyAge", "90"}},
        .scope = ConfigScope{.tag_key = std::string("stage")}};
  });
  add_later([] {
    return ConfigRecorderProps{.id = std::string("Recorder"),
                               .types = std::vector<std::string>{"AWS::S3::Bucket"}};
  });
  EXPECT_THAT(properties("Trail"), HasSubstr(R"("Name":"AWS::S3::Objects")"));
  EXPECT_THAT(properties("Budget"), HasSubstr(R"("Address":"team@example.com")"));
  EXPECT_THAT(properties("Rule"), HasSubstr(R"("SourceIdentifier":"ACCESS_KEYS_ROTATED")"));
  EXPECT_THAT(properties("Recorder"), HasSubstr(R"(["AWS::S3::Bucket"])"));
}

TEST_F(LateOperationsTest, custom_resources_network_acls_and_peerings) {
  add_later([] {
    const std::string type = "Custom::Thing";
    return CustomResourceProps{
        .id = std::string("Thing"),
        .provider = "arn:aws:sns:eu-west-1:123456789012:" + std::string("makers"),
        .properties = std::map<std::string, int>{{"Count", 2}},
        .timeout = type.size(),
        .type = type};
  });
  std::vector<Vpc*> vpcs;
  for (const std::string network : {"10.1", "10.2"}) {
    vpcs.push_back(&add_later([&] {
      return VpcProps{.id = "Vpc" + network, .cidr = network + ".0.0/16", .nat_gateways = 0};
    }));
  }
  add_later([&] {
    std::vector<AclRule> rules;
    for (const int port : {80, 443}) {
      rules.push_back({.number = port,
                       .peer = std::string("10.0.0.0/8"),
                       .port = Port::tcp(static_cast<std::uint16_t>(port))});
    }
    return NetworkAclProps{.id = std::string("Acl"), .vpc = *vpcs[0], .rules = rules};
  });
  add_later([&] {
    return VpcPeeringProps{.id = std::string("Peering"),
                           .peer = *vpcs[1],
                           .vpc = *vpcs[0],
                           .peer_region = std::string("eu-west-1")};
  });
  EXPECT_THAT(properties("Thing"), HasSubstr(R"("ServiceTimeout":13,"Count":2)"));
  EXPECT_THAT(properties("AclInbound443"), HasSubstr(R"("CidrBlock":"10.0.0.0/8")"));
  EXPECT_THAT(properties("Peering"), HasSubstr(R"("PeerRegion":"eu-west-1")"));
}

}  // namespace
}  // namespace omnitrack
