#include "serve/http_server.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <csignal>
#include <exception>
#include <list>
#include <optional>

namespace eligo {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

constexpr std::size_t largest_body = std::size_t{32} << 20U;

std::string text_of(beast::string_view text) {
  return {text.data(), text.size()};
}

RequestHead head_of(const http::request<http::string_body>& request) {
  RequestHead head;
  head.method = text_of(request.method_string());
  head.target = text_of(request.target());
  for (const auto& field : request) {
    head.fields.push_back({text_of(field.name_string()), text_of(field.value())});
  }
  return head;
}

// What a client is told of a message that is no HTTP, or too much of it. Nothing where there is
// nobody to tell.
std::optional<Response> answer_to(const beast::error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return error_response(431, "the request's header is too long");
  }
  if (error == http::error::body_limit) {
    return error_response(413, "the request's body is too long");
  }
  if (error.category() == make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message) {
    return error_response(400, "this is no HTTP request");
  }
  return std::nullopt;
}

// What makes a request mean different things to different readers.
std::optional<Response> ambiguity_of(const RequestHead& head, unsigned version) {
  const auto lengths = head.values("Content-Length");
  const auto encodings = head.values("Transfer-Encoding");
  if (lengths.size() > 1 || encodings.size() > 1 || (!lengths.empty() && !encodings.empty())) {
    return error_response(400, "the length of the request's body is stated in two ways");
  }
  if (!lengths.empty() && lengths.front().find(',') != std::string_view::npos) {
    return error_response(400, "the length of the request's body is stated in two ways");
  }
  if (!encodings.empty() &&
      (version < 11 ||
       !beast::iequals(beast::string_view(encodings.front().data(), encodings.front().size()),
                       "chunked"))) {
    return error_response(400, "the request's body is encoded in a way that is not known here");
  }
  for (const char* name : {"Host", "Origin", "X-Eligo-Token", "Content-Type"}) {
    if (head.values(name).size() > 1) {
      return error_response(400, std::string("the request has more than one ") + name);
    }
  }
  return std::nullopt;
}

// Bytes that all bodies under way may take together.
class Budget {
 public:
  explicit Budget(std::size_t bytes) : left_(bytes) {}
  bool take(std::size_t bytes) {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }
  void give_back(std::size_t bytes) { left_ += bytes; }

 private:
  std::size_t left_;
};

}  // namespace

class HttpServer::Implementation {
 public:
  explicit Implementation(const ServerLimits& limits)
      : limits_(limits),
        acceptor_(io_),
        retry_(io_),
        signals_(io_),
        budget_(limits.bodies_together) {}

  std::optional<std::string> listen(std::uint16_t port) {
    beast::error_code error;
    const tcp::endpoint here(asio::ip::address_v4::loopback(), port);
    acceptor_.open(here.protocol(), error);
    if (!error && port != 0) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(here, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) port_ = acceptor_.local_endpoint(error).port();
    if (error) return error.message();
    return std::nullopt;
  }

  std::uint16_t port() const { return port_; }

  void run(const AdmitRequest& admit, const std::function<void()>& on_stop) {
    admit_ = &admit;
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([&](const beast::error_code& error, int) {
      if (error) return;
      if (on_stop) on_stop();
      io_.stop();
    });
    accept();
    io_.run();
    beast::error_code ignored;
    acceptor_.close(ignored);
    for (asio::thread_pool* lane : {&quick_, &rules_, &slow_}) lane->stop();
    for (asio::thread_pool* lane : {&quick_, &rules_, &slow_}) lane->join();
    connections_.clear();
  }

 private:
  class Connection;
  using Connections = std::list<std::shared_ptr<Connection>>;

  void accept();
  void make_room();
  asio::thread_pool& pool(Lane lane) {
    return lane == Lane::quick ? quick_ : lane == Lane::rules ? rules_ : slow_;
  }

  ServerLimits limits_;
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  asio::steady_timer retry_;
  asio::signal_set signals_;
  std::uint16_t port_ = 0;
  const AdmitRequest* admit_ = nullptr;
  Budget budget_;
  Connections connections_;  // in the order in which they came
  asio::thread_pool quick_{2};
  asio::thread_pool rules_{1};
  asio::thread_pool slow_{1};
};

// One client. All of it runs on the server's own thread, but for the work.
class HttpServer::Implementation::Connection : public std::enable_shared_from_this<Connection> {
 public:
  enum class Phase { closing, idle, header, writing, body, working };

