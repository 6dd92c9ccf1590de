#include <string>

#include <omnitrack/codes.hpp>
#include <omnitrack/opensearchservice/domain.hpp>

namespace omnitrack {

namespace {

constexpr std::int64_t fewest_warm_nodes = 2;

}  // namespace

void Domain::check(const DomainProps& props) const {
  if (props.domain_name.is_broken()) {
    error(codes::OT3561,
          "'" + std::string(props.domain_name.text()) + "' cannot name a domain of OpenSearch",
          "begin with a small letter, then use small letters, digits and hyphens, 3 to 28 "
          "characters in all");
  }
  if (props.version.is_broken()) {
    error(codes::OT3562,
          "'" + std::string(props.version.text()) + "' is not a version of OpenSearch",
          "write one such as OpenSearch_2.19");
  }
  if (props.kms_key.is_set() && !props.encryption_at_rest) {
    error(codes::OT3565, "a KMS key is given, but encryption at rest is switched off",
          "leave encryption_at_rest on, or the key out");
  }
  const bool is_secure =
      props.enforce_https && props.encryption_at_rest && props.node_to_node_encryption;
  if (props.admin && !is_secure) {
    error(codes::OT3565, "fine-grained access control is given to a domain without encryption",
          "leave enforce_https, encryption_at_rest and node_to_node_encryption on");
  }
  const bool has_password = props.admin && !props.admin->arn().is_set();
  if (props.unsigned_basic_auth && !has_password) {
    error(codes::OT3565, "everybody is let in to a domain that asks for no password",
          "give the domain .admin = SearchAdmin::generated()");
  }
  if (props.logs && props.logs->audit && !props.admin) {
    error(codes::OT3565, "audit logs are given to a domain without fine-grained access control",
          "give the domain an admin, or leave audit out");
  }
  if (!props.vpc.is_set() && (!props.security_groups.empty() || props.subnets.is_set())) {
    error(codes::OT3565, "security groups or subnets are given to a domain without a VPC",
          "give the domain its vpc");
  }
}

// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-multiaz.html
void Domain::check_capacity(const DomainProps& props) const {
  const SearchCapacity& capacity = props.capacity;
  for (const SearchNodeType& type :
       {capacity.data_node_type, capacity.master_node_type, capacity.warm_node_type}) {
    if (!type.is_broken()) continue;
    error(codes::OT3563, "'" + std::string(type.text()) + "' is not a type of a node of OpenSearch",
          "name one such as r7g.large.search");
  }
  const bool has_broken_number =
      capacity.data_nodes.is_broken() || (props.storage && props.storage->size.is_broken()) ||
      props.snapshot_start_hour.is_broken() || props.off_peak_hour.is_broken();
  if (has_broken_number) {
    error(codes::OT3564, "a number of the domain is out of bounds",
          "there are 1 to 1002 data nodes with 10 to 24576 GiB each, and 24 hours");
  }
  if (props.zones < 1 || props.zones > 3) {
    error(codes::OT3564, "a domain cannot be in " + std::to_string(props.zones) + " zones",
          "zones is 1, 2 or 3");
  }
  const bool is_count_known = capacity.data_nodes.is_known();
  if (is_count_known && capacity.data_nodes.number() < props.zones) {
    error(codes::OT3564,
          std::to_string(capacity.data_nodes.number()) + " data nodes cannot be in " +
              std::to_string(props.zones) + " zones",
          "give it a data node for each zone at least");
  }
  if (capacity.master_nodes != 0 && capacity.master_nodes != 3 && capacity.master_nodes != 5) {
    error(codes::OT3564,
          "a domain cannot have " + std::to_string(capacity.master_nodes) + " master nodes",
          "give it none, 3 or 5");
  }
  if (capacity.warm_nodes != 0 &&
      (capacity.warm_nodes < fewest_warm_nodes || capacity.master_nodes == 0)) {
    error(codes::OT3564, "warm nodes are too few, or there are no masters for them",
          "give it 2 warm nodes and 3 master nodes at least");
  }
  if (capacity.cold_storage && capacity.warm_nodes == 0) {
    error(codes::OT3564, "cold storage is given to a domain without warm nodes",
          "give it 2 warm nodes at least");
  }
  const bool can_stand_by = props.zones == 3 && capacity.master_nodes != 0 &&
                            (!is_count_known || capacity.data_nodes.number() % 3 == 0);
  if (capacity.multi_az_with_standby && !can_stand_by) {
    error(codes::OT3564, "no zone can stand by in a domain of these nodes",
          "give it 3 zones, 3 master nodes and a multiple of 3 data nodes");
  }
}

}  // namespace omnitrack
