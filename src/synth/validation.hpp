#pragma once

#include <span>
#include <string>
#include <vector>

#include "synth/plan.hpp"
#include "synth/splitting.hpp"
#include "template/document.hpp"

namespace omnitrack::synth {

/// Reads the written templates, one for each stack of the plan. The texts are taken, not copied.
std::vector<tmpl::Document> read_templates(const Plan& plan, std::vector<std::string>& texts);

/// Gives the texts back, for whoever has no more use for the values.
void give_back(std::vector<tmpl::Document>& documents, std::vector<std::string>& texts);

/// Checks the written templates, one for each stack of the plan, each by itself and all of them
/// together, and reports what is wrong at the constructs that it came from. The texts stay as they
/// are. What is split is not measured against the limits of a template. Documents that were read of
/// all texts stand for these; else none are given.
void validate_templates(const Plan& plan, std::vector<std::string>& texts,
                        std::span<const tmpl::Document> documents,
                        const std::vector<bool>& to_split);

/// Checks the templates of the stacks that are split, each by itself.
void validate_parts(const Plan& plan, std::vector<std::string>& texts,
                    std::vector<Division>& divisions);

}  // namespace omnitrack::synth
