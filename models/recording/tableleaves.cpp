// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/tableleaves_p.h"

#include "base/text.h"
#include "base/words.h"

#include <QtEndian>

#include <algorithm>

namespace gnat {

namespace {

constexpr qint64 headerSize = 100;
constexpr qint64 pageSizeOffset = 16;
constexpr char tableLeaf = 0x0d;
constexpr std::size_t leafHeaderSize = 8;

/// Reads the numbers of a page from left to right; behind its end everything is nothing.
class Cursor
{
public:
    explicit Cursor(std::string_view bytes) : m_bytes(bytes) {}

    /// 1 to 9 bytes of 7 bits, the ninth of 8: 1.6 of the file format.
    std::optional<std::uint64_t> varint()
    {
        std::uint64_t value = 0;
        for (int i = 0; i < 9 && !m_bytes.empty(); ++i) {
            const auto byte = static_cast<std::uint8_t>(m_bytes.front());
            m_bytes.remove_prefix(1);
            if (i == 8)
                return value << 8 | byte;
            value = value << 7 | (byte & 0x7f);
            if (byte < 0x80)
                return value;
        }
        return std::nullopt;
    }

    std::string_view rest() const { return m_bytes; }

private:
    std::string_view m_bytes;
};

std::uint16_t shortAt(std::string_view bytes, std::size_t at)
{
    return qFromBigEndian<quint16>(bytes.data() + at);
}

std::int64_t signedNumber(std::string_view bytes)
{
    auto value = bytes.empty() || static_cast<std::int8_t>(bytes.front()) >= 0 ? std::uint64_t{0} : ~std::uint64_t{0};
    for (const char byte : bytes)
        value = value << 8 | static_cast<std::uint8_t>(byte);
    return static_cast<std::int64_t>(value);
}

/// The bytes of a column of this serial type.
std::optional<std::size_t> sizeOf(std::uint64_t type)
{
    constexpr std::size_t sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < std::size(sizes))
        return sizes[type];
    if (type < 12)
        return std::nullopt;
    return (type - 12) / 2;
}

LeafRow::Value valueOf(std::uint64_t type, std::string_view bytes)
{
    if (type == 0)
        return std::monostate();
    if (type >= 12)
        return bytes;
    if (type >= 8)
        return static_cast<std::int64_t>(type - 8);
    return signedNumber(bytes);
}

/// The columns of a record behind the first, which is NULL; nothing if it is no such record.
std::optional<std::vector<LeafRow::Value>> valuesOf(std::string_view record, std::size_t columns)
{
    Cursor cursor(record);
    const auto headerBytes = cursor.varint();
    if (!headerBytes || *headerBytes > record.size())
        return std::nullopt;
    auto body = record.substr(*headerBytes);
    std::vector<LeafRow::Value> values;
    values.reserve(columns);
    for (std::size_t column = 0; column < columns; ++column) {
        const auto type = cursor.varint();
        const auto size = type ? sizeOf(*type) : std::nullopt;
        if (!size || *size > body.size() || (column == 0 && *type != 0))
            return std::nullopt;
        values.push_back(valueOf(*type, body.substr(0, *size)));
        body.remove_prefix(*size);
    }
    const auto headerRead = record.size() - cursor.rest().size();
    if (headerRead != *headerBytes || !body.empty())
        return std::nullopt;
    values.erase(values.begin());
    return values;
}

/// How much of a row of `size` bytes stands in its own page: 1.6 of the file format.
std::size_t localSizeOf(std::size_t size, std::size_t pageSize)
{
    const auto most = pageSize - 35;
    if (size <= most)
        return size;
    const auto least = (pageSize - 12) * 32 / 255 - 23;
    const auto fitting = least + (size - least) % (pageSize - 4);
    return fitting <= most ? fitting : least;
}

/// Where the rows of a leaf begin; empty for another page.
std::vector<std::size_t> cellsOf(std::string_view page)
{
    std::vector<std::size_t> cells;
    if (page.size() < leafHeaderSize || page.front() != tableLeaf)
        return cells;
    const std::size_t count = shortAt(page, 3);
    if (leafHeaderSize + 2 * count > page.size())
        return cells;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = shortAt(page, leafHeaderSize + 2 * i);
        if (at < leafHeaderSize + 2 * count || at >= page.size())
            return {};
        cells.push_back(at);
    }
    return cells;
}

} // namespace

