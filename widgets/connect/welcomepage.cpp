// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/welcomepage.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "client/localprobe.h"
#include "common/buttons.h"
#include "common/linklabel.h"
#include "common/textlabel.h"
#include "connect/connectattempt.h"
#include "connect/serverlist.h"
#include "connect/welcomeparts_p.h"
#include "settings/preferences.h"
#include "theme/fonts.h"
#include "theme/gnatstyle.h"
#include "theme/theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace gnat {

WelcomePage::WelcomePage(ConnectionSet &connections, Preferences &preferences, QWidget *parent)
    : QWidget(parent), m_connections(connections), m_preferences(preferences)
{
    m_attempt = new ConnectAttempt(connections, this);
    m_probe = new LocalProbe(this);
    build();
    connect(m_attempt, &ConnectAttempt::succeeded, this, [this] { setBusy(false); });
    connect(m_attempt, &ConnectAttempt::failed, this, [this](const QString &reason) {
        setBusy(false);
        showProblem(reason);
        Q_EMIT connectFailed(reason);
    });
    connect(m_probe, &LocalProbe::answered, this, [this](bool wantsLogin) { m_servers->setLocal(wantsLogin); });
}

WelcomePage::~WelcomePage() = default;

void WelcomePage::build()
{
    auto *content = new QWidget;
    content->setMaximumWidth(980);
    auto *name = new TextLabel(tr("Gnatcatcher"), TextRole::Title, content);
    name->setFont(uiFont(25, QFont::DemiBold));
    auto *claim =
        new TextLabel(tr("Watch, test and replay what your NATS clusters say."), TextRole::Secondary, content);
    claim->setFont(uiFont(14.5));
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addStretch(1);
    words->addWidget(name);
    words->addWidget(claim);
    words->addStretch(1);
    auto *head = new QHBoxLayout;
    head->setSpacing(20);
    head->addWidget(new IconView(QStringLiteral("bird"), 76, &Theme::accent, content));
    head->addLayout(words);
    head->addStretch(1);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(16);
    cards->addWidget(buildDemoCard());
    cards->addWidget(buildConnectCard(), 1);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 20);
    column->setSpacing(0);
    auto *air = new QSpacerItem(0, 92, QSizePolicy::Minimum, QSizePolicy::Preferred);
    column->addItem(air);
    column->addLayout(head);
    column->addSpacing(34);
    column->addLayout(cards);
    column->addSpacing(24);
    column->addLayout(buildFoot());
    column->addStretch(1000);

    auto *holder = new QWidget;
    auto *middle = new QHBoxLayout(holder);
    middle->setContentsMargins(24, 0, 24, 0);
    middle->addStretch(1);
    middle->addWidget(content, 1000);
    middle->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(holder);
    scroll->setFocusPolicy(Qt::NoFocus);
    // The ground is painted by the page: only so it follows a switch of the theme.
    scroll->viewport()->setAutoFillBackground(false);
    holder->setAutoFillBackground(false);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroll);
}

QWidget *WelcomePage::buildDemoCard()
{
    auto *card = new Card(this);
    card->setFixedWidth(372);
    const QString words = tr("Start a broker inside this application, with a small shop, sensors, logs and a request "
                             "service talking to each other. Nothing leaves this computer.");
    auto *text = new TextLabel(QStringLiteral("<p style=\"line-height:125%\">%1</p>").arg(words.toHtmlEscaped()),
                               TextRole::Secondary, card);
    text->setWordWrap(true);
    m_demo = new QPushButton(icon(QStringLiteral("play-filled"), IconTone::OnAccent), tr("Start the demo"), card);
    setButtonKind(m_demo, ButtonKind::Primary);
    m_demo->setFont(uiFont(13, QFont::Medium));
    m_demo->setIconSize(QSize(14, 14));
    m_demo->setFixedHeight(34);
    m_demo->setMinimumWidth(151);
    m_demo->setAutoDefault(true);
    m_demoNote = new TextLabel(tr("listens on 127.0.0.1 only"), TextRole::Caption, card);
    m_demoNote->setWordWrap(true);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_demo);
    foot->addWidget(m_demoNote, 1);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(23, 21, 23, 21);
    column->setSpacing(0);
    column->addWidget(new TextLabel(tr("No server at hand?"), TextRole::Title, card));
    column->addSpacing(5);
    column->addWidget(text);
    column->addSpacing(16);
    column->addWidget(new DemoPreview(card));
    column->addSpacing(18);
    column->addStretch(1);
    column->addLayout(foot);
    connect(m_demo, &QPushButton::clicked, this, [this] {
        m_demo->setEnabled(false);
        m_demo->setText(tr("Starting"));
        Q_EMIT demoRequested();
    });
    return card;
}

