// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster/namelookup_p.h"

#include <asio/error.hpp>
#include <asio/post.hpp>

#include <mutex>
#include <thread>
#include <utility>

namespace gnat {

/// What the threads know of their owner; outlives both.
struct NameLookup::Office
{
    std::mutex mutex;
    NameLookup *owner = nullptr; ///< by mutex, and only on the owner's thread more than looked at; nullptr: gone
    int underWay = 0;            ///< by mutex

    void deliver(const std::shared_ptr<Office> &self, std::uint64_t number, std::error_code error, Endpoints found)
    {
        const std::lock_guard lock(mutex);
        --underWay;
        if (!owner)
            return;
        asio::post(owner->m_io, [self, number, error, found = std::move(found)] {
            if (self->owner) // its thread is this one
                self->owner->answer(number, error, found);
        });
    }
};

NameLookup::NameLookup(asio::io_context &io, System system)
    : m_io(io), m_system(std::move(system)), m_office(std::make_shared<Office>())
{
    m_office->owner = this;
}

NameLookup::~NameLookup()
{
    const std::lock_guard lock(m_office->mutex);
    m_office->owner = nullptr;
}

void NameLookup::find(const std::string &host, std::uint16_t port, Done done)
{
    const auto number = ++m_last;
    m_waiting.emplace(number, std::move(done));
    {
        const std::lock_guard lock(m_office->mutex);
        if (m_office->underWay >= most) {
            asio::post(m_io, [office = m_office, number] {
                if (office->owner)
                    office->owner->answer(number, asio::error::try_again, {});
            });
            return;
        }
        ++m_office->underWay;
    }
    std::thread([office = m_office, system = m_system, host, port, number] {
        std::error_code error;
        auto found = system(host, port, error);
        office->deliver(office, number, error, std::move(found));
    }).detach();
}

void NameLookup::answer(std::uint64_t number, const std::error_code &error, const Endpoints &found)
{
    const auto waiting = m_waiting.extract(number);
    if (waiting)
        waiting.mapped()(error, found);
}

NameLookup::Endpoints NameLookup::askSystem(const std::string &host, std::uint16_t port, std::error_code &error)
{
    asio::io_context own; // the one of the loop may be gone before the answer comes
    asio::ip::tcp::resolver resolver(own);
    Endpoints found;
    for (const auto &entry : resolver.resolve(host, std::to_string(port), error))
        found.push_back(entry.endpoint());
    return found;
}

} // namespace gnat
