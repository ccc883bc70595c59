// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/topbar.h"

#include "common/chip.h"
#include "common/filterassist.h"
#include "common/filterdialogs.h"
#include "common/filteredit.h"
#include "settings/filterbook.h"
#include "shell/barbutton.h"
#include "shell/page.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace gnat {

namespace {

constexpr int wideWindow = 1180; // from here on the filter field begins where the list does

QWidget *makeSeparator(QWidget *parent)
{
    class Line final : public QWidget
    {
    public:
        explicit Line(QWidget *owner) : QWidget(owner) { setFixedSize(11, 20); }

    protected:
        void paintEvent(QPaintEvent * /*event*/) override
        {
            QPainter(this).fillRect(5, 0, 1, height(), themeOf(this).line);
        }
    };
    return new Line(parent);
}

} // namespace

TopBar::TopBar(FilterBook &book, QWidget *parent) : QToolBar(tr("Toolbar"), parent), m_book(book)
{
    setObjectName(QStringLiteral("toolbar"));
    setMovable(false);
    setFloatable(false);
    setFixedHeight(42);
    setContextMenuPolicy(Qt::PreventContextMenu);
    build();
    setPage(nullptr);
}

void TopBar::build()
{
    auto *content = new QWidget(this);
    content->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_left = new QWidget(content);
    m_connect = new BarButton(QStringLiteral("connect"), tr("Connect"), m_left);
    m_connect->setHasArrow(true);
    m_connect->setToolTip(tr("Connect to a server (Ctrl+N)"));
    m_pause = new BarButton(QStringLiteral("pause"), tr("Pause"), m_left);
    m_pause->setCheckable(true);
    m_pause->setToolTip(tr("Hold list, tree and graphs still (Space); receiving and recording go on"));
    m_follow = new BarButton(QStringLiteral("follow"), tr("Follow"), m_left);
    m_follow->setCheckable(true);
    m_follow->setToolTip(tr("Keep the newest message in view (End)"));
    m_filter = new FilterEdit(content);
    m_filter->setKeyHint(tr("Ctrl+L"));
    m_filter->setMaximumWidth(704);
    m_filter->setMinimumWidth(160);
    m_filter->assist().setVocabulary([this] { return m_page ? m_page->filterVocabulary() : FilterVocabulary(); });
    m_hidden = new Chip(content);
    m_hidden->hide();
    m_publish = new BarButton(QStringLiteral("send"), tr("Publish"), content);
    m_publish->setToolTip(tr("Write a message (Ctrl+P)"));
    m_request = new BarButton(QStringLiteral("pair"), tr("Request"), content);
    m_request->setToolTip(tr("Write a request (Ctrl+R)"));
    m_record = new BarButton(QStringLiteral("record"), tr("Record"), content);
    m_record->setCheckable(true);
    m_record->setAlarming(true);
    m_record->setToolTip(tr("Record the current subscriptions to a file (Ctrl+Shift+R)"));

    auto *leftRow = new QHBoxLayout(m_left);
    leftRow->setContentsMargins(0, 0, 0, 0);
    leftRow->setSpacing(4);
    leftRow->addWidget(m_connect);
    leftRow->addWidget(makeSeparator(m_left));
    leftRow->addWidget(m_pause);
    leftRow->addWidget(m_follow);
    leftRow->addStretch(1);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(8, 0, 10, 1);
    row->setSpacing(4);
    row->addWidget(m_left);
    row->addWidget(m_filter, 100);
    row->addWidget(m_hidden);
    row->addStretch(1);
    row->addWidget(m_publish);
    row->addWidget(m_request);
    row->addWidget(makeSeparator(content));
    row->addWidget(m_record);
    addWidget(content);

    m_filter->setBook(m_book);
    connect(&m_book, &FilterBook::hiddenChanged, this, &TopBar::showHidden);
    connect(m_hidden, &Chip::clicked, this, [this] { (new HiddenSubjectsDialog(m_book, window()))->open(); });
    connect(m_connect, &QToolButton::clicked, this, &TopBar::connectClicked);
    connect(m_publish, &QToolButton::clicked, this, &TopBar::publishClicked);
    connect(m_request, &QToolButton::clicked, this, &TopBar::requestClicked);
    connect(m_record, &QToolButton::clicked, this, &TopBar::recordClicked);
    connect(m_pause, &QToolButton::clicked, this, [this](bool isOn) {
        if (m_page)
            m_page->setPaused(isOn);
        showPage();
    });
    connect(m_follow, &QToolButton::clicked, this, [this](bool isOn) {
        if (m_page)
            m_page->setFollowing(isOn);
        showPage();
    });
    connect(m_filter, &FilterEdit::filterEdited, this, [this](const QString &text) {
        if (m_page)
            m_page->setFilterText(text);
    });
}

