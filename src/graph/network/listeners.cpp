#include "graph/network/listeners.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "support/letters.hpp"

namespace omnitrack::graph {

using tmpl::ResourceEntry;

namespace {

Verdict opposite(Verdict verdict) {
  if (verdict == Verdict::perhaps) return verdict;
  return verdict == Verdict::yes ? Verdict::no : Verdict::yes;
}

/// The ports of brokers of Kafka, by how clients are encrypted and how they sign in.
/// https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html
class Brokers {
 public:
  Brokers(const Scene& scene, const ResourceEntry& cluster) : scene_(scene), cluster_(cluster) {}

  ListeningPorts read() {
    const Verdict scram = is_on("ClientAuthentication/Sasl/Scram/Enabled");
    const Verdict iam = is_on("ClientAuthentication/Sasl/Iam/Enabled");
    const Verdict certificate = is_on("ClientAuthentication/Tls/Enabled");
    const Verdict by_sasl = std::max(scram, iam);
    // Nobody signs in where no way to do so is on.
    const Verdict nobody = std::max(is_on("ClientAuthentication/Unauthenticated/Enabled"),
                                    opposite(std::max(by_sasl, certificate)));
    add(iam, "9098", "9198");
    add(scram, "9096", "9196");
    add(std::min(encryption_is("TLS"), std::max(certificate, nobody)), "9094", "9194");
    add(std::min(encryption_is("PLAINTEXT"), nobody), "9092", {});
    return std::move(ports_);
  }

 private:
  Verdict is_on(std::string_view way) {
    const Setting setting = scene_.setting(cluster_, way, false);
    if (setting.value) return *setting.value ? Verdict::yes : Verdict::no;
    note(setting.unknown);
    return Verdict::perhaps;
  }

  // TLS is the default, and `TLS_PLAINTEXT` both.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-msk-cluster-encryptionintransit.html
  Verdict encryption_is(std::string_view wanted) {
    const auto found = scene_.values(cluster_, "EncryptionInfo/EncryptionInTransit/ClientBroker");
    if (found.empty()) return wanted == "TLS" ? Verdict::yes : Verdict::no;
    const auto text = scene_.reader().text(found.front().node);
    if (text) return *text == wanted || *text == "TLS_PLAINTEXT" ? Verdict::yes : Verdict::no;
    note(scene_.unknown_of(*found.front().node));
    return Verdict::perhaps;
  }

  void note(const std::string& unknown) {
    if (ports_.unknown.empty()) ports_.unknown = unknown;
  }

  void add(Verdict listens, std::string_view inside, std::string_view for_all) {
    if (listens == Verdict::no) return;
    std::vector<Port>& ports = listens == Verdict::yes ? ports_.sure : ports_.possible;
    add_ports(inside, ports);
    if (is_public()) add_ports(for_all, ports);
  }

  [[nodiscard]] bool is_public() const {
    const auto found =
        scene_.values(cluster_, "BrokerNodeGroupInfo/ConnectivityInfo/PublicAccess/Type");
    return !found.empty() && scene_.reader().text(found.front().node) != "DISABLED";
  }

  const Scene& scene_;
  const ResourceEntry& cluster_;
  ListeningPorts ports_ = {};
};

/// By CloudFormation's page PostgreSQL listens at 3306 in a provisioned cluster of Aurora that says
/// no port, by that of the API at its own one.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html
/// https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
ListeningPorts of_aurora_postgresql(const Scene& scene, const ResourceEntry& entry) {
  ListeningPorts ports;
  const bool is_serverless =
      scene.text(entry, "EngineMode|DBClusterIdentifier>EngineMode") == "serverless";
  if (is_serverless) {
    add_ports("5432", ports.sure);
    return ports;
  }
  add_ports("5432 3306", ports.possible);
  ports.unknown =
      "whether " + std::string(entry.logical_id) + ", which sets no Port, listens on 5432 or 3306";
  return ports;
}

}  // namespace

void add_ports(std::string_view text, std::vector<Port>& ports) {
  while (!text.empty()) {
    Port port;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port.number);
    const bool is_new = std::ranges::find(ports, port.number, &Port::number) == ports.end();
    if (read.ec == std::errc() && is_new) ports.push_back(std::move(port));
    const std::size_t blank = text.find(' ');
    text = blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
  }
}

std::optional<ListeningPorts> ports_by_settings(const Scene& scene, const ResourceEntry& entry) {
  if (entry.type_name == "AWS::MSK::Cluster") return Brokers(scene, entry).read();
  const std::string engine = support::to_lower(scene.text(entry, "Engine").value_or(""));
  if (engine == "aurora-postgresql") return of_aurora_postgresql(scene, entry);
  return std::nullopt;
}

}  // namespace omnitrack::graph
