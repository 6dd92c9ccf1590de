#pragma once

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/checked_number.hpp>
#include <omnitrack/checked_text.hpp>
#include <omnitrack/cloudwatch/metric.hpp>
#include <omnitrack/ec2/security_group.hpp>
#include <omnitrack/known_number.hpp>
#include <omnitrack/logs/log_group.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/secretsmanager/secret.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}  // namespace omnitrack::cfn::ec2
namespace omnitrack::cfn::opensearchservice {
class Domain;  // defined in <omnitrack/cfn/opensearchservice.hpp>
}  // namespace omnitrack::cfn::opensearchservice

namespace omnitrack {

class Role;

namespace detail {

inline void the_name_of_a_domain_has_3_to_28_small_letters_digits_hyphens_after_a_letter() {}
inline void the_version_of_a_domain_is_such_as_OpenSearch_2_dot_19() {}
inline void the_type_of_a_search_node_is_such_as_r7g_dot_large_dot_search() {}
inline void a_volume_of_a_search_node_has_10_to_24576_gibibytes() {}
inline void a_domain_has_1_to_1002_data_nodes() {}
inline void an_hour_of_the_day_is_0_to_23() {}

// https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
struct SearchDomainNameRule {
  static constexpr bool fits(std::string_view name) {
    if (name.size() < 3 || name.size() > 28 || !is_lower(name.front())) return false;
    for (const char c : name) {
      if (!is_lower(c) && !is_digit(c) && c != '-') return false;
    }
    return true;
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_name_of_a_domain_has_3_to_28_small_letters_digits_hyphens_after_a_letter();
  }
};

struct SearchVersionRule {
  static constexpr bool fits(std::string_view text) {
    if (text.starts_with("OpenSearch_")) {
      text.remove_prefix(11);
    } else if (text.starts_with("Elasticsearch_")) {
      text.remove_prefix(14);
    } else {
      return false;
    }
    const std::size_t dot = text.find('.');
    if (dot == 0 || dot == std::string_view::npos || dot + 1 == text.size()) return false;
    for (const char c : text) {
      if (!is_digit(c) && c != '.') return false;
    }
    return true;
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_version_of_a_domain_is_such_as_OpenSearch_2_dot_19();
  }
};

struct SearchNodeTypeRule {
  static constexpr bool fits(std::string_view text) {
    if (!text.ends_with(".search") && !text.ends_with(".elasticsearch")) return false;
    for (const char c : text) {
      if (!is_lower(c) && !is_digit(c) && c != '.' && c != '-') return false;
    }
    const std::size_t dot = text.find('.');
    return dot > 1 && text.find('.', dot + 1) != std::string_view::npos;
  }
  static constexpr void demand(bool fits) {
    if (!fits) the_type_of_a_search_node_is_such_as_r7g_dot_large_dot_search();
  }
};

}  // namespace detail

/// The name of a domain: a small letter, then small letters, digits and hyphens, 3 to 28 characters
/// in all.
using SearchDomainName = CheckedText<detail::SearchDomainNameRule>;
/// The version of a domain, such as `OpenSearch_2.19`.
using SearchVersion = CheckedText<detail::SearchVersionRule>;
/// What a node runs on, such as `r7g.large.search`.
/// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html
using SearchNodeType = CheckedText<detail::SearchNodeTypeRule>;
/// The size of a volume in GiB.
using SearchVolumeSize = CheckedNumber<
    detail::Between<10, 24576, detail::a_volume_of_a_search_node_has_10_to_24576_gibibytes>>;
/// How many data nodes there are.
using SearchNodes =
    CheckedNumber<detail::Between<1, 1002, detail::a_domain_has_1_to_1002_data_nodes>>;
/// An hour of the day in UTC.
using HourOfDay = CheckedNumber<detail::Between<0, 23, detail::an_hour_of_the_day_is_0_to_23>>;

/// The nodes of a domain.
/// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/sizing-domains.html
struct SearchCapacity {
  /// Whether what is asked of seldom is kept in S3 alone; needs warm nodes.
  Bool cold_storage = false;
  /// What the nodes that hold the data run on.
  SearchNodeType data_node_type = "r7g.large.search";
  /// The nodes that hold the data, 1 to 1,002.
  SearchNodes data_nodes = 2;
  /// What the nodes that only manage the cluster run on.
  SearchNodeType master_node_type = "m6g.large.search";
  /// The nodes that only manage the cluster: none, 3 or 5.
  KnownNumber master_nodes = 0;
  /// Whether one of three zones stands by, which needs a multiple of three data nodes and masters.
  Bool multi_az_with_standby = false;
  /// What the nodes that keep old data run on.
  SearchNodeType warm_node_type = "ultrawarm1.medium.search";
  /// The nodes that keep old data cheaply, 2 at least; they need masters.
  KnownNumber warm_nodes = 0;
};

/// What the nodes keep their data on.
struct SearchStorage {
  /// I/O operations per second, for `gp3`.
  Value<std::int64_t> iops = {};
  /// The size for each data node in GiB, 10 to 24,576.
  SearchVolumeSize size = 10;
  /// MiB per second, for `gp3`.
  Value<std::int64_t> throughput = {};
};

/// A name of one's own for a domain's endpoint.
struct SearchEndpoint {
  /// Its certificate, of the domain's region, or the ARN of one.
  Required<CertificateLink, struct required_certificate_arn> certificate_arn;
  /// The name, e.g. `search.example.com`.
  Required<Value<std::string>, struct required_domain_name> domain_name;
};

/// Who administers a domain with fine-grained access control.
/// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
class SearchAdmin {
 public:
  /// A user whose password is kept in a secret of the app.
  static SearchAdmin generated(const Text& name = "admin");
  /// A user with the keys `username` and `password` of a secret.
  static SearchAdmin of_secret(const Secret& secret);
  /// A role or user of IAM by its ARN.
  static SearchAdmin iam(const Value<std::string>& arn);

