// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchpage.h"

#include "bench/historypane.h"
#include "bench/replypane.h"
#include "client/connectionset.h"
#include "common/docktitle.h"
#include "compose/composer.h"
#include "compose/sender.h"
#include "settings/preferences.h"

#include <QSplitter>

namespace gnat {

namespace {
QString draftKey()
{
    return QStringLiteral("bench.draft");
}
} // namespace

BenchPage::BenchPage(ConnectionSet &connections, const CodecRegistry &codecs, Preferences &preferences,
                     SendHistory &history, QWidget *parent)
    : Page(parent), m_preferences(preferences)
{
    m_sender = new Sender(connections, history, this);
    m_composer = new Composer(connections, *m_sender, Composer::Kind::Both, this);
    m_reply = new ReplyPane(codecs, this);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_composer);
    splitter->addWidget(m_reply);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({560, 560});
    setCentralWidget(splitter);

    m_history = new HistoryPane(history, this);
    auto *dock = addDock(QStringLiteral("history"), tr("History"), Qt::LeftDockWidgetArea, m_history);
    dock->setTitleBarWidget(m_history->title());
    setDockSize(dock, 276, Qt::Horizontal);

    connect(m_sender, &Sender::started, m_reply, &ReplyPane::begin);
    connect(m_sender, &Sender::replyReceived, m_reply, &ReplyPane::addReply);
    connect(m_sender, &Sender::finished, m_reply, &ReplyPane::finish);
    connect(m_sender, &Sender::published, m_reply, &ReplyPane::showPublished);
    connect(m_history, &HistoryPane::entryChosen, this,
            [this](const HistoryEntry &entry) { open(Draft::fromEntry(entry)); });

    setFocusProxy(m_composer);
    const auto kept = m_preferences.state(draftKey()).toMap();
    m_composer->setDraft(Draft::fromMap(kept));
    m_keep.setSingleShot(true);
    m_keep.setInterval(1000);
    connect(&m_keep, &QTimer::timeout, this, &BenchPage::keepDraft);
    connect(m_composer, &Composer::draftChanged, &m_keep, qOverload<>(&QTimer::start));
}

BenchPage::~BenchPage()
{
    keepDraft();
}

void BenchPage::keepDraft()
{
    m_preferences.setState(draftKey(), m_composer->draft().toMap());
}

void BenchPage::setFilterText(const QString &text)
{
    m_filter = text;
    m_history->setFilterText(text);
    Q_EMIT filterHitsChanged(text.trimmed().isEmpty() ? -1 : m_history->shownEntries());
}

void BenchPage::showPublish()
{
    m_composer->setRequest(false);
    m_composer->focusSubject();
}

void BenchPage::showRequest()
{
    m_composer->setRequest(true);
    m_composer->focusSubject();
}

void BenchPage::open(const Draft &draft)
{
    m_composer->setDraft(draft);
    m_composer->focusPayload();
}

} // namespace gnat
