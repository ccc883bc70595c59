// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compose/draft.h"
#include "shell/page.h"

#include <QTimer>

namespace gnat {

class CodecRegistry;
class Composer;
class ConnectionSet;
class HistoryPane;
class Preferences;
class ReplyPane;
class Sender;

/// Send, ask, measure: history at the left, composer and reply in the middle. What is typed is kept between runs.
class BenchPage final : public Page
{
    Q_OBJECT

public:
    BenchPage(ConnectionSet &connections, const CodecRegistry &codecs, Preferences &preferences, SendHistory &history,
              QWidget *parent = nullptr);
    ~BenchPage() override; ///< keeps the draft

    QString id() const override { return QStringLiteral("bench"); }
    QString title() const override { return tr("Bench"); }
    QString iconName() const override { return QStringLiteral("bench"); }
    bool canFilter() const override { return true; }
    bool canPublish() const override { return true; }
    bool canRequest() const override { return true; }
    QString filterPlaceholder() const override { return tr("Filter history by subject"); }
    QString filterText() const override { return m_filter; }
    void setFilterText(const QString &text) override;
    void showPublish() override;
    void showRequest() override;

    /// Puts something into the composer, ready to be sent. Never sends.
    void open(const Draft &draft);
    Composer &composer() { return *m_composer; }
    ReplyPane &reply() { return *m_reply; }
    HistoryPane &history() { return *m_history; }

private:
    void keepDraft();

    Preferences &m_preferences;
    Sender *m_sender = nullptr;
    Composer *m_composer = nullptr;
    ReplyPane *m_reply = nullptr;
    HistoryPane *m_history = nullptr;
    QTimer m_keep;
    QString m_filter;
};

} // namespace gnat