  Connection(Implementation& server, tcp::socket socket)
      : server_(server), stream_(std::move(socket)), buffer_(most_ahead) {}

  void start(Connections::iterator place) {
    place_ = place;
    beast::error_code ignored;
    stream_.socket().set_option(tcp::no_delay(true), ignored);
    wait_for_request();
  }

  Phase phase() const { return phase_; }
  // The smaller, the sooner it is given up: those whose request is not all there, the one that has
  // waited longest first; then those that do not take their answer or send a body.
  std::pair<int, Clock::time_point> worth() const {
    const int rank = phase_ <= Phase::header ? 0 : static_cast<int>(phase_);
    return {rank, since_};
  }

  // Ends it at once.
  void drop() {
    if (is_gone_) return;
    is_gone_ = true;
    give_back_budget();
    stream_.close();
    server_.connections_.erase(place_);
  }

 private:
  static constexpr std::size_t most_ahead = std::size_t{64} << 10U;

  void enter(Phase phase) {
    phase_ = phase;
    since_ = Clock::now();
  }

  void wait_for_request() {
    enter(Phase::idle);
    if (buffer_.size() > 0) {
      read_header();
      return;
    }
    constexpr std::size_t first_bytes = 4096;
    stream_.expires_after(server_.limits_.idle_time);
    stream_.async_read_some(
        buffer_.prepare(first_bytes),
        [self = shared_from_this()](const beast::error_code& error, std::size_t count) {
          if (self->is_gone_) return;
          if (error) return self->drop();
          self->buffer_.commit(count);
          self->read_header();
        });
  }

  void read_header() {
    enter(Phase::header);
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(server_.limits_.header_bytes));
    parser_->body_limit(largest_body);
    stream_.expires_after(server_.limits_.header_time);
    http::async_read_header(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](const beast::error_code& error, std::size_t) {
          if (!self->is_gone_) self->take_header(error);
        });
  }

  void take_header(const beast::error_code& error) {
    if (error) return refuse(answer_to(error));
    const RequestHead head = head_of(parser_->get());
    is_head_ = head.method == "HEAD";
    keep_alive_ = parser_->keep_alive();
    const bool has_body = parser_->chunked() || parser_->content_length().value_or(0) > 0;
    if (auto ambiguity = ambiguity_of(head, parser_->get().version())) return refuse(ambiguity);
    std::variant<Response, Admission> outcome = (*server_.admit_)(head);
    if (auto* response = std::get_if<Response>(&outcome)) {
      if (has_body) keep_alive_ = false;
      return write(std::move(*response));
    }
    admission_ = std::move(std::get<Admission>(outcome));
    if (!has_body) return work({});
    take_body(!head.value("Expect").empty());
  }

  void take_body(bool is_asked_for) {
    const std::size_t limit = std::min(admission_.body_limit, largest_body);
    const std::uint64_t length = parser_->content_length().value_or(limit);
    if (limit == 0) return refuse(error_response(400, "this request takes no body"));
    if (length > limit) {
      return refuse(error_response(413, "the request's body is too long"));
    }
    if (!server_.budget_.take(static_cast<std::size_t>(length))) {
      return refuse(error_response(503, "too much is being sent at the same time",
                                   "try again when the other uploads are done"));
    }
    budget_taken_ = static_cast<std::size_t>(length);
    parser_->body_limit(limit);
    enter(Phase::body);
    stream_.expires_after(server_.limits_.body_time);
    if (!is_asked_for) return read_body();
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_, asio::buffer(go_on),
                      [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                        if (self->is_gone_) return;
                        if (error) return self->drop();
                        self->read_body();
                      });
  }

  void read_body() {
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](const beast::error_code& error, std::size_t) {
                       if (self->is_gone_) return;
                       if (error) return self->refuse(answer_to(error));
                       self->work(std::move(self->parser_->get().body()));
                     });
  }

  void work(std::string body) {
    enter(Phase::working);
    parser_.reset();
    stream_.expires_never();
    asio::post(server_.pool(admission_.lane),
               [self = shared_from_this(), body = std::move(body)]() mutable {
                 Response response = self->answer(std::move(body));
                 asio::post(self->server_.io_, [self, response = std::move(response)]() mutable {
                   if (!self->is_gone_) self->write(std::move(response));
                 });
               });
  }

  Response answer(std::string body) const {
    try {
      return admission_.work(std::move(body));
    } catch (const std::exception& error) {
      return error_response(500,
                            std::string("the request could not be worked on: ") + error.what());
    }
  }

  // Answers what is no proper request, and ends the connection; at once where nobody listens.
  void refuse(std::optional<Response> response) {
    keep_alive_ = false;
    response ? write(*std::move(response)) : drop();
  }

  void write(Response response) {
    give_back_budget();
    admission_ = {};
    enter(Phase::writing);
    response_ = std::move(response);
    message_.emplace();
    message_->version(11);
    message_->result(response_.status);
    if (!response_.content_type.empty()) {
      message_->set(http::field::content_type, response_.content_type);
    }
    for (const HttpField& field : response_.fields) message_->insert(field.name, field.value);
    const std::string_view content = response_.content();
    message_->body() = {content.data(), content.size()};
    message_->content_length(content.size());
    message_->keep_alive(keep_alive_);
    serializer_.emplace(*message_);
    stream_.expires_after(server_.limits_.write_time);
    const auto written = [self = shared_from_this()](const beast::error_code& error, std::size_t) {
      if (!self->is_gone_) self->wrote(error);
    };
    if (is_head_) {
      keep_alive_ = false;
      http::async_write_header(stream_, *serializer_, written);
    } else {
      http::async_write(stream_, *serializer_, written);
    }
  }

  void wrote(const beast::error_code& error) {
    serializer_.reset();
    message_.reset();
    response_ = {};
    if (error) return drop();
    if (keep_alive_) return wait_for_request();
    close_when_read();
  }

  // What the client is still sending is read and thrown away for a while: closing at once would
  // take the answer from it too.
  void close_when_read() {
    constexpr std::chrono::seconds patience{2};
    enter(Phase::closing);
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    buffer_.clear();
    stream_.expires_after(patience);
    throw_away();
  }

  void throw_away() {
    buffer_.clear();
    stream_.async_read_some(
        buffer_.prepare(most_ahead),
        [self = shared_from_this()](const beast::error_code& error, std::size_t) {
          if (self->is_gone_) return;
          if (error) return self->drop();
          self->throw_away();
        });
  }

  void give_back_budget() {
    server_.budget_.give_back(budget_taken_);
    budget_taken_ = 0;
  }

  Implementation& server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::span_body<const char>>> message_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
  Response response_;
  Admission admission_;
  Connections::iterator place_;
  Phase phase_ = Phase::idle;
  Clock::time_point since_ = Clock::now();
  std::size_t budget_taken_ = 0;
  bool keep_alive_ = false;
  bool is_head_ = false;
  bool is_gone_ = false;
};

