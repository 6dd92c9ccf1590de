#include "omnitrack/opensearchservice/domain.hpp"

#include <string>

#include "../imported.hpp"
#include "../security_groups.hpp"
#include "../unique_name.hpp"
#include <omnitrack/cfn/logs.hpp>
#include <omnitrack/cfn/opensearchservice.hpp>
#include <omnitrack/codes.hpp>
#include <omnitrack/ec2/connections.hpp>
#include <omnitrack/ec2/vpc.hpp>
#include <omnitrack/fn.hpp>
#include <omnitrack/iam/role.hpp>

namespace omnitrack {

namespace search = cfn::opensearchservice::domain;

/// What a domain that is made elsewhere is made of.
struct ImportedDomainProps {
  using Makes = Domain;
  Id id;
  const DomainAttributes& attributes;
};

namespace {

constexpr std::string_view tls_policy = "Policy-Min-TLS-1-2-2019-07";
constexpr std::uint16_t https_port = 443;
constexpr std::size_t longest_log_policy_name = 100;
// What a URL or a shell would have to escape.
constexpr std::string_view excluded_of_passwords = R"( "'`/@\{}$)";

// As many subnets as there are zones, where they can be counted.
List<cfn::ec2::SubnetId> first_of(const List<cfn::ec2::SubnetId>& subnets, std::int64_t count) {
  const Node& node = subnets.node();
  if (node.kind != NodeKind::list || node.size <= static_cast<std::uint32_t>(count)) {
    return subnets;
  }
  List<cfn::ec2::SubnetId> first;
  for (std::int64_t i = 0; i < count; ++i) {
    first.add(Value<cfn::ec2::SubnetId>::from_node(node.items[i]));
  }
  return first;
}

search::ClusterConfig cluster_config(const SearchCapacity& capacity, std::int64_t zones) {
  search::ClusterConfig config{
      .instance_count = capacity.data_nodes.value(),
      .instance_type = capacity.data_node_type.value(),
  };
  if (capacity.master_nodes > 0) {
    config.dedicated_master_count = capacity.master_nodes;
    config.dedicated_master_enabled = true;
    config.dedicated_master_type = capacity.master_node_type.value();
  }
  if (capacity.warm_nodes > 0) {
    config.warm_count = capacity.warm_nodes;
    config.warm_enabled = true;
    config.warm_type = capacity.warm_node_type.value();
  }
  if (capacity.cold_storage) {
    config.cold_storage_options = search::ColdStorageOptions{.enabled = true};
  }
  config.multi_az_with_standby_enabled = capacity.multi_az_with_standby;
  config.zone_awareness_enabled = zones > 1;
  if (zones > 1) {
    config.zone_awareness_config = search::ZoneAwarenessConfig{.availability_zone_count = zones};
  }
  return config;
}

// A text, since CloudWatch Logs takes no object.
Value<Json> log_policy(const List<std::string>& quoted_groups, const Value<std::string>& account) {
  return concat(R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow",)"
                R"("Principal":{"Service":"es.amazonaws.com"},)"
                R"("Action":["logs:CreateLogStream","logs:PutLogEvents"],)"
                R"("Condition":{"StringEquals":{"aws:SourceAccount":")",
                account, R"("}},"Resource":[)", fn::join(",", quoted_groups), "]}]}");
}

}  // namespace

SearchAdmin SearchAdmin::generated(const Text& name) {
  SearchAdmin admin;
  admin.name_ = name;
  return admin;
}

SearchAdmin SearchAdmin::of_secret(const Secret& secret) {
  SearchAdmin admin;
  admin.secret_ = secret;
  return admin;
}

SearchAdmin SearchAdmin::iam(const Value<std::string>& arn) {
  SearchAdmin admin;
  admin.arn_ = arn;
  return admin;
}

