// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/serverprobe_p.h"

#include "base/text.h"
#include "base/words.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace gnat {

namespace {

constexpr int defaultPort = 4222;
constexpr qsizetype longestGreeting = 1'000'000;

class Descriptor
{
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int number() const { return m_number; }

private:
    int m_number;
};

struct AddressesDeleter
{
    void operator()(addrinfo *list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, AddressesDeleter>;

/// One look at one server: carries what each step needs.
class Probe
{
public:
    Probe(const QString &url, int timeoutMs, const std::stop_token &stop)
        : m_url(url), m_address(hostAndPort(url)), m_timeoutMs(timeoutMs), m_deadline(timeoutMs), m_stop(stop),
          m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), m_onStop(stop, Wake{m_wake.number()})
    {
    }

    Result<ServerGreeting> run()
    {
        const auto addresses = lookUp();
        if (!addresses)
            return makeError(ErrorKind::Unreachable,
                             Words::tr("The host \"%1\" is not known. Check its name.").arg(m_url.host()));
        Error last = timedOut();
        for (const auto *address = addresses.get(); address; address = address->ai_next) {
            auto greeting = ask(*address);
            if (greeting || m_stop.stop_requested())
                return greeting;
            last = greeting.error();
        }
        return last;
    }

private:
    Addresses lookUp() const
    {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        addrinfo *list = nullptr;
        const auto host = m_url.host(QUrl::FullyDecoded).toUtf8();
        const auto port = QByteArray::number(m_url.port(defaultPort));
        return Addresses(::getaddrinfo(host.constData(), port.constData(), &hints, &list) == 0 ? list : nullptr);
    }

    Result<ServerGreeting> ask(const addrinfo &address)
    {
        const Descriptor socket(::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (socket.number() < 0)
            return systemError(errno);
        if (::connect(socket.number(), address.ai_addr, address.ai_addrlen) != 0 && errno != EINPROGRESS)
            return systemError(errno);
        if (auto ready = waitFor(socket, POLLOUT); !ready)
            return ready.error();
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size);
        return error == 0 ? readGreeting(socket) : Result<ServerGreeting>(systemError(error));
    }

    Result<ServerGreeting> readGreeting(const Descriptor &socket)
    {
        QByteArray line;
        while (!line.contains('\n')) {
            if (auto ready = waitFor(socket, POLLIN); !ready)
                return ready.error();
            std::array<char, 4096> buffer{};
            const auto count = ::recv(socket.number(), buffer.data(), buffer.size(), 0);
            if (count <= 0 || line.size() > longestGreeting)
                return noNatsServer();
            line.append(buffer.data(), count);
        }
        line.truncate(line.indexOf('\n'));
        return line.startsWith("INFO ") ? parse(line.mid(5)) : Result<ServerGreeting>(noNatsServer());
    }

    Result<ServerGreeting> parse(const QByteArray &json) const
    {
        const auto document = QJsonDocument::fromJson(json);
        if (!document.isObject())
            return noNatsServer();
        const auto info = document.object();
        ServerGreeting greeting;
        greeting.facts.url = QStringLiteral("nats://") + m_address;
        greeting.facts.name = info[u"server_name"].toString();
        greeting.facts.id = info[u"server_id"].toString();
        greeting.facts.version = info[u"version"].toString();
        greeting.facts.cluster = info[u"cluster"].toString();
        greeting.facts.maxPayload = info[u"max_payload"].toInteger();
        greeting.wantsLogin = info[u"auth_required"].toBool();
        greeting.wantsTls = info[u"tls_required"].toBool();
        return greeting;
    }

    Result<void> waitFor(const Descriptor &socket, short event) const
    {
        std::array<pollfd, 2> watched{pollfd{socket.number(), event, 0}, pollfd{m_wake.number(), POLLIN, 0}};
        int count = -1;
        do {
            count = ::poll(watched.data(), watched.size(), static_cast<int>(m_deadline.remainingTime()));
        } while (count < 0 && errno == EINTR);
        if (m_stop.stop_requested())
            return makeError(ErrorKind::Cancelled, Words::tr("Connecting was cancelled."));
        return count > 0 ? Result<void>() : Result<void>(timedOut());
    }

    Error timedOut() const
    {
        return makeError(ErrorKind::TimedOut,
                         Words::tr("%1 did not answer within %2 s. Check host and port, or a firewall.")
                             .arg(m_address)
                             .arg(m_timeoutMs / 1000.0));
    }
    Error noNatsServer() const
    {
        return makeError(ErrorKind::Unreachable, Words::tr("What listens on %1 is not a NATS server.").arg(m_address));
    }
    Error systemError(int number) const
    {
        if (number == ECONNREFUSED)
            return makeError(
                ErrorKind::Unreachable,
                Words::tr("Nothing listens on %1 (connection refused). Start the server or check host and port.")
                    .arg(m_address));
        const auto reason = QString::fromStdString(std::generic_category().message(number));
        return makeError(ErrorKind::Unreachable, Words::tr("%1 can't be reached: %2.").arg(m_address, reason));
    }

    const QUrl m_url;
    const QString m_address;
    const int m_timeoutMs;
    const QDeadlineTimer m_deadline;
    const std::stop_token m_stop;
    const Descriptor m_wake;
    struct Wake
    {
        int number;
        void operator()() const { ::eventfd_write(number, 1); }
    };
    const std::stop_callback<Wake> m_onStop;
};

} // namespace

Result<ServerGreeting> probeServer(const QString &url, int timeoutMs, const std::stop_token &stop)
{
    return Probe(url, timeoutMs, stop).run();
}

QString hostAndPort(const QString &url)
{
    const QUrl parsed(url);
    const auto host = parsed.host();
    return QStringLiteral("%1:%2")
        .arg(host.contains(u':') ? QStringLiteral("[%1]").arg(host) : host)
        .arg(parsed.port(defaultPort));
}

} // namespace gnat