void HttpServer::Implementation::accept() {
  acceptor_.async_accept([this](const beast::error_code& error, tcp::socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (error) {
      // No descriptor is free, say: that passes.
      constexpr std::chrono::milliseconds pause{100};
      retry_.expires_after(pause);
      retry_.async_wait([this](const beast::error_code& ended) {
        if (!ended) accept();
      });
      return;
    }
    make_room();
    if (connections_.size() < limits_.connections) {
      const auto connection = std::make_shared<Connection>(*this, std::move(socket));
      connection->start(connections_.insert(connections_.end(), connection));
    }
    accept();
  });
}

// Gives up a client that waits, the one that has waited longest, where there are too many.
void HttpServer::Implementation::make_room() {
  if (connections_.size() < limits_.connections) return;
  const auto first =
      std::min_element(connections_.begin(), connections_.end(),
                       [](const auto& a, const auto& b) { return a->worth() < b->worth(); });
  const std::shared_ptr<Connection> waiting = *first;
  if (waiting->phase() != Connection::Phase::working) waiting->drop();
}

HttpServer::HttpServer(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::open(std::uint16_t port,
                                                     const ServerLimits& limits) {
  using Server = Result<std::unique_ptr<HttpServer>>;
  auto implementation = std::make_unique<Implementation>(limits);
  if (const auto why = implementation->listen(port)) {
    return Server::failure(
        make_diagnostic(DiagnosticCode::invalid_option, "--port",
                        "cannot listen on 127.0.0.1:" + std::to_string(port) + ": " + *why,
                        "leave the option out, and the system chooses a free port"));
  }
  return Server::success(std::unique_ptr<HttpServer>(new HttpServer(std::move(implementation))));
}

std::uint16_t HttpServer::port() const {
  return implementation_->port();
}

void HttpServer::run(const AdmitRequest& admit, const std::function<void()>& on_stop) {
  implementation_->run(admit, on_stop);
}

}  // namespace eligo
