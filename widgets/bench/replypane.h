// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "compose/draft.h"

#include <QList>
#include <QWidget>

class QListWidget;
class QStackedWidget;
class QTabWidget;

namespace gnat {

class Chip;
class CodecRegistry;
class EmptyState;
class HeaderModel;
class PayloadView;
class TextLabel;

/// What came back: result, latency, size, payload and headers; several replies as a list with a latency each. GUI
/// thread.
class ReplyPane final : public QWidget
{
    Q_OBJECT

public:
    explicit ReplyPane(const CodecRegistry &codecs, QWidget *parent = nullptr);

    void begin(const Draft &draft);
    void addReply(const Reply &reply);
    void finish(RequestResult result, const QString &error);
    /// A message without a reply went out.
    void showPublished(const Draft &draft);
    const QList<Reply> &replies() const { return m_replies; }
    QString resultText() const;
    QString latencyShown() const;

private:
    QWidget *buildSummary();
    void showReply(int index);
    void showWords(const QString &iconName, const QString &title, const QString &text);
    static bool isErrorReply(const Reply &reply, QString *words);

    QList<Reply> m_replies;
    Draft m_draft;
    QWidget *m_summary = nullptr;
    Chip *m_result = nullptr;
    Chip *m_latency = nullptr;
    Chip *m_size = nullptr;
    TextLabel *m_time = nullptr;
    QListWidget *m_list = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_words = nullptr;
    QTabWidget *m_tabs = nullptr;
    PayloadView *m_payload = nullptr;
    HeaderModel *m_headers = nullptr;
};

} // namespace gnat
