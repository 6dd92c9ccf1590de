#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <omnitrack/synth.hpp>
#include <omnitrack/testing/check.hpp>
#include <omnitrack/testing/expected.hpp>
#include <omnitrack/testing/findings.hpp>

namespace omnitrack::assertions {

struct Assembly;
struct Datum;
struct TemplateState;

/// How a stack is deployed, as far as a test says it.
struct Deployment {
  using Texts = std::map<std::string, std::string, std::less<>>;
  /// The values of the template's parameters; those of lists with commas. A parameter that is left
  /// out has its default.
  Texts parameters = {};
  std::string region = {};
  std::string account = {};
  /// What `Fn::GetAZs` gives in the region.
  std::vector<std::string> zones = {};
  /// The values of exports that stacks of other apps have, by their names.
  Texts imports = {};
  /// The values of Parameter Store, by their names, for parameters of a type
  /// `AWS::SSM::Parameter::Value<…>`.
  Texts stored_parameters = {};
};

/// The resources that a question is about: those of a type, or the one of a construct, of a logical
/// id or of a construct's path.
class Subject {
 public:
  /// A type such as `AWS::SQS::Queue`, a logical id, or the path of a construct.
  template <class S>
    requires(omnitrack::detail::TextLike<S>)
  Subject(const S& name) : name_(omnitrack::detail::view_of(name)) {}
  /// The resource that a construct stands for.
  Subject(const Construct& construct) : construct_(&construct) {}

  /// The construct; null where it is a name.
  [[nodiscard]] const Construct* construct() const { return construct_; }
  /// The name; empty of a construct.
  [[nodiscard]] const std::string& name() const { return name_; }
  /// The name, or the construct's path.
  [[nodiscard]] std::string shown() const {
    return construct_ == nullptr ? name_ : construct_->path();
  }
  /// Whether it is the name of a type.
  [[nodiscard]] bool is_type() const { return name_.find("::") != std::string::npos; }

 private:
  const Construct* construct_ = nullptr;
  std::string name_;
};

/// One end of a question about access: a construct, a logical id, `internet`, or an address.
using End = Subject;

/// What is asked of the network, and of permissions, in particular.
struct Access {
  /// An action such as `dynamodb:PutItem`.
  std::string action = {};
  /// A port; of TCP, unless `protocol` says another one.
  int port = 0;
  /// `tcp` or `udp`.
  std::string protocol = "tcp";
};

/// A value of a template with its place.
class Found {
 public:
  /// Whether it is there.
  explicit operator bool() const { return problem_.empty(); }
  /// Why it is not there; else empty.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// The logical id; empty where it is no resource.
  [[nodiscard]] const std::string& logical_id() const { return logical_id_; }
  /// The type of a resource.
  [[nodiscard]] std::string type() const;
  /// What stands below it, by a JSON pointer (RFC 6901) such as `/Properties/QueueName`.
  [[nodiscard]] Found at(std::string_view pointer) const;
  /// The text of a scalar, or of what is put together as `Fn::Sub` has it; empty for anything else.
  [[nodiscard]] std::string text() const;
  /// The number of a scalar; 0 where it is none.
  [[nodiscard]] double number() const;
  /// It as JSON, without spaces.
  [[nodiscard]] std::string json() const;
  /// Whether it is as expected; of a resource, its properties.
  [[nodiscard]] Check is(const Content& content) const;

 private:
  friend class Template;
  Found(std::shared_ptr<const TemplateState> state, const Datum* value, std::string pointer,
        std::string logical_id, std::string problem);

  std::shared_ptr<const TemplateState> state_;
  const Datum* value_;
  std::string pointer_;
  std::string logical_id_;
  std::string problem_;
};

/// The template of a stack, as it is written, or as a deployment makes it.
class Template {
 public:
  /// The name of the stack.
  [[nodiscard]] const std::string& name() const;
  /// It as JSON. Of one `with` a deployment, what is known stands in place of the functions.
  [[nodiscard]] std::string text() const;
  /// What went wrong with the synth; a template that was not made fails each check by it.
  [[nodiscard]] std::string problem() const;

