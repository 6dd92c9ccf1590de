#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/live/fitting.hpp"
#include "import/live/json.hpp"
#include "schema/facts.hpp"

namespace omnitrack::importing {

/// A value of an answer and its place in it.
struct Found {
  std::uint32_t begin = 0;
  Json value;
};

/// What stands at a path of an answer; `*` stands for the items of a list.
std::vector<Found> found_at(const tmpl::Node& root, std::string_view path);

/// Whether a value has the keys by which what a call prints is known.
bool has_marks(const schema::DescribedBy& described, const Json& value);

/// The stack that has a resource, by the tag that CloudFormation gives it; empty where none has.
std::string stack_of(const Json& told);

/// Takes the identifier into the properties or attributes that it is made of, where they are not
/// told.
void note_identifier(LiveResource& resource);

/// The words of a call: `{}` stands for the identifier, `{Arn}` for an attribute. Nothing where
/// that is not known.
std::optional<std::vector<std::string>> words_of(std::string_view call,
                                                 const LiveResource& resource);

/// Takes up a property that a call of its own tells.
void fit_into(const schema::DescribedBy& described, const std::vector<Found>& found,
              LiveResource& resource);

/// Takes up the resource itself, which is the one of its identifier where a call tells several.
void fit_first(const schema::DescribedBy& described, const std::vector<Found>& found,
               LiveResource& resource);

}  // namespace omnitrack::importing
