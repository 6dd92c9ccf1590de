#pragma once

#include <string>
#include <string_view>

#include "meaning/sam/expansion.hpp"
#include "validate/context.hpp"

namespace omnitrack::validate {

// What the checks of SAM's templates share; only they include this.

/// What they all get. Findings are told by their place alone: what `Globals` says stands elsewhere
/// than the resource that it is for.
struct SamContext {
  const tmpl::Index& index;
  const meaning::sam::Expansion& made;
  Reporter& report;

  void error(FindingCode<Severity::error> code, const tmpl::Node& at, std::string message,
             std::string hint = {}) const {
    report.error(code, at, Path(), std::move(message), std::move(hint));
  }
  void error_at_key(FindingCode<Severity::error> code, const tmpl::Member& at, std::string message,
                    std::string hint = {}) const {
    report.error_at_key(code, at, Path(), std::move(message), std::move(hint));
  }
};

/// A resource of SAM's, or an event of one.
struct SamSubject {
  std::string_view type;         ///< of the resource or of the event
  const tmpl::Member& place;     ///< where it stands
  const tmpl::Node& facts;       ///< what is known of the type
  const tmpl::Node& properties;  ///< those of `Globals` among them
  bool is_event = false;
};

/// A name in quotes.
std::string sam_quoted(std::string_view text);
/// What a value is, in words.
std::string sam_words(const tmpl::Node& value);
/// The keys of a map.
std::vector<std::string_view> keys_of(const tmpl::Node& map);

/// `Globals`, and what resources say of it.  (globals.cpp)
void check_globals(const SamContext& context);
/// Properties one by one: their names, kinds and values.  (shapes.cpp)
void check_sam_properties(const SamContext& context, const SamSubject& subject);
/// How properties go together.  (rules.cpp)
void check_sam_rules(const SamContext& context, const SamSubject& subject);
/// The events of a function or a state machine.  (events.cpp)
void check_events(const SamContext& context, std::size_t resource);
/// Paths and methods of APIs that several events ask for, and their authorizers.  (routes.cpp)
void check_routes(const SamContext& context);
/// `Policies`: templates of policies and their parameters.  (policies.cpp)
void check_policy_templates(const SamContext& context, const tmpl::Node& properties);
/// Authorizers and origins of an API.  (apis.cpp)
void check_api(const SamContext& context, const SamSubject& subject);
/// The two ends of connectors and what they permit.  (connectors.cpp)
void check_connectors(const SamContext& context);

}  // namespace omnitrack::validate
