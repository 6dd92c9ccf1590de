#include "testing/datum.hpp"

#include <charconv>

#include "support/json_pointer.hpp"

namespace omnitrack::assertions {

namespace {

constexpr std::size_t longest_shown = 100;

/// The text with each `${` as `Fn::Sub` writes one that stands for itself.
std::string escaped_for_sub(std::string_view text) {
  std::string escaped;
  for (std::size_t at = 0; at < text.size(); ++at) {
    escaped += text[at];
    if (text[at] == '$' && at + 1 < text.size() && text[at + 1] == '{') {
      escaped += "{!";
      ++at;
    }
  }
  return escaped;
}

DatumKind kind_of_node(const tmpl::Node& value) {
  switch (value.kind) {
    case tmpl::Kind::null:
      return DatumKind::null;
    case tmpl::Kind::boolean:
      return DatumKind::boolean;
    case tmpl::Kind::number:
      return DatumKind::number;
    case tmpl::Kind::string:
      return DatumKind::text;
    case tmpl::Kind::list:
      return DatumKind::list;
    case tmpl::Kind::map:
      break;
  }
  // `{"Condition": …}` calls nothing where values stand.
  const bool is_call = value.is_call() && !value.calls(tmpl::Function::condition);
  return is_call ? DatumKind::call : DatumKind::map;
}

/// The name of a text that is `${name}` and nothing else; empty for any other.
std::string_view sole_name_of(std::string_view sub) {
  const bool is_sole = sub.starts_with("${") && sub.find('}') == sub.size() - 1;
  return is_sole ? sub.substr(2, sub.size() - 3) : std::string_view();
}

void write_as_sub(const Datum& value, support::JsonWriter& writer) {
  const std::string_view name = sole_name_of(value.sub);
  const std::size_t dot = name.find('.');
  writer.begin_object();
  if (name.empty()) {
    writer.key("Fn::Sub");
    writer.any_string(value.sub);
  } else if (dot == std::string_view::npos) {
    writer.key("Ref");
    writer.any_string(name);
  } else {
    writer.key("Fn::GetAtt");
    writer.begin_list();
    for (const std::string_view each : {name.substr(0, dot), name.substr(dot + 1)}) {
      writer.begin_item();
      writer.any_string(each);
    }
    writer.end_list();
  }
  writer.end_object();
}

void write_scalar_datum(const Datum& value, support::JsonWriter& writer, OpenTexts open_texts) {
  if (value.is_open && open_texts == OpenTexts::as_sub) {
    write_as_sub(value, writer);
  } else if (value.is(DatumKind::boolean) ||
             (value.is(DatumKind::number) && number_of(value.text))) {
    writer.word(value.text);
  } else {
    writer.any_string(value.text);
  }
}

void write_laid_out(const Datum& value, support::JsonWriter& writer, OpenTexts open_texts) {
  writer.on_one_line_if_it_fits([&] {
    if (value.items.empty() && value.members.empty()) {
      write_datum(value, writer, open_texts);
    } else if (value.is(DatumKind::list)) {
      writer.begin_list();
      for (const Datum& each : value.items) {
        if (writer.has_failed()) break;
        writer.begin_item();
        write_laid_out(each, writer, open_texts);
      }
      writer.end_list();
    } else {
      writer.begin_object();
      for (const DatumMember& each : value.members) {
        if (writer.has_failed()) break;
        writer.any_key(each.key);
        write_laid_out(each.value, writer, open_texts);
      }
      writer.end_object();
    }
  });
}

}  // namespace

const Datum* Datum::find(std::string_view key) const {
  for (const DatumMember& each : members) {
    if (each.key == key) return &each.value;
  }
  return nullptr;
}

const Datum* Datum::at(std::string_view pointer) const {
  const Datum* value = this;
  while (value != nullptr && pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    if (value->is(DatumKind::list)) {
      std::size_t place = 0;
      const auto read = std::from_chars(step.data(), step.data() + step.size(), place);
      const bool is_place = read.ec == std::errc() && read.ptr == step.data() + step.size();
      value = is_place && place < value->items.size() ? &value->items[place] : nullptr;
    } else {
      value = value->find(support::key_of_pointer_step(step));
    }
  }
  return pointer.empty() ? value : nullptr;
}

Datum text_datum(std::string_view text) {
  return {.kind = DatumKind::text, .text = std::string(text)};
}

Datum open_datum(std::string_view name) {
  const std::string shown = "${" + std::string(name) + '}';
  return {.kind = DatumKind::text, .text = shown, .is_open = true, .sub = shown};
}

Datum call_datum(std::string_view function, Datum arguments) {
  Datum made{.kind = DatumKind::call};
  made.members.push_back({std::string(function), std::move(arguments)});
  return made;
}

Datum map_datum(std::vector<DatumMember> members) {
  return {.kind = DatumKind::map, .members = std::move(members)};
}

Datum list_datum(std::vector<Datum> items) {
  return {.kind = DatumKind::list, .items = std::move(items)};
}

void append_text(Datum& text, const Datum& scalar) {
  if (scalar.is_open && !text.is_open) text.sub = escaped_for_sub(text.text);
  if (scalar.is_open) {
    text.sub += scalar.sub;
  } else if (text.is_open) {
    text.sub += escaped_for_sub(scalar.text);
  }
  text.is_open = text.is_open || scalar.is_open;
  text.text += scalar.text;
}

Datum raw_datum(const tmpl::Node& value) {
  Datum made{.kind = kind_of_node(value), .text = std::string(value.text())};
  for (const tmpl::Node& each : value.items()) made.items.push_back(raw_datum(each));
  for (const tmpl::Member& each : value.members()) {
    made.members.push_back({std::string(each.key()), raw_datum(each.value)});
  }
  return made;
}

std::optional<double> number_of(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = read.ec == std::errc() && read.ptr == text.data() + text.size();
  const bool is_word = text.find_first_of("nN") != std::string_view::npos;  // inf, nan
  return is_number && !is_word ? std::optional(number) : std::nullopt;
}

void write_datum(const Datum& value, support::JsonWriter& writer, OpenTexts open_texts) {
  switch (value.kind) {
    case DatumKind::nothing:
    case DatumKind::null:
      writer.word("null");
      return;
    case DatumKind::list:
      writer.begin_list();
      for (const Datum& each : value.items) {
        writer.begin_item();
        write_datum(each, writer, open_texts);
      }
      writer.end_list();
      return;
    case DatumKind::map:
    case DatumKind::call:
      writer.begin_object();
      for (const DatumMember& each : value.members) {
        writer.any_key(each.key);
        write_datum(each.value, writer, open_texts);
      }
      writer.end_object();
      return;
    default:
      write_scalar_datum(value, writer, open_texts);
  }
}

std::string compact_json(const Datum& value) {
  support::Buffer text;
  support::JsonWriter writer(text, support::JsonLayout::compact);
  write_datum(value, writer, OpenTexts::shown);
  return std::string(text.view());
}

std::string short_json(const Datum& value) {
  support::Buffer buffer;
  support::JsonWriter writer(buffer, support::JsonLayout::narrow);
  writer.on_one_line([&] { write_datum(value, writer, OpenTexts::shown); });
  std::string text(buffer.view());
  if (text.size() <= longest_shown) return text;
  std::size_t end = longest_shown - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

std::string laid_out_json(const Datum& value, OpenTexts open_texts) {
  return support::json_text(support::JsonLayout::narrow, [&](support::JsonWriter& writer) {
    write_laid_out(value, writer, open_texts);
  });
}

}  // namespace omnitrack::assertions
