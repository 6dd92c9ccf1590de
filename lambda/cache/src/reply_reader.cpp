#include "reply_reader.hpp"

#include <new>

#include <fmt/format.h>
#include <hiredis/read.h>

#include "failure.hpp"

namespace omnitrack::cache {

namespace {

// More than any command of ours is answered with.
constexpr int most_items = 100'000;

// What hiredis may keep of its buffer between replies.
constexpr std::size_t kept_buffer_bytes = std::size_t{256} << 10U;

// hiredis gives each item its list, and the whole what was set as private data.
Reply& slot(const redisReadTask* task) {
  if (task->parent == nullptr) return **static_cast<Reply**>(task->privdata);
  return static_cast<Reply*>(task->parent->obj)->items[static_cast<std::size_t>(task->idx)];
}

Reply::Kind text_kind(int type) {
  if (type == REDIS_REPLY_ERROR) return Reply::Kind::error;
  return type == REDIS_REPLY_STATUS ? Reply::Kind::status : Reply::Kind::text;
}

void* make_text(const redisReadTask* task, char* text, std::size_t size) {
  Reply& reply = slot(task);
  reply.kind = text_kind(task->type);
  reply.text.assign(text, size);
  return &reply;
}

void* make_list(const redisReadTask* task, int items) {
  // hiredis takes a null pointer for a lack of memory and gives up.
  if (items > most_items) return nullptr;
  Reply& reply = slot(task);
  reply.kind = Reply::Kind::list;
  reply.items.resize(static_cast<std::size_t>(items));
  return &reply;
}

void* make_integer(const redisReadTask* task, long long value) {  // NOLINT(google-runtime-int)
  Reply& reply = slot(task);
  reply.kind = Reply::Kind::integer;
  reply.integer = value;
  return &reply;
}

void* make_nil(const redisReadTask* task) {
  Reply& reply = slot(task);
  reply.kind = Reply::Kind::nil;
  return &reply;
}

redisReplyObjectFunctions functions{make_text, make_list, make_integer, make_nil,
                                    // Replies belong to whoever asked for them.
                                    [](void*) {}};

}  // namespace

void ReplyReader::Free::operator()(redisReader* reader) const { redisReaderFree(reader); }

ReplyReader::ReplyReader(std::size_t max_reply_bytes)
    : reader_(redisReaderCreateWithFunctions(&functions)), max_reply_bytes_(max_reply_bytes) {
  if (!reader_) throw std::bad_alloc();
  reader_->maxbuf = kept_buffer_bytes;
  reader_->privdata = &target_;
}

Result<void> ReplyReader::feed(std::string_view bytes) {
  bytes_since_reply_ += bytes.size();
  if (redisReaderFeed(reader_.get(), bytes.data(), bytes.size()) == REDIS_OK) return {};
  return failure(ErrorCode::protocol_error, reader_->errstr);
}

Result<bool> ReplyReader::next(Reply& reply) {
  target_ = &reply;
  void* made = nullptr;
  if (redisReaderGetReply(reader_.get(), &made) != REDIS_OK) {
    return failure(ErrorCode::protocol_error,
                   fmt::format("not a reply of Redis: {}", reader_->errstr));
  }
  if (made != nullptr) {
    bytes_since_reply_ = reader_->len - reader_->pos;
    return true;
  }
  if (bytes_since_reply_ <= max_reply_bytes_) return false;
  return failure(ErrorCode::protocol_error,
                 fmt::format("a reply of more than {} bytes", max_reply_bytes_));
}

bool ReplyReader::holds_bytes() const { return bytes_since_reply_ != 0; }

}  // namespace omnitrack::cache
