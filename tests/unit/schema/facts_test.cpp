#include "schema/facts.hpp"

#include <array>

#include <gtest/gtest.h>

#include "data.hpp"
#include "schema/parameter_types.hpp"
#include "schema/schema.hpp"

// What the look-ups tell is compared with the data.

namespace omnitrack::schema {
namespace {

/// Every fact of a kind about a type, with the type, in the order of the data.
std::vector<std::pair<std::string, Json>> facts_in_data(const std::string& kind) {
  std::vector<std::pair<std::string, Json>> all;
  for (const auto& file : std::filesystem::directory_iterator(OMNITRACK_SCHEMA "/facts")) {
    const OrderedJson types = read_json(file.path());
    for (const auto& [type, kinds] : types.items()) {
      if (!kinds.contains(kind)) continue;
      const OrderedJson& given = kinds[kind];
      for (const auto& fact : given.is_array() ? given : OrderedJson::array({given})) {
        all.emplace_back(type, fact);
      }
    }
  }
  if (kind != "mayReplace") return all;
  const OrderedJson decisions = read_json(OMNITRACK_SCHEMA "/replacement.json");
  for (const auto& [type, paths] : decisions.items()) {
    for (const auto& [path, decision] : paths.items()) {
      if (!decision.contains("reason")) continue;
      all.emplace_back(type, Json{{"property", path}, {"reason", decision["reason"]}});
    }
  }
  return all;
}

/// Compares the facts of a kind: `fields` writes one as the data does, empty fields left out.
template <class Fact, class Fields>
void expect_facts(const std::string& kind, const Fields& fields) {
  std::map<std::string, Json> expected;
  for (auto [type, fact] : facts_in_data(kind)) {
    fact.erase("source");
    expected[type].push_back(fact);
  }
  ASSERT_FALSE(expected.empty()) << kind;
  for (const auto& [type, facts] : expected) {
    Json found;
    for (const Fact& fact : facts_of<Fact>(type)) {
      Json written = fields(fact);
      for (auto field = written.begin(); field != written.end();) {
        const bool is_empty = *field == "" || *field == false || *field == 0 || field->empty();
        field = is_empty ? written.erase(field) : std::next(field);
      }
      found.push_back(written);
    }
    EXPECT_EQ(found, facts) << type;
  }
}

Json texts(FactTexts all) {
  Json list = Json::array();
  for (std::uint32_t i = 0; i < all.size(); ++i) list.push_back(all[i]);
  return list;
}

TEST(Facts, AboutWhatIsLostAndNamedAreThoseOfTheData) {
  expect_facts<Holds>("holds", [](const Holds& fact) { return Json{{"data", fact.data}}; });
  expect_facts<NamedBy>("named", [](const NamedBy& fact) {
    return Json{{"properties", texts(fact.properties)}, {"form", fact.form}};
  });
  expect_facts<Unique>("unique", [](const Unique& fact) {
    return Json{{"what", fact.what},
                {"properties", texts(fact.properties)},
                {"required", fact.required},
                {"isName", fact.is_name},
                {"form", fact.form},
                {"isSecret", fact.is_secret},
                {"goesWithOther", fact.goes_with_other},
                {"whereTrue", fact.where_true},
                {"whereSet", fact.where_set},
                {"hasRule", fact.has_rule}};
  });
  expect_facts<AtMost>("atMost", [](const AtMost& fact) {
    return Json{{"what", fact.what}, {"properties", texts(fact.properties)}, {"count", fact.count}};
  });
  expect_facts<OwnLogGroup>("ownLogGroup", [](const OwnLogGroup& fact) {
    return Json{{"prefix", fact.prefix}, {"property", fact.property}};
  });
  expect_facts<RefGives>("refGives", [](const RefGives& fact) {
    return Json{{"attribute", fact.attribute}};
  });
  expect_facts<ItemProtection>("itemProtection", [](const ItemProtection& fact) {
    return Json{{"list", fact.list}, {"name", fact.name}, {"only", fact.only},
                {"path", fact.path}, {"on", fact.on},     {"keeps", fact.keeps},
                {"lost", fact.lost}};
  });
  expect_facts<KeepsCopies>("keepsCopies", [](const KeepsCopies& fact) {
    return Json{{"lost", fact.lost}, {"of", fact.of}, {"whereSet", fact.where_set}};
  });
  expect_facts<KeptItems>("keptItems", [](const KeptItems& fact) {
    return Json{{"list", fact.list},
                {"name", fact.name},
                {"time", fact.time},
                {"unit", fact.unit},
                {"data", fact.data}};
  });
  expect_facts<Identifier>("identifier", [](const Identifier& fact) {
    return Json{{"words", fact.words},
                {"attributes", texts(fact.attributes)},
                {"isRef", fact.is_ref},
                {"refWithout", fact.ref_without},
                {"parameter", fact.parameter},
                {"prefix", fact.prefix},
                {"orBegins", fact.or_begins},
                {"within", fact.within},
                {"exceptOf", fact.except_of},
                {"hint", fact.hint},
                {"arn", fact.arn}};
  });
}

TEST(Facts, AboutRefusedChangesAreThoseOfTheData) {
  expect_facts<FixedProperty>("fixed", [](const FixedProperty& fact) {
    constexpr std::array<const char*, 3> since{"", "firstSet", "presence"};
    return Json{{"path", fact.path},
                {"without", fact.without},
                {"since", since.at(static_cast<std::size_t>(fact.since))},
                {"isUncertain", !fact.is_certain}};
  });
  expect_facts<OneWay>("oneWay", [](const OneWay& fact) {
    return Json{{"path", fact.path}, {"from", fact.from}, {"to", fact.to}};
  });
  expect_facts<GrowsOnly>("growsOnly", [](const GrowsOnly& fact) {
    return Json{{"path", fact.path}};
  });
  expect_facts<EngineVersion>("version", [](const EngineVersion& fact) {
    return Json{{"path", fact.path}, {"engine", fact.engine}};
  });
  expect_facts<MustBeEmpty>("mustBeEmpty", [](const MustBeEmpty& fact) {
    return Json{{"of", fact.of}, {"emptiedBy", fact.emptied_by}};
  });
  expect_facts<MayReplace>("mayReplace", [](const MayReplace& fact) {
    constexpr auto words = std::to_array<const char*>({"", "in place", "replaces"});
    const auto effect = [&](MayReplace::Effect each) {
      return words.at(static_cast<std::size_t>(each));
    };
    return Json{{"property", fact.property},
                {"reason", fact.reason},
                {"unless", fact.unless},
                {"onlyIf", fact.only_if},
                {"added", effect(fact.added)},
                {"changed", effect(fact.changed)},
                {"removed", effect(fact.removed)},
                {"alike", texts(fact.alike)},
                {"among", effect(fact.among)},
                {"where", fact.where},
                {"begins", texts(fact.begins)},
                {"without", fact.without},
                {"whereRemoved", fact.where_removed}};
  });
}

TEST(Facts, AboutProtectionsAndRetentionsAreThoseOfTheData) {
  expect_facts<Protection>("protection", [](const Protection& fact) {
    return Json{{"path", fact.path},
                {"on", fact.on},
                {"isOnWithout", fact.is_on_without},
                {"keeps", fact.keeps}};
  });
  for (const auto& [type, fact] : facts_in_data("retention")) {
    bool is_found = false;
    for (const Retention& found : facts_of<Retention>(type)) {
      if (found.path != fact["path"]) continue;
      is_found = true;
      EXPECT_EQ(found.data, fact["data"]) << type;
      EXPECT_EQ(found.unit, fact["unit"]) << type;
      EXPECT_EQ(found.is_zero_forever, fact.value("zeroIsForever", false)) << type;
      std::optional<std::int64_t> without;
      if (fact.contains("without")) {
        without =
            fact["without"] == "forever" ? Retention::forever : fact["without"].get<std::int64_t>();
      }
      EXPECT_EQ(found.without, without) << type << ' ' << found.path;
    }
    EXPECT_TRUE(is_found) << type << ' ' << fact["path"];
  }
}

TEST(Facts, AboutPoliciesAndGuardsAreThoseOfTheData) {
  static constexpr std::array<std::string_view, 5> kinds{"identity", "trust", "resource",
                                                         "repository", "lenient"};
  expect_facts<PolicyPlace>("policy", [](const PolicyPlace& fact) {
    return Json{{"path", fact.path},
                {"kind", kinds.at(static_cast<std::size_t>(fact.rules))},
                {"service", fact.only_service},
                {"maximumSize", fact.maximum_size},
                {"isOfAll", fact.is_of_all}};
  });
  expect_facts<PolicyFor>("policyFor", [](const PolicyFor& fact) {
    return Json{{"property", fact.property}};
  });
  expect_facts<DeployedAs>("deployedAs", [](const DeployedAs& fact) {
    return Json{{"type", fact.type}};
  });
  expect_facts<RolloutKeys>("rollout", [](const RolloutKeys& fact) {
    const bool is_update = fact.policy == RolloutKeys::Policy::update;
    return Json{{"policy", is_update ? "UpdatePolicy" : "CreationPolicy"},
                {"within", fact.within},
                {"maps", texts(fact.maps)},
                {"lists", texts(fact.lists)},
                {"texts", texts(fact.texts)},
                {"integers", texts(fact.integers)},
                {"booleans", texts(fact.booleans)},
                {"others", texts(fact.others)}};
  });
  for (const auto& [type, fact] : facts_in_data("guard")) {
    const auto guard = fact_of<Guard>(type);
    ASSERT_TRUE(guard.has_value()) << type;
    EXPECT_EQ(guard->words, fact["words"]);
    EXPECT_EQ(guard->concern == Concern::audit, fact["concern"] == "audit") << type;
  }
  for (const auto& [type, fact] : facts_in_data("snapshots")) {
    const auto snapshots = fact_of<Snapshots>(type);
    ASSERT_TRUE(snapshots.has_value()) << type;
    EXPECT_EQ(texts(snapshots->restored_by), fact["restoredBy"]) << type;
  }
}

TEST(Facts, AboutManagedPoliciesAreAskedForByTheirNames) {
  for (const auto& [type, fact] : facts_in_data("broad")) {
    const auto broad = fact_of<BroadPolicy>(fact["name"].get<std::string>());
    ASSERT_TRUE(broad.has_value()) << fact["name"];
    EXPECT_EQ(broad->words, fact["words"]);
  }
  EXPECT_FALSE(fact_of<BroadPolicy>("AWS::IAM::ManagedPolicy").has_value());
}

TEST(Facts, AboutSettingsAreThoseOfTheDataAndTheSpecialOnesComeFirst) {
  const OrderedJson settings = read_json(OMNITRACK_SCHEMA "/settings.json");
  std::map<std::string, std::size_t> counts;
  for (const auto& setting : settings) {
    const auto name = setting["name"].get<std::string>();
    ++counts[name];
    bool is_found = false;
    for (const Setting& each : facts_of<Setting>(name)) {
      EXPECT_EQ(each.name, name);
      is_found =
          is_found ||
          (each.within == setting.value("within", "") && each.types == setting.value("types", "") &&
           each.words == setting["words"] && each.absent == setting.value("absent", "") &&
           each.only_with == setting.value("onlyWith", "") &&
           each.is_guard == setting.value("isGuard", false));
    }
    EXPECT_TRUE(is_found) << setting;
  }
  for (const auto& [name, count] : counts) {
    std::size_t found = 0;
    bool is_general = false;
    for (const Setting& each : facts_of<Setting>(name)) {
      ++found;
      EXPECT_FALSE(is_general) << name;
      is_general = each.within.empty() && each.types.empty();
    }
    EXPECT_EQ(found, count) << name;
  }
}

TEST(Facts, AboutTypesOfParametersAreThoseOfTheData) {
  Json found;
  for (std::uint32_t i = 0; i < parameter_type_count(); ++i) found.push_back(parameter_type(i));
  EXPECT_EQ(found, Json(read_json(OMNITRACK_SCHEMA "/parameter_types.json")["types"]));
}

TEST(Facts, RankTheValuesOfASettingFromTheWeakest) {
  const auto setting = fact_of<Setting>("ClientBroker");
  ASSERT_TRUE(setting.has_value());
  EXPECT_EQ(setting->scale, Scale::ranked);
  EXPECT_EQ(setting->concern, Concern::encryption);
  EXPECT_EQ(setting->ranks, "PLAINTEXT;TLS_PLAINTEXT;TLS");
}

TEST(Facts, AboutPicturesAreThoseOfTheData) {
  const OrderedJson pictures = read_json(OMNITRACK_SCHEMA "/pictures.json");
  const auto expect = [](const std::string& subject, const OrderedJson& picture) {
    const auto found = fact_of<Picture>(subject);
    ASSERT_TRUE(found.has_value()) << subject;
    EXPECT_EQ(found->name, picture.value("name", "")) << subject;
    EXPECT_EQ(found->family != Family::of_service, picture.contains("family")) << subject;
    EXPECT_EQ(texts(found->folds_into), Json(picture.value("foldsInto", OrderedJson::array())))
        << subject;
    EXPECT_EQ(texts(found->flows), Json(picture.value("flows", OrderedJson::array()))) << subject;
    EXPECT_EQ(found->is_global, picture.contains("isGlobal")) << subject;
    EXPECT_EQ(found->is_grouped, picture.contains("isGrouped")) << subject;
  };
  for (const auto& [service, picture] : pictures["services"].items()) {
    expect(service, picture);
    if (!picture.contains("types")) continue;
    for (const auto& [type, of_type] : picture["types"].items()) {
      expect(service + "::" + type, of_type);
    }
  }
  EXPECT_EQ(fact_of<Picture>("AWS::Lambda")->family, Family::compute);
  EXPECT_EQ(fact_of<Picture>("AWS::Chatbot")->family, Family::config);
}

TEST(Facts, AboutWhatHasNoneAreNone) {
  EXPECT_FALSE(fact_of<Holds>("AWS::IAM::Role").has_value());
  EXPECT_FALSE(fact_of<Holds>("AWS::Nothing::AtAll").has_value());
  EXPECT_FALSE(fact_of<Holds>("").has_value());
  EXPECT_TRUE(facts_of<Unique>("AWS::S3::Bucket").empty());
}

}  // namespace
}  // namespace omnitrack::schema