void TopBar::setPage(Page *page)
{
    if (m_page) {
        disconnect(m_page, nullptr, this, nullptr);
        disconnect(m_page, nullptr, m_filter, nullptr);
    }
    m_page = page;
    m_filter->setError({});
    m_filter->setHits(-1);
    m_filter->setProgress(-1);
    if (page) {
        connect(page, &Page::stateChanged, this, &TopBar::showPage);
        connect(page, &Page::filterErrorChanged, m_filter, &FilterEdit::setError);
        connect(page, &Page::filterHitsChanged, m_filter, &FilterEdit::setHits);
        connect(page, &Page::filterProgressChanged, m_filter, &FilterEdit::setProgress);
        connect(page, &Page::filterTextWanted, this, [this](const QString &text) {
            m_filter->setFilterText(text);
            m_page->setFilterText(text);
        });
    }
    m_filter->setFilterText(page ? page->filterText() : QString());
    showPage();
}

void TopBar::showPage()
{
    const bool isPaused = m_page && m_page->isPaused();
    m_pause->setEnabled(m_page && m_page->canPause());
    m_pause->setChecked(isPaused);
    m_pause->setLook(isPaused ? QStringLiteral("play") : QStringLiteral("pause"),
                     isPaused ? tr("Resume") : tr("Pause"));
    m_follow->setEnabled(m_page && m_page->canFollow());
    m_follow->setChecked(m_page && m_page->isFollowing());
    m_filter->setEnabled(m_page && m_page->canFilter());
    showHidden();
    m_filter->setPlaceholderText(m_page ? m_page->filterPlaceholder()
                                        : tr("Filter by subject or text, once there is traffic"));
}

void TopBar::setCanSend(bool canPublish, bool canRequest)
{
    m_publish->setEnabled(canPublish);
    m_request->setEnabled(canRequest);
}

void TopBar::setCanRecord(bool canRecord)
{
    m_record->setEnabled(canRecord);
}

void TopBar::setRecording(bool isRecording, const QString &text)
{
    m_record->setChecked(isRecording);
    m_record->setLook(isRecording ? QStringLiteral("stop") : QStringLiteral("record"),
                      text.isEmpty() ? tr("Record") : text);
}

void TopBar::setConnectMenu(QMenu *menu)
{
    m_connect->setMenu(menu);
    m_connect->setPopupMode(QToolButton::InstantPopup);
}

void TopBar::showHidden()
{
    const auto patterns = m_book.hiddenPatterns();
    m_hidden->setVisible(!patterns.isEmpty() && m_page && m_page->hidesSubjects());
    m_hidden->set(ChipTone::Neutral, tr("%n pattern(s) hidden", nullptr, static_cast<int>(patterns.size())));
    m_hidden->setToolTip(tr("List and tree leave these subjects out: %1").arg(patterns.join(QStringLiteral(", "))));
}

void TopBar::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TopBar::clearFilter()
{
    m_filter->clear();
}

void TopBar::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    m_left->setFixedWidth(width() >= wideWindow ? 328 : m_left->layout()->sizeHint().width());
    QToolBar::resizeEvent(event);
}

} // namespace gnat
