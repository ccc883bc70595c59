// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/layoutstore.h"

#include "settings/preferences.h"
#include "shell/page.h"

#include <QScreen>

namespace gnat {

namespace {

const QString layoutKey = QStringLiteral("window.layout");

// The preferences are JSON: bytes go as base64 text.
QString packed(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray unpacked(const QString &text)
{
    return QByteArray::fromBase64(text.toLatin1());
}

/// The status bar lies at the bottom: a window taller than the screen would hide it.
void fitScreen(QMainWindow &window)
{
    constexpr int titleBar = 40; // the frame's own height is known only once the window is shown
    const auto room = window.screen()->availableSize() - QSize(0, titleBar);
    if (!window.isMaximized() && !window.isFullScreen())
        window.resize(window.size().boundedTo(room).expandedTo(window.minimumSize()));
}

} // namespace

void LayoutStore::put(const QString &name, const QString &value)
{
    QVariantMap all = m_preferences.state(layoutKey).toMap();
    all.insert(name, value);
    m_preferences.setState(layoutKey, all);
}

QString LayoutStore::get(const QString &name) const
{
    return m_preferences.state(layoutKey).toMap().value(name).toString();
}

void LayoutStore::saveWindow(const QMainWindow &window, const QString &page)
{
    put(QStringLiteral("geometry"), packed(window.saveGeometry()));
    put(QStringLiteral("page"), page);
}

bool LayoutStore::restoreWindow(QMainWindow &window)
{
    const QByteArray geometry = unpacked(get(QStringLiteral("geometry")));
    const bool isRestored = !geometry.isEmpty() && window.restoreGeometry(geometry);
    fitScreen(window);
    return isRestored;
}

QString LayoutStore::page() const
{
    return get(QStringLiteral("page"));
}

void LayoutStore::savePage(const Page &page)
{
    put(QStringLiteral("docks.%1").arg(page.id()), packed(page.layoutState()));
}

QByteArray LayoutStore::pageState(const QString &pageId) const
{
    return unpacked(get(QStringLiteral("docks.%1").arg(pageId)));
}

void LayoutStore::forget(Preferences &preferences)
{
    preferences.setState(layoutKey, QVariantMap());
}

} // namespace gnat
