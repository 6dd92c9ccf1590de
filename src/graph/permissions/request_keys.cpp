#include "graph/permissions/request_keys.hpp"

#include <algorithm>
#include <array>

#include "diff/security/statements.hpp"
#include "graph/permissions/caller_place.hpp"
#include "graph/permissions/entrances.hpp"
#include "graph/stacks/function_names.hpp"
#include "support/letters.hpp"

namespace omnitrack::graph {

using diff::Pattern;
using tmpl::Node;
using tmpl::ResourceEntry;

namespace {

using State = KeyValue::State;

constexpr std::string_view principal_tag = "aws:principaltag/";
constexpr std::string_view resource_tag = "aws:resourcetag/";

KeyValue known(std::string_view text) {
  return {.state = State::known,
          .values = {{.symbols = diff::symbols_of(text), .shown = std::string(text)}}};
}

KeyValue absent() { return {.state = State::absent}; }
KeyValue account() { return {.state = State::known, .is_account = true}; }
KeyValue flag(bool value) { return known(value ? "true" : "false"); }

bool is_one_of(std::string_view key, const auto& keys) {
  return std::ranges::find(keys, key) != keys.end();
}

// What is there only where a service calls for a resource.
constexpr auto of_services = std::to_array<std::string_view>(
    {"aws:sourcearn", "aws:sourceaccount", "aws:sourceowner", "aws:sourceorgid",
     "aws:sourceorgpaths", "aws:principalservicename", "aws:principalservicenameslist"});
// What is there only where a request is signed by an identity.
constexpr auto of_identities = std::to_array<std::string_view>(
    {"aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:username",
     "aws:multifactorauthpresent", "aws:multifactorauthage", "aws:tokenissuetime",
     "aws:federatedprovider", "aws:sourceidentity", "aws:ec2instancesourcevpc",
     "aws:ec2instancesourceprivateipv4"});
// What is there only where a request comes through an endpoint of a VPC.
constexpr auto of_endpoints = std::to_array<std::string_view>(
    {"aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:sourcevpcarn", "aws:vpceaccount",
     "aws:vpceorgid", "aws:vpceorgpaths"});

/// The value of a tag that the template gives a resource. Those that CloudFormation gives are not
/// told.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
KeyValue tag_of(const Scene& scene, const ResourceEntry& entry, std::string_view name) {
  KeyValue found;
  if (!name.starts_with("aws:")) found = absent();
  scene.reader().for_each_item(scene.find(entry, "Tags"), [&](const Node& tag) {
    const auto key = scene.reader().text(scene.reader().find(&tag, "Key"));
    const Node* value = scene.reader().find(&tag, "Value");
    if (found.state == State::known) return;
    if (!key || value == nullptr) found = KeyValue{};
    if (!key || value == nullptr || support::to_lower(*key) != name) return;
    found = {.state = State::known,
             .values = {scene.reader().pattern(*value, diff::Wildcards::none)}};
  });
  return found;
}

// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
KeyValue via_service(const Scene& scene, const Target& target) {
  Pattern service{.symbols = diff::symbols_of(target.via + '.'), .shown = target.via};
  service.symbols += scene.reader().pseudo_parameter("AWS::Region").symbols;
  service.symbols += diff::symbols_of(".amazonaws.com");
  return {.state = State::known, .values = {std::move(service)}};
}

/// The aliases of a key.
/// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-resource-aliases
KeyValue aliases_of(const Scene& scene, const ResourceEntry& key) {
  KeyValue found = absent();
  for (const ResourceEntry* each : scene.naming(key, "AWS::KMS::Alias", "TargetKeyId")) {
    const Node* name = scene.find(*each, "AliasName");
    if (name == nullptr) continue;
    found.state = State::known;
    found.values.push_back(scene.reader().pattern(*name, diff::Wildcards::none));
  }
  return found;
}

/// What a request has of the endpoint that it comes through.
KeyValue of_endpoint(const Scene& scene, const CallerPlace& place, std::string_view key) {
  if (place.kind == CallerPlace::Kind::unknown) return {};
  const bool is_through = place.kind == CallerPlace::Kind::endpoint;
  if (key == "aws:sourceip") return is_through ? absent() : KeyValue{};
  if (!is_through) return absent();
  KeyValue found;
  const bool is_vpc = key == "aws:sourcevpc";
  if (!is_vpc && key != "aws:sourcevpce") return found;
  found.state = State::known;
  for (const ResourceEntry* each : is_vpc ? place.vpcs : place.endpoints) {
    Pattern id = scene.reader().own_attribute(*each, {});
    const bool is_there =
        std::ranges::find(found.values, id.symbols, &Pattern::symbols) != found.values.end();
    if (!is_there) found.values.push_back(std::move(id));
  }
  return found;
}

/// How the URL of a function checks its callers; absent where it has none.
KeyValue type_of_url(const Scene& scene, const ResourceEntry& function) {
  KeyValue found = absent();
  for (const FunctionUrl& url : FunctionNames(scene, function).urls()) {
    const Node* type = scene.find(*url.entry, "AuthType");
    if (type == nullptr) continue;
    found.state = State::known;
    found.values.push_back(scene.reader().pattern(*type, diff::Wildcards::none));
  }
  return found;
}

KeyValue of_anybody(const Actor& actor, std::string_view key) {
  if (is_one_of(key, of_identities) || key.starts_with(principal_tag)) return absent();
  // Somebody in a VPC may sign nothing too.
  if (is_one_of(key, of_endpoints)) return actor.addresses.empty() ? KeyValue{} : absent();
  if (key == "aws:principalaccount") return absent();
  if (key == "aws:userid") return known("anonymous");
  if (key == "aws:principaltype") return known("Anonymous");
  return {};
}

KeyValue of_service(const Actor& actor, std::string_view key) {
  if (key == "aws:sourcearn") return {.state = State::known, .arn_of = actor.entry};
  if (key == "aws:sourceaccount" || key == "aws:sourceowner") return account();
  if (key == "aws:principalservicename") return known(actor.services.front());
  if (is_one_of(key, of_identities) || key.starts_with(principal_tag)) return absent();
  return {};
}

KeyValue of_identity(const Scene& scene, const Actor& actor, const ResourceEntry& to,
                     std::string_view key) {
  if (key == "aws:sourceip" || is_one_of(key, of_endpoints)) {
    return of_endpoint(scene, place_of_caller(scene, actor, to), key);
  }
  const bool is_user = actor.identity->type_name == "AWS::IAM::User";
  if (key == "aws:principalarn") return {.state = State::known, .arn_of = actor.identity};
  if (key == "aws:principalaccount") return account();
  if (key == "aws:principaltype") return known(is_user ? "User" : "AssumedRole");
  if (key == "aws:username") {
    if (!is_user) return absent();
    return {.state = State::known, .values = {scene.reader().own_attribute(*actor.identity, {})}};
  }
  // A service that takes a role up for what it runs has no device of its own.
  const bool is_run = actor.identity != actor.entry;
  if (key == "aws:multifactorauthpresent" && is_run) {
    KeyValue without = flag(false);
    without.may_be_absent = true;
    return without;
  }
  if (key == "aws:multifactorauthage" && is_run) return absent();
  if (key.starts_with(principal_tag)) {
    return tag_of(scene, *actor.identity, key.substr(principal_tag.size()));
  }
  return {};
}

}  // namespace

KeyValue value_of_key(const Scene& scene, const Actor& actor, const Target& target,
                      std::string_view key) {
  // No client of AWS sends anything that is not encrypted on its way.
  if (key == "aws:securetransport") return flag(true);
  if (key == "aws:resourceaccount") return account();
  if (key == "aws:requestedregion") {
    return {.state = State::known, .values = {scene.reader().pseudo_parameter("AWS::Region")}};
  }
  if (key == "kms:calleraccount") return actor.is_anonymous ? absent() : account();
  if (key == "kms:resourcealiases" && target.entry->type_name == "AWS::KMS::Key") {
    return aliases_of(scene, *target.entry);
  }
  if (key == "kms:viaservice" && !target.via.empty()) return via_service(scene, target);
  if (key == "lambda:functionurlauthtype") return type_of_url(scene, *target.entry);
  // Nobody calls a function without a signature but by its URL.
  if (key == "lambda:invokedviafunctionurl" && actor.is_anonymous) {
    return flag(has_open_url(scene, *target.entry));
  }
  const bool is_service = !actor.services.empty();
  if (key == "aws:principalisawsservice") return flag(is_service);
  if (key == "aws:viaawsservice") return flag(false);
  if (key.starts_with("aws:calledvia")) return absent();
  if (key.starts_with(resource_tag)) {
    // Where a service has no such key, nothing is under it; so that alone it says no surely.
    return tag_of(scene, *target.entry, key.substr(resource_tag.size()));
  }
  if (!is_service && is_one_of(key, of_services)) return absent();
  if (actor.is_anonymous) return of_anybody(actor, key);
  if (is_service) return of_service(actor, key);
  return actor.identity == nullptr ? KeyValue{} : of_identity(scene, actor, *target.entry, key);
}

}  // namespace omnitrack::graph