QWidget *WelcomePage::buildConnectCard()
{
    auto *card = new Card(this);
    m_url = new QLineEdit(card);
    m_url->setFont(monoFont());
    m_url->setPlaceholderText(QStringLiteral("nats://host:4222"));
    m_url->setFixedHeight(34);
    m_url->setAccessibleName(tr("Server URL"));
    m_connect = new QPushButton(tr("Connect"), card);
    m_connect->setFixedHeight(34);
    m_connect->setAutoDefault(false);
    m_cancel = new QPushButton(tr("Cancel"), card);
    m_cancel->setFixedHeight(34);
    m_cancel->setAutoDefault(false);
    m_cancel->hide();
    m_hint = new TextLabel({}, TextRole::Caption, card);
    m_hint->setWordWrap(true);
    m_more = new LinkLabel(tr("Login, TLS and more"), card);
    m_more->setFont(uiFont(px::caption, QFont::Medium));
    m_servers = new ServerList(m_preferences, card);
    auto *fieldRow = new QHBoxLayout;
    fieldRow->setSpacing(8);
    fieldRow->addWidget(m_url, 1);
    fieldRow->addWidget(m_connect);
    fieldRow->addWidget(m_cancel);
    auto *hintRow = new QHBoxLayout;
    hintRow->setSpacing(8);
    hintRow->addWidget(new IconView(QStringLiteral("info"), 12, &Theme::text3, card));
    hintRow->addWidget(m_hint, 1);
    hintRow->addWidget(m_more, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(13, 21, 13, 14);
    column->setSpacing(0);
    auto *upper = new QVBoxLayout;
    upper->setContentsMargins(10, 0, 10, 0);
    upper->setSpacing(0);
    upper->addWidget(new TextLabel(tr("Connect to a server"), TextRole::Title, card));
    upper->addSpacing(12);
    upper->addLayout(fieldRow);
    upper->addSpacing(6);
    upper->addLayout(hintRow);
    column->addLayout(upper);
    column->addWidget(m_servers);
    column->addStretch(1);

    connect(m_servers, &ServerList::chosen, this, &WelcomePage::connectTo);
    connect(m_servers, &ServerList::loginWanted, this, &WelcomePage::moreRequested);
    connect(m_servers, &ServerList::failed, this, &WelcomePage::showProblem);
    connect(m_url, &QLineEdit::textChanged, this, &WelcomePage::fieldChanged);
    connect(m_url, &QLineEdit::returnPressed, this, &WelcomePage::connectFromField);
    connect(m_connect, &QPushButton::clicked, this, &WelcomePage::connectFromField);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_attempt->cancel();
        setBusy(false);
    });
    connect(m_more, &LinkLabel::clicked, this,
            [this] { Q_EMIT moreRequested(typedProfile(nullptr).value_or(ConnectionProfile())); });
    showProblem({});
    return card;
}

