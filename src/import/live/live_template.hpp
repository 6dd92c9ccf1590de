#pragma once

#include <optional>
#include <string>
#include <vector>

#include "import/live/live.hpp"

namespace omnitrack::importing {

/// Gives each resource a logical id: of its name, of its tag `Name`, or else of its type.
void name_resources(std::vector<LiveResource>& resources);

/// The text of a property or attribute that identifies a resource; nothing where it is not known.
std::optional<std::string> identifying_text(const LiveResource& resource, std::string_view name);
/// All of these, with `|` between them.
std::string identifier_of(const LiveResource& resource);

/// The template of resources that are there. Each has the DeletionPolicy that an import needs:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-manually.html
std::string live_template(const LiveStack& stack);

/// What `aws cloudformation create-change-set --resources-to-import` takes:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ResourceToImport.html
std::string resources_to_import(const std::vector<LiveResource>& resources);

}  // namespace omnitrack::importing
