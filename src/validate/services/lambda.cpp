#include <algorithm>
#include <array>

#include "meaning/cases.hpp"
#include "meaning/references.hpp"
#include "omnitrack/codes.hpp"
#include "schema/runtimes.hpp"
#include "validate/services/services.hpp"

namespace omnitrack::validate {

using meaning::all_properties;
using meaning::find_value;
using meaning::for_each_case;
using meaning::known_integer;
using meaning::known_text;
using meaning::may_have_more;
using meaning::Path;
using meaning::referred_id;
using tmpl::Member;
using tmpl::Node;

namespace {

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
constexpr std::size_t maximum_environment_size = 4096;
constexpr std::int64_t default_function_timeout = 3;
constexpr std::int64_t default_visibility_timeout = 30;

void check_runtime(const ServiceResource& resource, const Node& runtime, const Path& path) {
  const auto name = known_text(&runtime);
  if (!name) return;
  const auto lifecycle = schema::find_runtime_lifecycle(*name);
  if (!lifecycle) return;
  const std::string_view today = schema::extracted_on();
  const auto is_past = [today](std::string_view date) { return !date.empty() && date <= today; };
  const std::string quoted = "the runtime '" + std::string(*name) + "'";
  std::string hint;
  if (!lifecycle->successor.empty()) {
    hint = "move to '" + std::string(lifecycle->successor) + "'";
  }
  Reporter& report = resource.context.report;
  if (is_past(lifecycle->update_block)) {
    report.error(codes::OT4601, runtime, path,
                 quoted + " is gone: since " + std::string(lifecycle->update_block) +
                     " Lambda neither creates nor updates functions with it",
                 std::move(hint));
  } else if (is_past(lifecycle->create_block)) {
    report.warning(codes::OT4602, runtime, path,
                   quoted + " is deprecated: since " + std::string(lifecycle->create_block) +
                       " Lambda creates no function with it",
                   std::move(hint));
  } else if (is_past(lifecycle->deprecated)) {
    report.warning(codes::OT4602, runtime, path,
                   quoted + " is deprecated since " + std::string(lifecycle->deprecated),
                   std::move(hint));
  }
}

void check_zip(const ServiceResource& resource) {
  const Node* code = find_value(&resource.properties, "Code");
  const Node* package = find_value(&resource.properties, "PackageType");
  if (code == nullptr || code->is_call() || may_have_more(resource.properties)) return;
  if (package != nullptr && known_text(package) != "Zip") return;
  const bool is_inline = code->find("ZipFile") != nullptr;
  if (!is_inline && code->find("S3Key") == nullptr) return;
  for (const std::string_view needed : {"Handler", "Runtime"}) {
    // That inline code needs a runtime is reported by the specification's own rules.
    if (is_inline && needed == "Runtime") continue;
    if (find_value(&resource.properties, needed) != nullptr) continue;
    resource.context.report.error(
        codes::OT4603, resource.properties, resource.path,
        "a function from a .zip archive needs '" + std::string(needed) + "'",
        "add it, or make it a container image with 'PackageType: Image'");
  }
}

void check_environment(const ServiceResource& resource) {
  const Node* environment = find_value(&resource.properties, "Environment");
  const Node* variables = find_value(environment, "Variables");
  if (variables == nullptr || variables->is_call()) return;
  std::size_t size = 0;
  for (const Member& member : variables->members()) {
    if (member.value.is_call()) continue;
    size += member.key().size() + member.value.text().size();
  }
  if (size <= maximum_environment_size) return;
  const Path environment_path(resource.path, "Environment");
  const Path path(environment_path, "Variables");
  resource.context.report.error(codes::OT4604, *variables, path,
                                "the function's environment takes at least " +
                                    std::to_string(size) + " bytes, more than the 4096 allowed",
                                "keep long values in SSM parameters or in a file of the code");
}

/// Whether a runtime can start from a snapshot; true for what is not known.
/// https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html
bool supports_snapshots(std::string_view runtime) {
  static constexpr auto others = std::to_array<std::string_view>(
      {"dotnet5.0", "dotnet6", "dotnet7", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1",
       "dotnetcore3.1", "java8", "java8.al2", "python2.7", "python3.10", "python3.11", "python3.6",
       "python3.7", "python3.8", "python3.9"});
  if (std::ranges::binary_search(others, runtime)) return false;
  return !runtime.starts_with("nodejs") && !runtime.starts_with("ruby") &&
         !runtime.starts_with("go") && !runtime.starts_with("provided");
}

void check_snapshots(const ServiceResource& resource) {
  const Node* snap_start = find_value(&resource.properties, "SnapStart");
  const Node* apply_on = find_value(snap_start, "ApplyOn");
  const auto runtime = known_text(find_value(&resource.properties, "Runtime"));
  if (known_text(apply_on) != "PublishedVersions" || !runtime) return;
  if (supports_snapshots(*runtime)) return;
  const Path snap_path(resource.path, "SnapStart");
  const Path path(snap_path, "ApplyOn");
  resource.context.report.error(
      codes::OT4605, *apply_on, path,
      "the runtime '" + std::string(*runtime) + "' cannot start from a snapshot",
      "leave 'SnapStart' out, or use Java 11, Python 3.12, .NET 8 or later");
}

/// A resource of the template that a value refers to, where it is of the type.
const tmpl::ResourceEntry* referred(const tmpl::Index& index, const Node* value,
                                    std::string_view type) {
  if (value == nullptr) return nullptr;
  const std::string_view id = referred_id(*value);
  const tmpl::ResourceEntry* resource = id.empty() ? nullptr : index.find_resource(id);
  return resource != nullptr && resource->type_name == type ? resource : nullptr;
}

/// A whole number of a resource, or what holds without it; nothing where it is not known.
std::optional<std::int64_t> integer_or(const tmpl::ResourceEntry& resource, std::string_view key,
                                       std::int64_t otherwise) {
  if (resource.properties == nullptr) return otherwise;
  const Node* properties = all_properties(resource);
  if (properties == nullptr) return std::nullopt;
  const Node* value = find_value(properties, key);
  return value == nullptr ? otherwise : known_integer(value);
}

}  // namespace

void check_function(const ServiceResource& resource) {
  if (const Node* runtime = find_value(&resource.properties, "Runtime")) {
    const Path path(resource.path, "Runtime");
    for_each_case(*runtime, path, [&resource](const Node& value, const Path& at) {
      check_runtime(resource, value, at);
    });
  }
  check_environment(resource);
  check_snapshots(resource);
  check_zip(resource);
}

void check_event_source_mapping(const ServiceResource& resource) {
  check_filters_of_mapping(resource);
  const tmpl::Index& index = resource.context.index;
  const auto* queue =
      referred(index, find_value(&resource.properties, "EventSourceArn"), "AWS::SQS::Queue");
  const auto* function =
      referred(index, find_value(&resource.properties, "FunctionName"), "AWS::Lambda::Function");
  if (queue == nullptr || function == nullptr) return;
  const auto visibility = integer_or(*queue, "VisibilityTimeout", default_visibility_timeout);
  const auto timeout = integer_or(*function, "Timeout", default_function_timeout);
  if (!visibility || !timeout || *visibility >= *timeout) return;
  const Path path(resource.path, "EventSourceArn");
  resource.context.report.error(
      codes::OT4606, *resource.properties.find("EventSourceArn"), path,
      "the queue hides a message for " + std::to_string(*visibility) + " s, but the function '" +
          std::string(function->logical_id) + "' may run for " + std::to_string(*timeout) + " s",
      "set the queue's 'VisibilityTimeout' to six times the function's 'Timeout'");
}

}  // namespace omnitrack::validate
