#include "lock/features.hpp"

#include <algorithm>
#include <string>

#include "meaning/canonical.hpp"
#include "meaning/known.hpp"
#include "meaning/references.hpp"
#include "support/hash.hpp"

namespace omnitrack::lock {

namespace {

using support::fnv1a;

class Reader {
 public:
  explicit Reader(const tmpl::Index& index) : index_(index), written_(index) {}
  explicit Reader(const meaning::Filled& filled)
      : index_(filled.index()), written_(filled.written()), filled_(&filled) {}

  TemplateFeatures read() {
    for (std::size_t i = 0; i < index_.resources().size(); ++i) {
      features_.push_back(read(index_.resources()[i]));
      features_.back().resource = &written_.resources()[i];
    }
    return std::move(features_);
  }

 private:
  Features read(const tmpl::ResourceEntry& resource) {
    Features features{.resource = &resource, .properties = {}};
    if (resource.properties != nullptr) {
      for (const tmpl::Member& each : resource.properties->members()) {
        if (is_left_out(resource, each)) continue;
        features.properties.push_back(read(resource, each));
      }
    }
    std::ranges::sort(features.properties, {}, &Feature::name);
    features.content = fnv1a(resource.type_name);
    for (const Feature& each : features.properties) {
      features.content = mixed(features.content, number_of(each));
      if (each.is_fixed) features.fixed = mixed(features.fixed, number_of(each));
    }
    return features;
  }

  static bool is_left_out(const tmpl::ResourceEntry& resource, const tmpl::Member& property) {
    return meaning::is_no_value(property.value) ||
           (resource.type && !resource.type->tags().empty() &&
            resource.type->tags() == property.key());
  }

  Feature read(const tmpl::ResourceEntry& resource, const tmpl::Member& property) {
    const meaning::ValueSpec spec = meaning::spec_of(resource, property.key());
    Feature feature{.name = property.key(), .is_fixed = spec.update == schema::Update::replaces};
    const std::string text = meaning::likeness_text(
        property.value, spec,
        [&](std::string_view target, std::string_view attribute, std::string& written) {
          const tmpl::ResourceEntry* found = index_.find_resource(target);
          if (found == nullptr) {
            written.append(target);
          } else {
            const auto at = static_cast<std::size_t>(found - index_.resources().data());
            feature.references.push_back({at, fnv1a(attribute)});
            written.append(1, '<').append(found->type_name).append(1, '>');
          }
          written.append(1, '.').append(attribute);
        });
    feature.value = fnv1a(text);
    if (filled_ != nullptr && filled_->is_filled(property.value)) {
      add_links(filled_->written(property.value), feature);
    } else {
      feature.links = feature.references;
    }
    return feature;
  }

  void add_links(const tmpl::Node& written, Feature& feature) const {
    meaning::for_each_name_in(written, [&](const meaning::Name& name) {
      if (const tmpl::ResourceEntry* found = index_.find_resource(name.text)) {
        const auto at = static_cast<std::size_t>(found - index_.resources().data());
        feature.links.push_back({at, fnv1a(name.attribute)});
      }
    });
  }

  const tmpl::Index& index_;
  const tmpl::Index& written_;
  const meaning::Filled* filled_ = nullptr;
  TemplateFeatures features_;
};

}  // namespace

std::uint64_t number_of(const Feature& feature) {
  return mixed(fnv1a(feature.name), feature.value);
}

TemplateFeatures features_of(const tmpl::Index& index) { return Reader(index).read(); }

TemplateFeatures features_of(const meaning::Filled& filled) { return Reader(filled).read(); }

std::vector<std::uint64_t> connected_content(const TemplateFeatures& features, int steps) {
  std::vector<std::uint64_t> now;
  for (const Features& each : features) now.push_back(each.content);
  for (int step = 0; step < steps; ++step) {
    // Sums do not depend on the order in which the references were met.
    std::vector<std::uint64_t> next(now.size());
    for (std::size_t from = 0; from < now.size(); ++from) {
      for (const Feature& property : features[from].properties) {
        for (const Reference& each : property.references) {
          const std::uint64_t label = mixed(fnv1a(property.name), each.attribute);
          next[from] += mixed(mixed(1, label), now[each.target]);
          next[each.target] += mixed(mixed(2, label), now[from]);
        }
      }
    }
    for (std::size_t i = 0; i < now.size(); ++i) now[i] = mixed(now[i], next[i]);
  }
  return now;
}

}  // namespace omnitrack::lock
