#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "split/places.hpp"
#include "split/problem.hpp"
#include "template/index.hpp"

namespace omnitrack::split {

/// A part of a stack: the template of a nested stack.
struct Part {
  std::string name;  ///< the logical id of the nested stack
  std::string text;
  std::string object_key;                ///< in the bucket: the hash of the text
  std::vector<std::string> logical_ids;  ///< of its resources
};

/// A stack in several templates.
struct Split {
  std::string text;  ///< the stack's own template
  std::vector<Part> parts;
  std::vector<Problem> problems;  ///< why there is nothing else
};

/// How a stack is split.
struct SplitRequest {
  std::string_view stack;   ///< its name
  std::string_view bucket;  ///< of the app's assets, with its placeholders
  Limits limits = {};
  bool compact = false;
};

/// Splits a template: each resource that is recorded stays where it is, all else finds a place. The
/// same for the same template, tenants (one for each resource of the index) and request.
Split split_template(const tmpl::Index& index, std::span<const Tenant> tenants,
                     const SplitRequest& request);

}  // namespace omnitrack::split
