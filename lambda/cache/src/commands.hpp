#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace omnitrack::cache {

/// A whole number as text.
class Digits {
 public:
  template <std::integral Number>
  explicit Digits(Number number)
      : size_(static_cast<std::size_t>(
            std::to_chars(digits_, digits_ + sizeof digits_, number).ptr - digits_)) {}
  [[nodiscard]] std::string_view view() const { return {digits_, size_}; }

 private:
  char digits_[20];
  std::size_t size_;
};

/// A word of a command, made of pieces that lie apart.
class Word {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): a command is written as its words.
  Word(std::string_view text) : head_(text) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Word(const char* text) : head_(text) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Word(const std::string& text) : head_(text) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  Word(const Digits& digits) : head_(digits.view()) {}
  Word(std::string_view head, std::string_view tail) : head_(head), tail_(tail) {}
  [[nodiscard]] std::string_view head() const { return head_; }
  [[nodiscard]] std::string_view tail() const { return tail_; }

 private:
  std::string_view head_;
  std::string_view tail_;
};

/// Commands that go to Redis together, as they are sent.
class Commands {
 public:
  Commands() = default;
  /// One command.
  Commands(std::initializer_list<Word> words) { add(words); }
  /// Adds a command.
  void add(std::initializer_list<Word> words) { add({words.begin(), words.size()}); }
  /// Adds a command.
  void add(std::span<const Word> words);
  /// Adds a command that was taken out of others.
  void add_sent(std::string_view bytes);
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::string_view bytes() const { return {bytes_.get(), size_}; }
  /// Makes it empty again.
  void clear();

 private:
  char* room_for(std::size_t bytes);

  // A string would write zeros first.
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  std::size_t count_ = 0;
};

}  // namespace omnitrack::cache