Domain::Domain(Attach at, const DomainProps& props) : Construct(std::move(at)) {
  search::DomainEndpointOptions endpoint{.enforce_https = props.enforce_https,
                                         .tls_security_policy = tls_policy};
  if (props.custom_endpoint) {
    endpoint.custom_endpoint = props.custom_endpoint->domain_name;
    const CertificateLink& certificate = props.custom_endpoint->certificate_arn;
    certificate.check_for_region(*this);
    certificate.check_covers(*this, props.custom_endpoint->domain_name);
    endpoint.custom_endpoint_certificate_arn = certificate.arn();
    endpoint.custom_endpoint_enabled = true;
  }
  search::EBSOptions disks{.ebs_enabled = props.storage.has_value()};
  if (props.storage) {
    disks.iops = props.storage->iops;
    disks.throughput = props.storage->throughput;
    disks.volume_size = props.storage->size.value();
    disks.volume_type = "gp3";
  }
  resource_ = &add(cfn::opensearchservice::DomainProps{
      .id = primary(),
      .advanced_options = props.advanced_options,
      .cluster_config = cluster_config(props.capacity, props.zones),
      .domain_endpoint_options = endpoint,
      .domain_name = props.domain_name.value(),
      .ebs_options = disks,
      .encryption_at_rest_options =
          search::EncryptionAtRestOptions{.enabled = props.encryption_at_rest,
                                          .kms_key_id = props.kms_key.arn()},
      .engine_version = props.version.value(),
      .node_to_node_encryption_options =
          search::NodeToNodeEncryptionOptions{.enabled = props.node_to_node_encryption},
      .software_update_options =
          search::SoftwareUpdateOptions{.auto_software_update_enabled = props.auto_software_update},
  });
  if (props.snapshot_start_hour.is_set()) {
    resource_->props.snapshot_options =
        search::SnapshotOptions{.automated_snapshot_start_hour = props.snapshot_start_hour.value()};
  }
  if (props.dual_stack) resource_->props.ip_address_type = "dualstack";
  if (props.off_peak_hour.is_set()) {
    resource_->props.off_peak_window_options = search::OffPeakWindowOptions{
        .enabled = true,
        .off_peak_window =
            search::OffPeakWindow{.window_start_time = search::WindowStartTime{
                                      .hours = props.off_peak_hour.value(), .minutes = 0}}};
  }
  if (props.sign_in) {
    resource_->props.cognito_options = search::CognitoOptions{
        .enabled = true,
        .identity_pool_id = as<cfn::cognito::IdentityPoolId>(props.sign_in->identity_pool_id),
        .role_arn = props.sign_in->role->arn(),
        .user_pool_id = as<cfn::cognito::UserPoolId>(props.sign_in->user_pool_id)};
  }
  resource_->set_removal_policy(props.removal_policy);
  name_ = resource_->untyped_ref();
  arn_ = resource_->attr_arn();
  endpoint_ = resource_->attr_domain_endpoint();
  set_network(props);
  if (props.admin) set_admin(*props.admin);
  if (props.logs) set_logs(*props.logs);
  for (const PolicyStatement& statement : props.access_policies) add_access_policy(statement);
  if (props.unsigned_basic_auth) {
    add_access_policy({.actions = {"es:ESHttp*"}, .principals = PolicyPrincipal::anyone()});
  }
  check(props);
  check_capacity(props);
}

Domain::Domain(Attach at, const ImportedDomainProps& props)
    : Construct(std::move(at)),
      security_groups_(props.attributes.security_groups),
      name_(props.attributes.domain_name),
      arn_(stack().arn("es", concat("domain/", name_))),
      endpoint_(props.attributes.domain_endpoint) {}

Domain& Domain::from_attributes(Construct& scope, const Id& id,
                                const DomainAttributes& attributes) {
  return scope.add(ImportedDomainProps{.id = id, .attributes = attributes});
}

void Domain::set_network(const DomainProps& props) {
  if (!props.vpc.is_set()) return;
  security_groups_ = groups_or_own(*this, props.security_groups,
                                   {.id = child("SecurityGroup"),
                                    .vpc = props.vpc,
                                    .description = "OpenSearch domain " + path()});
  resource_->props.vpc_options = search::VPCOptions{
      .security_group_ids = ids_of(security_groups_),
      .subnet_ids = props.subnets.is_set() ? props.subnets
                                           : first_of(props.vpc->inner_subnets(), props.zones)};
}

void Domain::set_admin(const SearchAdmin& admin) {
  search::AdvancedSecurityOptionsInput options{.enabled = true};
  options.internal_user_database_enabled = !admin.arn().is_set();
  if (admin.arn().is_set()) {
    options.master_user_options = search::MasterUserOptions{.master_user_arn = admin.arn()};
  } else {
    secret_ = admin.secret();
    if (!secret_.is_set()) {
      secret_ = add(SecretProps{
          .id = child("Secret"),
          .description = "The administrator of the OpenSearch domain " + path(),
          .generate_secret_string = GeneratedSecret{.exclude_characters = excluded_of_passwords,
                                                    .generate_string_key = "password",
                                                    .secret_string_template = concat(
                                                        R"({"username":")", admin.name(), R"("})")},
      });
    }
    options.master_user_options =
        search::MasterUserOptions{.master_user_name = secret_->field("username"),
                                  .master_user_password = secret_->field("password")};
  }
  resource_->props.advanced_security_options = options;
}

// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
void Domain::set_logs(const SearchLogs& logs) {
  struct Kind {
    bool is_on;
    std::string_view id;
    std::string_view key;
  };
  const Kind kinds[] = {
      {logs.application, "ApplicationLogs", "ES_APPLICATION_LOGS"},
      {logs.audit, "AuditLogs", "AUDIT_LOGS"},
      {logs.slow_index, "SlowIndexLogs", "INDEX_SLOW_LOGS"},
      {logs.slow_search, "SlowSearchLogs", "SEARCH_SLOW_LOGS"},
  };
  List<std::string> groups;
  for (const Kind& kind : kinds) {
    if (!kind.is_on) continue;
    LogGroup& group = add(LogGroupProps{.id = child(kind.id), .retention = logs.retention});
    groups.add(concat("\"", group.arn(), "\""));
    resource_->props.log_publishing_options.set(
        kind.key, search::LogPublishingOption{.cloud_watch_logs_log_group_arn = group.arn(),
                                              .enabled = true});
  }
  if (!groups.is_set()) return;
  // OpenSearch tries to write while the domain is made.
  resource_->depends_on(add(cfn::logs::ResourcePolicyProps{
      .id = child("LogPolicy"),
      .policy_document = log_policy(groups, stack().account()),
      .policy_name = unique_name(*this, longest_log_policy_name),
  }));
}

void Domain::add_access_policy(PolicyStatement statement) {
  if (resource_ == nullptr) return refuse_of_imported(*this, "a statement of its policy");
  if (!statement.resources.is_set()) {
    // The policy is about no other domain, and a name that is made up is not known to it.
    const Value<std::string>& domain_name = resource_->props.domain_name;
    statement.resources = {stack().arn("es", domain_name.is_set()
                                                 ? concat("domain/", domain_name, "/*")
                                                 : Value<std::string>("domain/*"))};
  }
  policy_.add(statement);
  resource_->props.access_policies = policy_.json();
}

void Domain::grant_read(Grantee& grantee) const {
  grantee.add_to_policy(
      {.actions = {"es:ESHttpGet", "es:ESHttpHead"}, .resources = {arn_, concat(arn_, "/*")}});
}

void Domain::grant_write(Grantee& grantee) const {
  grantee.add_to_policy(
      {.actions = {"es:ESHttpDelete", "es:ESHttpPatch", "es:ESHttpPost", "es:ESHttpPut"},
       .resources = {arn_, concat(arn_, "/*")}});
}

void Domain::grant_read_write(Grantee& grantee) const {
  grant_read(grantee);
  grant_write(grantee);
}

void Domain::grant_index_read(std::string_view index, Grantee& grantee) const {
  grantee.add_to_policy({.actions = {"es:ESHttpGet", "es:ESHttpHead"},
                         .resources = {concat(arn_, "/", index), concat(arn_, "/", index, "/*")}});
}

void Domain::grant_index_write(std::string_view index, Grantee& grantee) const {
  grantee.add_to_policy(
      {.actions = {"es:ESHttpDelete", "es:ESHttpPatch", "es:ESHttpPost", "es:ESHttpPut"},
       .resources = {concat(arn_, "/", index), concat(arn_, "/", index, "/*")}});
}

void Domain::grant_index_read_write(std::string_view index, Grantee& grantee) const {
  grant_index_read(index, grantee);
  grant_index_write(index, grantee);
}

Connections Domain::connections() { return {*this, security_groups_, Port::tcp(https_port)}; }

Metric Domain::metric(std::string_view metric_name) const {
  return MetricProps{.name_space = "AWS/ES",
                     .metric_name = metric_name,
                     .dimensions = {{"ClientId", stack().account()}, {"DomainName", name_}}};
}

const Secret& Domain::admin_secret() {
  if (!secret_.is_set()) {
    error(codes::OT3566, "the administrator's secret is used of a domain that has none",
          "give the domain .admin = SearchAdmin::generated()");
    secret_ = Secret::from_name(*this, child("NoSecret"), "none");
  }
  return *secret_;
}

cfn::opensearchservice::Domain& Domain::resource() {
  if (resource_ == nullptr) {
    refuse_of_imported(*this, "resource()");
    resource_ = &add(cfn::opensearchservice::DomainProps{.id = primary()});
  }
  return *resource_;
}

}  // namespace omnitrack