QBoxLayout *WelcomePage::buildFoot()
{
    auto *open = new LinkLabel(tr("Open a recording"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(26);
    auto *opening = new QHBoxLayout;
    opening->setSpacing(7);
    opening->addWidget(new IconView(QStringLiteral("rec"), 16, &Theme::text2, this));
    opening->addWidget(open);
    row->addLayout(opening);
    row->addWidget(new KeyHint(tr("Ctrl+L"), tr("filter"), this));
    row->addWidget(new KeyHint(tr("Space"), tr("pause the view"), this));
    row->addWidget(new KeyHint(tr("F1"), tr("help"), this));
    row->addStretch(1);
    connect(open, &LinkLabel::clicked, this, &WelcomePage::openRecordingRequested);
    return row;
}

void WelcomePage::enter()
{
    m_demo->setEnabled(true);
    m_demo->setText(tr("Start the demo"));
    m_servers->reload();
    m_probe->start();
    m_demo->setFocus(Qt::OtherFocusReason);
}

void WelcomePage::demoFailed(const QString &text)
{
    m_demo->setEnabled(true);
    m_demo->setText(tr("Start the demo"));
    m_demoNote->setRole(TextRole::ErrorSmall);
    m_demoNote->setText(text);
}

// A login inside the URL moves into the profile as soon as it is there whole, and is not shown again.
void WelcomePage::fieldChanged()
{
    showProblem({});
    const QString text = m_url->text().trimmed();
    // Typed by hand the part behind the @ is still growing; only what comes in one go is taken at once.
    const bool isPasted = text.size() - m_lastText.size() >= 8;
    m_lastText = text;
    if (!isPasted || text == m_pastedText)
        return;
    const Result<ConnectionProfile> profile = profileFromUrls(text);
    if (!profile || profile.value().login == LoginKind::None || !text.contains(QLatin1Char('@')))
        return;
    m_pasted = profile.value();
    m_pastedText = displayUrl(m_pasted);
    m_url->setText(m_pastedText);
    m_hint->setText(tr("The login of this URL is used, and not shown."));
}

std::optional<ConnectionProfile> WelcomePage::typedProfile(QString *problem) const
{
    const QString text = m_url->text().trimmed();
    if (!m_pastedText.isEmpty() && text == m_pastedText)
        return m_pasted;
    const Result<ConnectionProfile> profile = profileFromUrls(text);
    if (profile)
        return profile.value();
    if (problem)
        *problem = errorText(profile.error());
    return std::nullopt;
}

void WelcomePage::connectFromField()
{
    if (m_attempt->isRunning())
        return;
    if (m_url->text().trimmed().isEmpty()) {
        m_url->setFocus();
        return;
    }
    QString problem;
    if (const std::optional<ConnectionProfile> profile = typedProfile(&problem)) {
        connectTo(*profile);
        return;
    }
    showProblem(problem);
    m_url->setProperty(badFieldProperty, true);
    m_url->update();
    m_url->setFocus();
}

void WelcomePage::connectTo(const ConnectionProfile &profile)
{
    showProblem({});
    setBusy(true);
    m_attempt->expect();
    Q_EMIT connectRequested(profile);
}

void WelcomePage::showProblem(const QString &text)
{
    m_url->setProperty(badFieldProperty, false);
    m_url->update();
    m_hint->setRole(text.isEmpty() ? TextRole::Caption : TextRole::ErrorSmall);
    m_hint->setText(text.isEmpty() ? tr("Or tls://. Separate several servers with commas.") : text);
}

void WelcomePage::setBusy(bool isBusy)
{
    m_connect->setText(isBusy ? tr("Connecting") : tr("Connect"));
    m_connect->setEnabled(!isBusy);
    m_cancel->setVisible(isBusy);
    m_url->setReadOnly(isBusy);
    m_servers->setEnabled(!isBusy);
}

void WelcomePage::paintEvent(QPaintEvent * /*event*/)
{
    QPainter(this).fillRect(rect(), themeOf(this).panel);
}

} // namespace gnat