  /// The ARN; not set of a user with a password.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The secret; none where it is made.
  [[nodiscard]] const Link<const Secret>& secret() const { return secret_; }
  /// The name of a user whose password is made up.
  [[nodiscard]] const Text& name() const { return name_; }

 private:
  SearchAdmin() = default;
  Value<std::string> arn_;
  Link<const Secret> secret_;
  Text name_;
};

/// The logs of a domain.
/// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html
struct SearchLogs {
  /// Whether its errors are logged.
  Bool application = true;
  /// Whether who did what is logged; needs an `admin`.
  Bool audit = false;
  /// How long they are kept.
  Retention retention = RetentionDays::one_month;
  /// Whether slow indexing is logged.
  Bool slow_index = true;
  /// Whether slow searches are logged.
  Bool slow_search = true;
};

/// How users sign in to the dashboards of a domain.
/// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cognito-auth.html
struct SearchSignIn {
  /// The identity pool of Cognito that gives them a role.
  Required<Value<std::string>, struct required_identity_pool_id> identity_pool_id;
  /// What OpenSearch configures Cognito as, with `AmazonOpenSearchServiceCognitoAccess`.
  Required<Link<Role>, struct required_role> role;
  /// The user pool of Cognito that knows them.
  Required<Value<std::string>, struct required_user_pool_id> user_pool_id;
};

/// What is known of a domain that is made elsewhere.
struct DomainAttributes {
  /// The host name.
  Required<Value<std::string>, struct required_domain_endpoint> domain_endpoint;
  /// The name.
  Required<Value<std::string>, struct required_domain_name> domain_name;
  /// Its security groups.
  Items<Link<SecurityGroup>> security_groups = {};
};

class Domain;

/// Properties of a domain.
struct DomainProps {
  using Makes = Domain;
  Id id;
  /// The version, such as `OpenSearch_2.19`.
  CheckedText<detail::SearchVersionRule, struct required_version> version;
  /// Who may use it, beside what IAM says; a statement without resources is about this domain.
  Items<PolicyStatement> access_policies = {};
  /// Who administers it, with fine-grained access control; nobody, without, where it is left out.
  Optional<SearchAdmin> admin = {};
  /// Settings by their names, e.g. `{{"indices.query.bool.max_clause_count", "2048"}}`.
  Map<std::string> advanced_options = {};
  /// Whether AWS's updates of its software are installed as they appear, off peak.
  Bool auto_software_update = true;
  /// The nodes.
  SearchCapacity capacity = {};
  /// A name of one's own for its endpoint.
  Optional<SearchEndpoint> custom_endpoint = {};
  /// Its name; made up by CloudFormation where it is left out. A change replaces the domain.
  SearchDomainName domain_name = {};
  /// Whether it is reached by IPv6 too.
  Bool dual_stack = false;
  /// Whether data on disk is encrypted.
  Bool encryption_at_rest = true;
  /// Whether only HTTPS is answered, by TLS 1.2 at least.
  Bool enforce_https = true;
  /// The key of the data; one of AWS's where it is left out.
  KeyLink kms_key = {};
  /// Its logs; none where it is `{}`.
  Optional<SearchLogs> logs = SearchLogs{};
  /// Whether nodes speak TLS with each other.
  Bool node_to_node_encryption = true;
  /// The hour of the day in UTC that the ten hours of little use begin at; chosen by AWS where it
  /// is left out.
  HourOfDay off_peak_hour = {};
  /// What happens to the data when it leaves the stack.
  RemovalPolicy removal_policy = RemovalPolicy::retain;
  /// Its security groups, with a `vpc`; one of its own, which lets nothing in yet, where they are
  /// left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// How users sign in to its dashboards by Cognito.
  Optional<SearchSignIn> sign_in = {};
  /// The hour of the day in UTC that a snapshot begins at, for Elasticsearch before 5.3.
  HourOfDay snapshot_start_hour = {};
  /// What the nodes keep their data on; `{}` for types that have disks of their own.
  Optional<SearchStorage> storage = SearchStorage{};
  /// The subnets, one in each zone; the first inner ones of the VPC where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
  /// Whether everybody whom the network lets is asked for a user and a password, instead of a
  /// signature of IAM; needs an `admin` with a password.
  Bool unsigned_basic_auth = false;
  /// The VPC that it is in; it is reached by the internet, for whom its policy lets, where it is
  /// left out.
  Link<const Vpc> vpc = {};
  /// Over how many zones its nodes are spread: 1, 2 or 3.
  KnownNumber zones = 2;
};

/// A domain of OpenSearch: AWS::OpenSearchService::Domain and, as needed, AWS::Logs::LogGroup with
/// AWS::Logs::ResourcePolicy, AWS::SecretsManager::Secret and AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html
class Domain final : public Construct, public Connectable, public Measured {
 public:
  Domain(Attach at, const DomainProps& props);
  Domain(Attach at, const struct ImportedDomainProps& props);

