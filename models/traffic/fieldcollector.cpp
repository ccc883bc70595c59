// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic/fieldcollector_p.h"

#include "codecs/fieldpath.h"

#include <limits>
#include <optional>

namespace gnat {

namespace {

/// A payload that several pins read is decoded once.
struct Decoded
{
    const PayloadCodec *codec = nullptr;
    std::optional<PayloadField> root;
};

const PayloadField *decodeOnce(Decoded &last, const PayloadCodec &codec, std::string_view payload)
{
    if (last.codec != &codec) {
        last.codec = &codec;
        auto decoded = codec.decode(payload);
        last.root = decoded ? std::optional(std::move(decoded).value()) : std::nullopt;
    }
    return last.root ? &*last.root : nullptr;
}

std::optional<double> valueOf(const FieldPin &pin, const MessageView &message, const CodecRegistry &codecs,
                              Decoded &last)
{
    if (pin.isArrival)
        return 0.0;
    if (message.payload.size() > FieldCollector::largestPayload)
        return {};
    const auto &codec = pin.codec ? *pin.codec : codecs.guess(message.payload);
    const auto *root = decodeOnce(last, codec, message.payload);
    const auto *field = root ? findField(*root, pin.path) : nullptr;
    return field ? numberOf(*field) : std::nullopt;
}

} // namespace

void FieldCollector::setPins(Pins pins)
{
    auto shared = std::make_shared<const Pins>(std::move(pins));
    const std::lock_guard lock(m_mutex);
    m_pins.swap(shared);
}

void FieldCollector::take(const BatchPtr &batch)
{
    std::shared_ptr<const Pins> pins;
    {
        const std::lock_guard lock(m_mutex);
        pins = m_pins;
    }
    std::vector<Found> found;
    if (std::exchange(m_hasMissed, false)) {
        for (const auto &pin : *pins)
            found.push_back({pin->series, {batch->at(0).atNs, 0, std::numeric_limits<double>::quiet_NaN()}});
    }
    for (std::size_t i = 0; i < batch->size() && !pins->empty(); ++i) {
        const auto message = batch->at(i);
        Decoded decoded;
        for (const auto &pin : *pins) {
            if (!pin->matches(message))
                continue;
            if (const auto number = valueOf(*pin, message, m_codecs, decoded))
                found.push_back({pin->series, {message.atNs, message.sequence, *number}});
        }
    }
    put(found);
}

void FieldCollector::missed(std::uint64_t /*messages*/)
{
    m_hasMissed = true;
}

void FieldCollector::look(const FieldPin &pin, const MessageView &message)
{
    if (!pin.matches(message) || message.atNs < pin.oldestWantedNs)
        return;
    Decoded decoded;
    if (const auto number = valueOf(pin, message, m_codecs, decoded))
        put({{pin.series, {message.atNs, message.sequence, *number}}});
}

void FieldCollector::put(const std::vector<Found> &found)
{
    if (found.empty())
        return;
    const std::lock_guard lock(m_mutex);
    m_found.insert(m_found.end(), found.begin(), found.end());
    if (m_found.size() <= mostWaiting)
        return;
    const auto excess = m_found.size() - mostWaiting;
    m_notTaken += excess;
    for (std::size_t i = 0; i < excess; ++i) {
        m_lost.insert(m_found.front().series);
        m_found.pop_front();
    }
}

std::deque<FieldCollector::Found> FieldCollector::takeFound()
{
    std::deque<Found> taken;
    const std::lock_guard lock(m_mutex);
    m_found.swap(taken);
    const auto atNs = taken.empty() ? 0 : taken.front().point.atNs;
    for (const auto series : std::exchange(m_lost, {}))
        taken.push_front({series, {atNs, 0, std::numeric_limits<double>::quiet_NaN()}});
    return taken;
}

} // namespace gnat
