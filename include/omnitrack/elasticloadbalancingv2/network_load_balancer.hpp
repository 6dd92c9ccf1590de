#pragma once

#include <vector>

#include <omnitrack/certificatemanager/certificate_link.hpp>
#include <omnitrack/elasticloadbalancingv2/listener_action.hpp>
#include <omnitrack/optional.hpp>
#include <omnitrack/resource.hpp>

namespace omnitrack::cfn::ec2 {
enum class SubnetId : char;
}
namespace omnitrack::cfn::elasticloadbalancingv2 {
class Listener;  // defined in <omnitrack/cfn/elasticloadbalancingv2.hpp>
}

namespace omnitrack {

class Bucket;
class NetworkListener;
class NetworkLoadBalancer;

/// What a network load balancer listens to.
enum class NetworkProtocol : std::uint8_t { tcp, tls, udp, tcp_udp };

/// In which zones the DNS name of a network load balancer leads its clients.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-load-balancer-attributes.html
enum class ClientRouting : std::uint8_t {
  any_zone,
  zone_affinity,          ///< their own zone where it is healthy
  partial_zone_affinity,  ///< mostly their own zone
};

/// Properties of a listener of a network load balancer.
struct NetworkListenerProps {
  using Makes = NetworkListener;
  Id id;
  /// What connections are forwarded to.
  Required<ListenerAction, struct required_default_action> default_action;
  /// The load balancer.
  Required<Link<NetworkLoadBalancer>, struct required_load_balancer> load_balancer;
  /// The protocols that clients may choose by ALPN, one of `HTTP1Only`, `HTTP2Only`,
  /// `HTTP2Optional`, `HTTP2Preferred` and `None`; for TLS.
  Value<std::string> alpn_policy = {};
  /// The certificates, of the load balancer's region; the first is for clients that name no host.
  /// TLS needs one.
  CertificateLinks certificates = {};
  /// Whether clients are let in: from everywhere where the load balancer faces the internet, else
  /// from the VPC's block.
  Bool open = true;
  /// The port, 1 to 65,535.
  PortNumber port = 443;
  /// What is listened to; TLS where there are certificates, else TCP.
  Optional<NetworkProtocol> protocol = {};
  /// The name of the policy that says which versions and ciphers of TLS are spoken.
  Value<std::string> ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06";
};

/// A listener of a network load balancer: AWS::ElasticLoadBalancingV2::Listener and, with more than
/// one certificate, AWS::ElasticLoadBalancingV2::ListenerCertificate.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
class NetworkListener final : public Construct {
 public:
  NetworkListener(Attach at, const NetworkListenerProps& props);

  /// The ARN.
  [[nodiscard]] Value<cfn::elasticloadbalancingv2::ListenerArn> arn() const;
  /// The listener's own resource.
  [[nodiscard]] cfn::elasticloadbalancingv2::Listener& resource() { return *resource_; }

 private:
  void check(const NetworkListenerProps& props) const;
  void open_to_clients(const NetworkListenerProps& props, std::uint16_t port);

  cfn::elasticloadbalancingv2::Listener* resource_;
};

/// Properties of a network load balancer.
struct NetworkLoadBalancerProps {
  using Makes = NetworkLoadBalancer;
  Id id;
  /// The VPC that it is in.
  Required<Link<const Vpc>, struct required_vpc> vpc;
  /// The bucket that records of TLS connections are put into; its policy is made to allow it.
  Link<Bucket> access_log_bucket = {};
  /// How the keys of the records begin.
  Text access_log_prefix = {};
  /// The addresses that it has.
  LoadBalancerAddresses addresses = LoadBalancerAddresses::ipv4;
  /// In which zones its DNS name leads its clients.
  ClientRouting client_routing = ClientRouting::any_zone;
  /// Whether each zone sends connections to the targets of all zones.
  Bool cross_zone = true;
  /// Whether it refuses to be deleted, by whomever.
  Bool deletion_protection = false;
  /// Whether its security groups hold for what comes by PrivateLink too.
  Bool enforce_security_groups_on_private_link = true;
  /// Whether it has public addresses in the public subnets, and not private ones.
  Bool internet_facing = false;
  /// The name; made up by CloudFormation where it is left out.
  LoadBalancerName load_balancer_name = {};
  /// The security groups; it makes one of its own, which lets it reach its targets alone, where
  /// they are left out.
  Items<Link<SecurityGroup>> security_groups = {};
  /// The subnets; the public ones, or the private ones, of the VPC where they are left out.
  List<cfn::ec2::SubnetId> subnets = {};
};

/// A load balancer for TCP, TLS and UDP: AWS::ElasticLoadBalancingV2::LoadBalancer and, where it is
/// given none, AWS::EC2::SecurityGroup.
/// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html
class NetworkLoadBalancer final : public Construct, public LoadBalancer, public Measured {
 public:
  NetworkLoadBalancer(Attach at, const NetworkLoadBalancerProps& props);
  NetworkLoadBalancer(Attach at, const struct ImportedNetworkLoadBalancerProps& props);

  /// A load balancer that is made elsewhere.
  static NetworkLoadBalancer& from_arn(Construct& scope, const Id& id,
                                       const ImportedLoadBalancer& known);

  /// Its security groups; each listener lets its own clients in.
  [[nodiscard]] Connections connections() override;
  [[nodiscard]] Value<std::string> dns_name() const override;
  [[nodiscard]] Value<std::string> canonical_hosted_zone_id() const override;
  [[nodiscard]] Value<std::string> full_name() const override { return full_name_; }

  /// One of its metrics, by the average where it says no other statistic.
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
  [[nodiscard]] Metric metric(std::string_view name) const override;
  /// How many connections are open.
  [[nodiscard]] Metric metric_active_flows() const { return metric("ActiveFlowCount"); }
  /// How many units of capacity, of those that are paid for, were used.
  [[nodiscard]] Metric metric_consumed_units() const { return metric("ConsumedLCUs").sum(); }
  /// How many connections were opened.
  [[nodiscard]] Metric metric_new_flows() const { return metric("NewFlowCount").sum(); }
  /// How many bytes were processed.
  [[nodiscard]] Metric metric_processed_bytes() const { return metric("ProcessedBytes").sum(); }

  /// The ARN.
  [[nodiscard]] const Value<cfn::elasticloadbalancingv2::LoadBalancerArn>& arn() const {
    return arn_;
  }
  /// Whether it has IPv6 addresses; false of one that is made elsewhere.
  [[nodiscard]] bool has_ipv6() const { return has_ipv6_; }
  /// Whether it has public addresses; false of one that is made elsewhere.
  [[nodiscard]] bool is_internet_facing() const { return internet_facing_; }
  /// The VPC that it is in; null of one that is made elsewhere and whose VPC is not known.
  [[nodiscard]] const Vpc* vpc() const { return vpc_; }
  /// The load balancer's own resource; an error where it is made elsewhere.
  [[nodiscard]] cfn::elasticloadbalancingv2::LoadBalancer& resource();

 private:
  const Vpc* vpc_;
  bool has_ipv6_ = false;
  bool internet_facing_ = false;
  Items<Link<SecurityGroup>> security_groups_;
  cfn::elasticloadbalancingv2::LoadBalancer* resource_ = nullptr;  // null where made elsewhere
  Value<cfn::elasticloadbalancingv2::LoadBalancerArn> arn_;
  Value<std::string> dns_name_;
  Value<std::string> full_name_;
  Value<std::string> hosted_zone_id_;
};

}  // namespace omnitrack
