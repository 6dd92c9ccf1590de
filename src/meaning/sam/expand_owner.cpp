#include <algorithm>
#include <array>

#include "meaning/known.hpp"
#include "meaning/sam/expander.hpp"
#include "meaning/sam/facts.hpp"
#include "meaning/sam/policies.hpp"
#include "meaning/sam/values.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Builder;
using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

namespace {

constexpr std::string_view function_type = "AWS::Serverless::Function";

// The name of an alias as it stands in a logical id.
std::string in_id(std::string_view alias) {
  std::string name;
  for (const char c : alias) name += c == '-' ? 'D' : c == '_' ? 'U' : c;
  return name;
}

bool is_alphanumeric(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// A function or a state machine, or one of its events.
class OwnerScene : public BodyScene {
 public:
  OwnerScene(Expander& expander, const tmpl::ResourceEntry& entry, const Node& properties)
      : expander_(expander),
        entry_(entry),
        properties_(properties),
        at_(entry.member->key_begin),
        is_function_(entry.type_name == function_type) {
    const Node* alias = properties.find("AutoPublishAlias");
    if (!is_given(alias)) return;
    alias_ = std::string(entry.logical_id) + "Alias";
    alias_ += alias->is_call() ? "*" : is_function_ ? in_id(alias->text()) : alias->text();
  }

  void enter(const Member& event, const Node& properties) {
    event_ = std::string(entry_.logical_id) + std::string(event.key());
    event_properties_ = &properties;
    at_ = event.key_begin;
  }
  void leave() { event_properties_ = nullptr; }
  void link(std::string_view resource) { linked_ = resource; }
  void link_api(const Node* id, std::string_view stage_suffix) {
    api_ = id;
    stage_suffix_ = stage_suffix;
  }
  void add_statement(const Node& statement) { statements_.push_back(statement); }
  void add_event_type(std::string_view type) { event_types_.push_back(type); }

  [[nodiscard]] std::string text(std::string_view name) const override {
    if (name == "id") return std::string(entry_.logical_id);
    if (name == "event") return event_;
    if (name == "alias") return alias_;
    if (name == "target") return alias_.empty() ? std::string(entry_.logical_id) : alias_;
    if (name == "linked") return std::string(linked_);
    if (name == "stagesuffix") return std::string(stage_suffix_);
    if (name == "queue") return own_name("DeadLetterConfig/QueueLogicalId", event_ + "Queue");
    return own_name("SqsSubscription/QueuePolicyLogicalId", event_ + "QueuePolicy");
  }

  [[nodiscard]] std::optional<Node> value(std::string_view name) const override {
    if (name == "arn") return arn();
    if (name == "name") return expander_.ref(alias_.empty() ? entry_.logical_id : alias_, at_);
    if (name == "role") return role();
    if (name == "rolebody") return role_body();
    if (name == "code") return code();
    if (name == "tracing") return tracing();
    if (name == "tags") return tags();
    if (name == "destinations") return destinations();
    return value_of_event(name);
  }

 private:
  [[nodiscard]] std::string own_name(std::string_view way, const std::string& otherwise) const {
    const Node* own = value_at(event_properties_, way);
    return own != nullptr && own->is(Kind::string) ? std::string(own->text()) : otherwise;
  }
  [[nodiscard]] Node map(std::span<const Member> members) const {
    return expander_.builder().map(members, at_, at_);
  }
  [[nodiscard]] Member member(std::string_view key, const Node& value) const {
    return Builder::member(key, at_, value);
  }
  [[nodiscard]] std::optional<Node> own(std::string_view way) const {
    const Node* value =
        value_at(event_properties_ != nullptr ? event_properties_ : &properties_, way);
    if (value == nullptr || value->is(Kind::null)) return std::nullopt;
    return *value;
  }

  [[nodiscard]] Node arn() const {
    if (!alias_.empty() && is_function_) return expander_.ref(alias_, at_);
    return is_function_ ? expander_.get_att(entry_.logical_id, "Arn", at_)
                        : expander_.ref(entry_.logical_id, at_);
  }

  [[nodiscard]] Node role() const {
    const Node* role = properties_.find("Role");
    if (is_given(role)) return *role;
    return expander_.get_att(std::string(entry_.logical_id) + "Role", "Arn", at_);
  }

  [[nodiscard]] Node role_body() const {
    std::vector<Member> members =
        expander_.writes_policies() ? written_policies() : named_policies();
    const Node* assumed = properties_.find("AssumeRolePolicyDocument");
    members.push_back(
        member("AssumeRolePolicyDocument", is_given(assumed) ? *assumed : own_trust()));
    for (const auto& [from, to] :
         {std::pair<std::string_view, std::string_view>{"RolePath", "Path"},
          {"PermissionsBoundary", "PermissionsBoundary"}}) {
      if (const Member* given = member_at(&properties_, from); given && is_given(&given->value)) {
        members.push_back(Builder::member(to, given->key_begin, given->value));
      }
    }
    return map(members);
  }

  [[nodiscard]] std::vector<Member> named_policies() const {
    const Node statements = expander_.builder().list(statements_, at_, at_);
    const Member statement = member("Statement", statements);
    const std::array<Member, 2> policy{member("PolicyName", expander_.text("Policy", at_)),
                                       member("PolicyDocument", map({&statement, 1}))};
    const Node policies = map(policy);
    return {member("Policies", expander_.builder().list({&policies, 1}, at_, at_))};
  }

  [[nodiscard]] std::vector<Member> written_policies() const {
    RolePolicies made;
    if (const Node* given = properties_.find("Policies"); is_given(given)) {
      add_policies(expander_, *given, given->begin, made);
    }
    if (is_function_) add_policies_of_function(expander_, properties_, event_types_, at_, made);
    return members_of(expander_, made, at_);
  }

  [[nodiscard]] Node own_trust() const {
    if (expander_.writes_policies()) {
      return trust_of(expander_, is_function_ ? "lambda.amazonaws.com" : "states.amazonaws.com",
                      at_);
    }
    const Member nobody = member("Statement", expander_.builder().list({}, at_, at_));
    return map({&nobody, 1});
  }

  // Local code is a path, which packaging replaces.
  [[nodiscard]] Node code() const {
    const Node* inline_code = properties_.find("InlineCode");
    const Node* package = properties_.find("PackageType");
    const bool is_image = package != nullptr && package->text() == "Image";
    if (is_given(inline_code) && !is_image) {
      const Member zip = member("ZipFile", *inline_code);
      return map({&zip, 1});
    }
    const Node* uri = properties_.find(is_image ? "ImageUri" : "CodeUri");
    if (uri == nullptr || !uri->is(Kind::map) || uri->is_call()) {
      return expander_.text("code", at_);
    }
    std::vector<Member> members;
    for (const auto& [from, to] :
         {std::pair<std::string_view, std::string_view>{"Bucket", "S3Bucket"},
          {"Key", "S3Key"},
          {"Version", "S3ObjectVersion"}}) {
      if (const Member* given = member_at(uri, from)) {
        members.push_back(Builder::member(to, given->key_begin, given->value));
      }
    }
    return map(members);
  }

  [[nodiscard]] std::optional<Node> tracing() const {
    const Member* tracing = member_at(&properties_, "Tracing");
    if (tracing == nullptr || !is_given(&tracing->value)) return std::nullopt;
    if (!is_function_ || tracing->value.text() == "Disabled") return std::nullopt;
    const Member mode = Builder::member("Mode", tracing->key_begin, tracing->value);
    return map({&mode, 1});
  }

  [[nodiscard]] std::optional<Node> tags() const {
    const Node* tags = properties_.find("Tags");
    if (tags == nullptr || !tags->is(Kind::map) || tags->is_call()) return std::nullopt;
    return listed_tags(expander_, *tags, tags->begin);
  }

  [[nodiscard]] std::optional<Node> destinations() const {
    const Node* config = value_at(&properties_, "EventInvokeConfig/DestinationConfig");
    if (!is_given(config)) return std::nullopt;
    return *config;
  }

  [[nodiscard]] std::optional<Node> value_of_event(std::string_view name) const {
    if (name == "failure") {
      // Without a type, SAM lets nobody send there.
      return own("DestinationConfig/OnFailure/Type")
                 ? own("DestinationConfig/OnFailure/Destination")
                 : std::nullopt;
    }
    if (name == "dlq") {
      if (auto given = own("DeadLetterConfig/Arn")) return given;
      if (!own("DeadLetterConfig/Type")) return std::nullopt;
      return expander_.get_att(text("queue"), "Arn", at_);
    }
    if (name == "schedulerole") {
      if (auto given = own("RoleArn")) return given;
      return expander_.get_att(event_ + "Role", "Arn", at_);
    }
    if (name == "window") {
      if (auto given = own("FlexibleTimeWindow")) return given;
      const Member mode = member("Mode", expander_.text("OFF", at_));
      return map({&mode, 1});
    }
    if (name == "apiarn") return api_arn();
    if (name == "protocol") return expander_.text(is_given(subscription()) ? "sqs" : "lambda", at_);
    if (name == "endpointarn") {
      if (!is_given(subscription())) return arn();
      if (auto given = own("SqsSubscription/QueueArn")) return given;
      return expander_.get_att(event_ + "Queue", "Arn", at_);
    }
    if (auto given = own("SqsSubscription/QueueUrl")) return given;
    return expander_.ref(event_ + "Queue", at_);
  }

  [[nodiscard]] const Node* subscription() const {
    return value_at(event_properties_, "SqsSubscription");
  }

  [[nodiscard]] std::optional<Node> api_arn() const {
    if (api_ == nullptr) return std::nullopt;
    const Member api = member("Api", *api_);
    const std::string_view form =
        expander_.writes_policies()
            ? "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"
            : "${Api}/*";
    const std::array<Node, 2> parts{expander_.text(form, at_), map({&api, 1})};
    const Member sub = member("Fn::Sub", expander_.builder().list(parts, at_, at_));
    return map({&sub, 1});
  }

  Expander& expander_;
  const tmpl::ResourceEntry& entry_;
  const Node& properties_;
  std::uint32_t at_;
  bool is_function_;
  std::string alias_;
  std::string event_;
  const Node* event_properties_ = nullptr;
  const Node* api_ = nullptr;
  std::string_view stage_suffix_;
  std::string_view linked_;
  std::vector<Node> statements_;
  std::vector<std::string_view> event_types_;
};

/// Makes what the events of one function or state machine make.
class EventExpander {
 public:
  EventExpander(Expander& expander, std::size_t resource, const Node& properties, OwnerScene& scene)
      : expander_(expander),
        resource_(resource),
        entry_(expander.source().resources()[resource]),
        properties_(properties),
        scene_(scene) {}

  void expand_all() {
    const Node* events = properties_.find("Events");
    if (events == nullptr || events->is_call()) return;
    for (const Member& each : events->members()) {
      const Node* type = each.value.find("Type");
      if (type == nullptr) continue;
      const Node* facts = facts_of_event(entry_.type_name, type->text());
      if (facts != nullptr) expand(each, *facts);
    }
    scene_.leave();
  }

 private:
  void expand(const Member& event, const Node& facts) {
    const Node* given = event.value.find("Properties");
    const bool is_written = given != nullptr && given->is(Kind::map) && !given->is_call();
    if (given != nullptr && !is_written) return;
    const Node nothing = expander_.builder().map({}, event.key_begin, event.key_begin);
    const Node& properties = is_written ? *given : nothing;
    scene_.enter(event, properties);
    const Body body(expander_.builder(), scene_, &properties, event);
    if (const Node* way = facts.find("api")) link_api(event, properties, facts, way->text());
    if (const Node* way = facts.find("links")) {
      const Node* linked = properties.find(way->text());
      if (linked == nullptr || !linked->calls(Function::ref)) return;
      scene_.link(linked->argument().text());
      add_to(linked->argument().text(), *facts.find("adds"), properties, body);
    }
    if (const Node* statements = facts.find("role")) {
      for (const Node& each : statements->items()) {
        if (const auto filled = body.filled(each)) scene_.add_statement(*filled);
      }
    }
    expander_.add_made(facts, body, &properties, resource_);
    if (!expander_.writes_policies()) return;
    const std::string_view type = event.value.find("Type")->text();
    scene_.add_event_type(type);
    if (Draft* role = expander_.added(scene_.text("event") + "Role")) {
      write_role_of_event(expander_, entry_.type_name == function_type, type, *scene_.value("arn"),
                          *role);
    }
  }

  void link_api(const Member& event, const Node& properties, const Node& facts,
                std::string_view way) {
    const std::string_view implicit = facts.find("implicit")->text();
    const Node* given = properties.find(way);
    api_ = given != nullptr ? *given : expander_.ref(implicit, event.key_begin);
    const std::string_view id = named_resource(api_);
    if (given == nullptr) expander_.need_implicit(implicit, event, resource_);
    expander_.integrate(id, *scene_.value("arn"));
    if (expander_.writes_policies()) {
      static const Node nothing = [] {
        Node map;
        map.kind = Kind::map;
        return map;
      }();
      const Node* written = event.value.find("Properties");
      Operation operation{.target = *scene_.value("arn"),
                          .properties = written == nullptr ? &nothing : written};
      if (entry_.type_name != function_type) {
        operation.role = expander_.get_att(scene_.text("event") + "Role", "Arn", event.key_begin);
      }
      expander_.add_operation(id, operation);
    }
    if (!id.empty() && entry_.type_name == function_type) {
      // The permission of an event names the stage.
      scene_.link_api(&api_, stage_suffix(id, given == nullptr));
    } else {
      scene_.link_api(&api_, "AllStages");
    }
  }

  [[nodiscard]] std::string_view stage_suffix(std::string_view api, bool is_implicit) const {
    if (is_implicit) return "Prod";
    const tmpl::ResourceEntry* entry = expander_.source().find_resource(api);
    if (entry == nullptr) return "*";
    const Node* stage = value_at(entry->properties, "StageName");
    if (stage == nullptr || !stage->is(Kind::string)) return "Stage";
    return is_alphanumeric(stage->text()) ? stage->text() : std::string_view("#");
  }

  void add_to(std::string_view resource, const Node& adds, const Node& properties,
              const Body& body) {
    const Node* each = properties.find(adds.find("each")->text());
    if (each == nullptr || each->is_call()) return;
    Addition addition;
    for (const Node& step : adds.find("path")->items()) addition.way.push_back(step.text());
    const auto items = each->is(Kind::list) ? each->items() : std::span<const Node>(each, 1);
    for (const Node& item : items) {
      if (const Node* pattern = adds.find("item")) {
        if (const auto filled = body.filled(*pattern, item)) addition.items.push_back(*filled);
      } else if (const auto filled = body.filled(*adds.find("value"))) {
        addition.members.push_back(Builder::member(item.text(), item.begin, *filled));
      }
    }
    if (const Node* after = adds.find("after")) {
      addition.depends_on.push_back(expander_.text(body.text(after->text()), each->begin));
    }
    if (addition.items.empty() && addition.members.empty()) return;
    expander_.extend(resource, addition);
  }

  Expander& expander_;
  std::size_t resource_;
  const tmpl::ResourceEntry& entry_;
  const Node& properties_;
  OwnerScene& scene_;
  Node api_;
};

}  // namespace

void expand_owner(Expander& expander, std::size_t resource, const Node& properties) {
  const tmpl::ResourceEntry& entry = expander.source().resources()[resource];
  const Node& made = *facts_of_type(entry.type_name)->find("made");
  OwnerScene scene(expander, entry, properties);
  const Body body(expander.builder(), scene, &properties, *entry.member);
  for (const Node& each : made.find("role")->items()) {
    if (const auto filled = body.filled(each)) scene.add_statement(*filled);
  }
  EventExpander(expander, resource, properties, scene).expand_all();
  expander.add_made(made, body, &properties, resource);
  expander.replace(resource, draft_of(entry.logical_id, made, body, properties, *entry.member));
}

}  // namespace omnitrack::meaning::sam