  /// What a deployment makes of it: conditions are decided, resources that are not made are left
  /// out, and functions give what they surely give. A reference to what only the deployment makes
  /// up stays as `${Queue.Arn}`.
  [[nodiscard]] Template with(const Deployment& deployment) const;
  /// The same template, of which questions see only the resources in a construct.
  [[nodiscard]] Template of(const Construct& construct) const;

  /// Whether a resource has that content.
  [[nodiscard]] Check has_resource(const Subject& subject, const Content& content = {}) const;
  /// Whether none has.
  [[nodiscard]] Check has_no_resource(const Subject& subject, const Content& content = {}) const;
  /// Whether so many resources of a type have.
  [[nodiscard]] Check has_count(std::string_view type, std::size_t count,
                                const Content& content = {}) const;
  /// Whether all resources of a type have, and there is one.
  [[nodiscard]] Check all_resources(std::string_view type, const Content& content) const;
  /// Whether an output has that value.
  [[nodiscard]] Check has_output(std::string_view name, const Expected& value = any_value()) const;
  /// Whether the template has at least this, section by section.
  [[nodiscard]] Check matches(const Expected& sections) const;
  /// Whether it is what a file holds, which `--update-snapshots` writes anew.
  [[nodiscard]] Check matches_snapshot(std::string_view file) const;

  /// The number of resources of a type that have that content.
  [[nodiscard]] std::size_t count(std::string_view type, const Content& content = {}) const;
  /// The resources that have that content, in the order of the template.
  [[nodiscard]] std::vector<Found> resources_of(const Subject& subject,
                                                const Content& content = {}) const;
  /// The one resource that has that content; nothing where there is none, or several.
  [[nodiscard]] Found only(const Subject& subject, const Content& content = {}) const;
  /// The value of an output.
  [[nodiscard]] Found output(std::string_view name) const;
  /// What stands at a JSON pointer, e.g. `/Parameters/Stage/Default`.
  [[nodiscard]] Found at(std::string_view pointer) const;

  /// Whether one resource surely reaches another: it connects to it, and may use it where that
  /// needs a permission.
  [[nodiscard]] Check can_reach(const End& from, const End& to, const Access& access = {}) const;
  /// Whether it surely does not.
  [[nodiscard]] Check cannot_reach(const End& from, const End& to, const Access& access = {}) const;
  /// Whether somebody surely may do something to a resource, by the policies of the templates.
  [[nodiscard]] Check may(const End& who, std::string_view action, const End& target) const;
  /// Whether they surely may not.
  [[nodiscard]] Check may_not(const End& who, std::string_view action, const End& target) const;

 private:
  friend class Templates;
  friend Template template_of_text(std::string_view name, std::string_view text);
  explicit Template(std::shared_ptr<const TemplateState> state) : state_(std::move(state)) {}
  [[nodiscard]] Check refusal() const;

  std::shared_ptr<const TemplateState> state_;
};

/// The templates of an app.
class Templates {
 public:
  /// The names of the stacks, each after those that it depends on; none where the synth failed.
  [[nodiscard]] std::vector<std::string> names() const;
  /// The template of a stack.
  [[nodiscard]] Template of(const Stack& stack) const;
  /// The same by its name.
  [[nodiscard]] Template of(std::string_view stack) const;
  /// What the synth found.
  [[nodiscard]] Findings findings() const;

 private:
  friend Templates templates_of(App& app, const SynthOptions& options);
  explicit Templates(std::shared_ptr<const Assembly> assembly) : assembly_(std::move(assembly)) {}

  std::shared_ptr<const Assembly> assembly_;
};

/// The templates of an app, which is synthesized at the first call, by the options of that.
Templates templates_of(App& app, const SynthOptions& options = {});
/// The template of a stack; its app is synthesized at the first call.
Template template_of(const Stack& stack);
/// What the synth of an app finds; it is synthesized at the first call.
Findings findings_of(App& app);
/// A template that anybody wrote, JSON or YAML.
Template template_of_text(std::string_view name, std::string_view text);

}  // namespace omnitrack::assertions