  /// A domain of this stack's region and account that is made elsewhere.
  static Domain& from_attributes(Construct& scope, const Id& id,
                                 const DomainAttributes& attributes);

  /// Adds a statement to the domain's policy; one without resources is about this domain.
  void add_access_policy(PolicyStatement statement);
  /// Allows to read and search: `GET` and `HEAD`.
  void grant_read(Grantee& grantee) const;
  /// Allows to write: `DELETE`, `PATCH`, `POST` and `PUT`.
  void grant_write(Grantee& grantee) const;
  /// Allows all that `grant_read` and `grant_write` do.
  void grant_read_write(Grantee& grantee) const;
  /// Allows to read one index; `*` stands for any text.
  void grant_index_read(std::string_view index, Grantee& grantee) const;
  /// Allows to write one index; `*` stands for any text.
  void grant_index_write(std::string_view index, Grantee& grantee) const;
  /// Allows all that `grant_index_read` and `grant_index_write` do.
  void grant_index_read_write(std::string_view index, Grantee& grantee) const;

  /// Its security groups and the port 443; no groups where it is in no VPC.
  [[nodiscard]] Connections connections() override;

  /// One of OpenSearch's metrics of the domain, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// Whether a primary shard is allotted to no node: 1 where data is missing.
  [[nodiscard]] Metric metric_cluster_status_red() const {
    return metric("ClusterStatus.red").maximum();
  }
  /// Whether a replica shard is allotted to no node.
  [[nodiscard]] Metric metric_cluster_status_yellow() const {
    return metric("ClusterStatus.yellow").maximum();
  }
  /// Whether writes are refused.
  [[nodiscard]] Metric metric_cluster_index_writes_blocked() const {
    return metric("ClusterIndexWritesBlocked").maximum();
  }
  /// How much of the processors is used, in percent.
  [[nodiscard]] Metric metric_cpu_utilization() const { return metric("CPUUtilization").maximum(); }
  /// How many MiB of storage the fullest node has left.
  [[nodiscard]] Metric metric_free_storage_space() const {
    return metric("FreeStorageSpace").minimum();
  }
  /// How much of the memory of Java is used, in percent.
  [[nodiscard]] Metric metric_jvm_memory_pressure() const {
    return metric("JVMMemoryPressure").maximum();
  }
  /// How long a search takes, in milliseconds.
  [[nodiscard]] Metric metric_search_latency() const { return metric("SearchLatency"); }

  /// The ARN.
  [[nodiscard]] const Value<std::string>& arn() const { return arn_; }
  /// The host name.
  [[nodiscard]] const Value<std::string>& endpoint() const { return endpoint_; }
  /// The name.
  [[nodiscard]] const Value<std::string>& name() const { return name_; }
  /// The administrator's secret; an error where there is none.
  [[nodiscard]] const Secret& admin_secret();
  /// The domain's own resource; an error where the domain is made elsewhere.
  [[nodiscard]] cfn::opensearchservice::Domain& resource();

 private:
  void check(const DomainProps& props) const;
  void check_capacity(const DomainProps& props) const;
  void set_admin(const SearchAdmin& admin);
  void set_logs(const SearchLogs& logs);
  void set_network(const DomainProps& props);

  cfn::opensearchservice::Domain* resource_ = nullptr;  // null where it is made elsewhere
  Items<Link<SecurityGroup>> security_groups_;
  Link<const Secret> secret_;
  PolicyDocument policy_;
  Value<std::string> name_;
  Value<std::string> arn_;
  Value<std::string> endpoint_;
};

}  // namespace omnitrack