Result<TableLeaves> TableLeaves::find(const QString &path, std::size_t columns, const std::stop_token &stop)
{
    TableLeaves found(path, columns);
    if (!found.m_file->open(QIODevice::ReadOnly))
        return makeError(ErrorKind::StorageFailure,
                         Words::tr("“%1” cannot be opened: %2.").arg(path, found.m_file->errorString()));
    const auto header = found.m_file->read(headerSize);
    if (header.size() < headerSize)
        return found;
    const auto stated = qFromBigEndian<quint16>(header.constData() + pageSizeOffset);
    found.m_pageSize = stated == 1 ? 65536 : stated;
    if (found.m_pageSize < 512)
        return found;
    QByteArray bytes;
    for (qint64 page = 2; !stop.stop_requested() && found.readPage(page, bytes); ++page) {
        const auto cells = cellsOf(viewOf(bytes));
        const auto first = cells.empty() ? std::nullopt : found.rowAt(bytes, cells.front());
        const auto last = cells.empty() ? std::nullopt : found.rowAt(bytes, cells.back());
        // The last one may continue on a page that is gone: then the leaf is taken to hold anything behind its first.
        if (first && (!last || last->id >= first->id))
            found.m_leaves.push_back({first->id, last ? last->id : std::numeric_limits<qint64>::max(), page});
    }
    std::ranges::sort(found.m_leaves, {}, &Leaf::firstId);
    return found;
}

bool TableLeaves::readPage(qint64 page, QByteArray &bytes) const
{
    const auto size = static_cast<qint64>(m_pageSize);
    bytes.resize(size);
    return page > 0 && page - 1 < m_file->size() / size && m_file->seek((page - 1) * size) &&
           m_file->read(bytes.data(), size) == size;
}

/// The row at this place of a page; nothing if it is none of the table or cannot be read to its end.
std::optional<LeafRow> TableLeaves::rowAt(const QByteArray &page, std::size_t at)
{
    Cursor cursor(viewOf(page).substr(at));
    const auto size = cursor.varint();
    const auto id = cursor.varint();
    if (!size || !id || *size > static_cast<std::uint64_t>(m_file->size()))
        return std::nullopt;
    const auto localSize = localSizeOf(*size, m_pageSize);
    if (localSize > cursor.rest().size())
        return std::nullopt;
    auto record = cursor.rest().substr(0, localSize);
    if (localSize < *size) {
        if (!readContent(cursor.rest(), *size, localSize))
            return std::nullopt;
        record = viewOf(m_content);
    }
    auto values = valuesOf(record, m_columns);
    if (!values)
        return std::nullopt;
    return LeafRow{static_cast<std::int64_t>(*id), std::move(*values)};
}

/// Gathers a row from its page and those on which it continues, into m_content.
bool TableLeaves::readContent(std::string_view local, std::size_t size, std::size_t localSize)
{
    constexpr std::size_t link = 4;
    if (local.size() < localSize + link)
        return false;
    m_content = toByteArray(local.substr(0, localSize));
    auto next = qFromBigEndian<quint32>(local.data() + localSize);
    while (static_cast<std::size_t>(m_content.size()) < size) {
        if (!readPage(next, m_overflow))
            return false;
        next = qFromBigEndian<quint32>(m_overflow.constData());
        const auto left = size - static_cast<std::size_t>(m_content.size());
        m_content.append(m_overflow.constData() + link, static_cast<qsizetype>(std::min(left, m_pageSize - link)));
    }
    return true;
}

Result<void> TableLeaves::visit(std::int64_t first, std::int64_t behind,
                                const std::function<Result<void>(const LeafRow &)> &visit)
{
    QByteArray bytes;
    for (const auto &leaf : m_leaves) {
        if (leaf.lastId < first || leaf.firstId >= behind || !readPage(leaf.page, bytes))
            continue;
        for (const auto at : cellsOf(viewOf(bytes))) {
            const auto row = rowAt(bytes, at);
            if (!row || row->id < first || row->id >= behind)
                continue;
            if (auto done = visit(*row); !done)
                return done;
            first = row->id + 1; // an older copy of a page must not bring it again
        }
    }
    return {};
}

} // namespace gnat
