#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diff/changes/changes.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

/// What somebody accepts, why, and until when.
struct Acceptance {
  std::string stack;       ///< empty for any
  std::string logical_id;  ///< of the resource
  std::string reason;
  std::string until;  ///< the last day, `YYYY-MM-DD`
};

/// An acceptance that does not count.
struct VoidAcceptance {
  Acceptance acceptance;
  std::string why;  ///< e.g. `it expired on 2026-01-31`
};

/// Data that a deployment would lose.
struct Loss {
  std::size_t stack = 0;  ///< its place among the diffs
  std::string_view logical_id;
  std::string_view type_name;
  std::string path;  ///< of the property, from the resource; empty for the resource as a whole
  std::string what;  ///< what is lost, e.g. `all items of the table`
  std::string hint;  ///< how to keep it
  bool is_certain = true;
  std::shared_ptr<const Acceptance> accepted = {};
};

/// Something that CloudFormation, or the service, will refuse.
struct Refusal {
  std::string_view code;  ///< stable, with a page of its own: `OT51xx`
  std::size_t stack = 0;
  std::string_view logical_id;  ///< of the resource, or the output's name
  std::string_view type_name;   ///< empty for what is not a resource
  std::string path;             ///< from the resource; may be empty
  std::string what;
  std::string hint;         ///< the way out
  bool is_certain = true;   ///< else it depends on what is deployed
  bool has_phases = false;  ///< whether `synth --phase` writes templates that get there
};

/// An output that another stack reads by `Fn::GetStackOutput`, and that goes or changes. Nothing is
/// refused; the other stack sees it in its next deployment.
struct StaleRead {
  std::size_t stack = 0;             ///< the one that has the output
  std::string_view logical_id;       ///< of the output
  std::string_view type_name{};      ///< empty, as it is no resource
  std::string path;                  ///< from the output; may be empty
  std::vector<std::size_t> readers;  ///< the stacks that read it
  std::string what;
  std::string hint;
  bool is_certain = true;
};

/// Something that becomes more open or tighter.
struct SecurityChange {
  enum class Direction : std::uint8_t { wider, tighter, unclear };
  using Kind = schema::Concern;

  Direction direction = Direction::wider;
  Kind kind = Kind::permissions;
  std::size_t stack = 0;
  std::string_view logical_id;
  std::string_view type_name;
  std::string path;  ///< from the resource
  std::string what;  ///< who newly may do what, in words
};

/// Finds what is lost. Stacks that are gone count as deleted.
std::vector<Loss> find_losses(std::span<const StackDiff> diffs);

/// The other template of the same stack in which a resource is made anew; null where there is none.
const StackDiff* new_home(std::span<const StackDiff> all, const StackDiff& diff,
                          std::string_view logical_id);

/// Marks the losses that are accepted on a day, `YYYY-MM-DD`: by the new templates' metadata and by
/// what is given. An acceptance that has expired, or that has no reason, counts as none: returns
/// those that would have met a loss, and those that are malformed.
std::vector<VoidAcceptance> accept_losses(std::span<const StackDiff> diffs,
                                          std::span<const Acceptance> given, std::string_view today,
                                          std::vector<Loss>& losses);

/// Finds what will be refused, from old and new together.
std::vector<Refusal> find_refusals(std::span<const StackDiff> diffs);

/// Finds what other stacks read and will not find, or will find changed.
std::vector<StaleRead> find_stale_reads(std::span<const StackDiff> diffs);

/// Finds what becomes more open and what tighter.
std::vector<SecurityChange> find_security_changes(std::span<const StackDiff> diffs);

}  // namespace omnitrack::diff
