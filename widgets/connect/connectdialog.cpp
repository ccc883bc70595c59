// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/connectdialog.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "client/natscontext.h"
#include "common/buttons.h"
#include "common/linklabel.h"
#include "common/textlabel.h"
#include "connect/connectattempt.h"
#include "connect/loginform.h"
#include "core/subjectpattern.h"
#include "settings/preferences.h"
#include "theme/fonts.h"
#include "theme/gnatstyle.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace gnat {

namespace {

enum EntryRole { KindRole = Qt::UserRole, KeyRole };
enum class EntryKind { Title, New, Saved, Context };

constexpr int listWidth = 200;
constexpr int footHeight = 54;

} // namespace

ConnectDialog::ConnectDialog(ConnectionSet &connections, Preferences &preferences, QWidget *parent)
    : QDialog(parent), m_connections(connections), m_store(preferences)
{
    setWindowTitle(tr("Connect to a server"));
    setWindowModality(Qt::WindowModal);
    resize(820, 520);
    m_attempt = new ConnectAttempt(connections, this);
    build();
    fillList();
    connect(m_attempt, &ConnectAttempt::succeeded, this, [this] {
        if (!m_replaces.isNone())
            m_connections.remove(m_replaces);
        accept();
    });
    connect(m_attempt, &ConnectAttempt::failed, this, [this](const QString &reason) {
        setBusy(false);
        showProblem(reason);
        m_login->focusSecret();
    });
    connect(this, &QDialog::rejected, m_attempt, &ConnectAttempt::cancel);
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::build()
{
    auto *middle = new QHBoxLayout;
    middle->setSpacing(1); // the line between list and form, see paintEvent()
    middle->addWidget(buildList());
    middle->addWidget(buildForm(), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(middle, 1);
    column->addSpacing(1);
    column->addWidget(buildFoot());
}

QWidget *ConnectDialog::buildList()
{
    m_list = new QListWidget(this);
    m_list->setFixedWidth(listWidth);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->viewport()->setBackgroundRole(QPalette::AlternateBase);
    m_list->setIconSize(QSize(14, 14));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Saved connections and contexts"));
    connect(m_list, &QListWidget::currentItemChanged, this, &ConnectDialog::choose);
    return m_list;
}

QWidget *ConnectDialog::buildForm()
{
    m_form = new QWidget(this);
    m_form->setBackgroundRole(QPalette::Base);
    m_form->setAutoFillBackground(true);
    m_servers = new QLineEdit(m_form);
    m_servers->setFont(monoFont());
    m_servers->setPlaceholderText(QStringLiteral("nats://host:4222"));
    m_name = new QLineEdit(m_form);
    m_name->setPlaceholderText(tr("as it shall be called here"));
    m_login = new LoginForm(m_form);
    m_verify = new QCheckBox(tr("Verify the server certificate"), m_form);
    m_moreTls = new LinkLabel(tr("CA and client certificate"), m_form);
    m_lock = new QCheckBox(tr("Locked: nothing is sent until you unlock it"), m_form);
    m_lock->setToolTip(tr("For shared and production systems: publishing, requests and replays are refused."));
    m_subscriptions = new QLineEdit(m_form);
    m_subscriptions->setFont(monoFont());
    m_subscriptions->setPlaceholderText(tr("nothing; add subjects, separated by spaces"));

    auto *tlsRow = new QHBoxLayout;
    tlsRow->setSpacing(16);
    tlsRow->addWidget(m_verify);
    tlsRow->addWidget(m_moreTls);
    tlsRow->addStretch(1);
    m_tlsFiles = new QWidget(m_form);
    auto *files = new QGridLayout(m_tlsFiles);
    files->setContentsMargins(0, 0, 0, 0);
    files->setHorizontalSpacing(12);
    files->setVerticalSpacing(9);
    QLineEdit **edits[] = {&m_ca, &m_cert, &m_key};
    const QString names[] = {tr("CA file"), tr("Certificate"), tr("Key")};
    for (int i = 0; i < 3; ++i) {
        QWidget *field = makeFileField(names[i], edits[i], m_tlsFiles);
        files->addWidget(makeFormLabel(names[i], *edits[i], m_tlsFiles), i, 0);
        files->addWidget(field, i, 1);
    }
    m_tlsFiles->hide();
    m_problemBox = new QWidget(m_form);
    m_problem = new TextLabel({}, TextRole::Error, m_problemBox);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *problemRow = new QHBoxLayout(m_problemBox);
    problemRow->setContentsMargins(120, 4, 0, 0);
    problemRow->addWidget(m_problem);
    m_problemBox->hide();

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(9);
    grid->setColumnStretch(1, 1);
    grid->addWidget(makeFormLabel(tr("Servers"), m_servers, m_form), 0, 0);
    grid->addWidget(m_servers, 0, 1);
    grid->addWidget(makeFormLabel(tr("Name"), m_name, m_form), 1, 0);
    grid->addWidget(m_name, 1, 1);
    grid->addWidget(m_login, 2, 0, 1, 2);
    grid->addWidget(makeFormLabel(tr("TLS"), m_verify, m_form), 3, 0);
    grid->addLayout(tlsRow, 3, 1);
    grid->addWidget(m_tlsFiles, 4, 0, 1, 2);
    grid->addWidget(makeFormLabel(tr("Subscribe to"), m_subscriptions, m_form), 5, 0);
    grid->addWidget(m_subscriptions, 5, 1);
    grid->addWidget(makeFormLabel(tr("Guard"), m_lock, m_form), 6, 0);
    grid->addWidget(m_lock, 6, 1);
    grid->addWidget(m_problemBox, 7, 0, 1, 2);
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(20, 16, 20, 12);
    column->addLayout(grid);
    column->addStretch(1);
    connect(m_moreTls, &LinkLabel::clicked, this, [this] { m_tlsFiles->setVisible(!m_tlsFiles->isVisible()); });
    for (QLineEdit *edit : {m_servers, m_subscriptions})
        connect(edit, &QLineEdit::textEdited, this, [this] { showProblem({}); });
    return m_form;
}

QWidget *ConnectDialog::buildFoot()
{
    auto *foot = new QWidget(this);
    foot->setFixedHeight(footHeight);
    auto *cancel = new QPushButton(tr("Cancel"), foot);
    cancel->setAutoDefault(false);
    m_connect = new QPushButton(tr("Connect"), foot);
    m_connect->setAutoDefault(false);
    m_save = new QPushButton(tr("Save and connect"), foot);
    setButtonKind(m_save, ButtonKind::Primary);
    m_save->setDefault(true);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(new TextLabel(tr("Passwords and tokens are not stored."), TextRole::Caption, foot));
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_connect);
    row->addWidget(m_save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_connect, &QPushButton::clicked, this, [this] { submit(false); });
    connect(m_save, &QPushButton::clicked, this, [this] { submit(true); });
    return foot;
}

void ConnectDialog::fillList()
{
    const auto add = [this](EntryKind kind, const QString &text, const QString &key, const QString &iconName = {}) {
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(KindRole, static_cast<int>(kind));
        item->setData(KeyRole, key);
        item->setSizeHint(QSize(listWidth - 20, 30));
        if (!iconName.isEmpty())
            item->setIcon(icon(iconName));
        if (kind == EntryKind::Title) {
            item->setFlags(Qt::NoItemFlags);
            item->setFont(uiFont(px::small, QFont::DemiBold));
        }
    };
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    add(EntryKind::New, tr("New connection"), {}, QStringLiteral("plus"));
    const QList<ConnectionProfile> saved = m_store.profiles();
    if (!saved.isEmpty())
        add(EntryKind::Title, tr("Saved"), {});
    for (const ConnectionProfile &entry : saved)
        add(EntryKind::Saved, entry.name, entry.name, QStringLiteral("server"));
    const QList<NatsContext> contexts = natsContexts();
    if (!contexts.isEmpty())
        add(EntryKind::Title, tr("From the nats CLI"), {});
    for (const NatsContext &context : contexts)
        add(EntryKind::Context, context.name, context.path, QStringLiteral("server"));
}

void ConnectDialog::choose(const QListWidgetItem *item)
{
    if (!item)
        return;
    const QString key = item->data(KeyRole).toString();
    switch (static_cast<EntryKind>(item->data(KindRole).toInt())) {
    case EntryKind::Title:
        return;
    case EntryKind::New:
        setProfile({});
        return;
    case EntryKind::Saved: {
        const QList<ConnectionProfile> saved = m_store.profiles();
        for (const ConnectionProfile &entry : saved) {
            if (entry.name == key)
                setProfile(entry);
        }
        return;
    }
    case EntryKind::Context:
        if (const Result<ConnectionProfile> found = profileFromContext(key))
            setProfile(found.value());
        else
            showProblem(errorText(found.error()));
        return;
    }
}

void ConnectDialog::setProfile(const ConnectionProfile &profile)
{
    m_replaces = {};
    m_servers->setText(profile.servers.join(QStringLiteral(", ")));
    m_name->setText(profile.name);
    m_login->setProfile(profile);
    m_verify->setChecked(profile.verifyServer);
    m_ca->setText(profile.caFile);
    m_cert->setText(profile.certFile);
    m_key->setText(profile.keyFile);
    m_tlsFiles->setVisible(!profile.caFile.isEmpty() || !profile.certFile.isEmpty());
    m_subscriptions->setText(profile.subscriptions.join(QLatin1Char(' ')));
    m_lock->setChecked(profile.isLocked);
    showProblem({});
    m_servers->setFocus();
}

void ConnectDialog::setReplaces(SourceId connection)
{
    m_replaces = connection;
}

std::optional<ConnectionProfile> ConnectDialog::profile()
{
    Result<ConnectionProfile> typed = profileFromUrls(m_servers->text());
    if (!typed) {
        showProblem(errorText(typed.error()), m_servers);
        return std::nullopt;
    }
    ConnectionProfile wanted = typed.value();
    // A login that stands in the URL counts, unless the form names another.
    const LoginKind inUrl = wanted.login;
    ConnectionProfile form = wanted;
    m_login->writeTo(form);
    if (form.login != LoginKind::None || inUrl == LoginKind::None)
        wanted = form;
    if (!m_name->text().trimmed().isEmpty())
        wanted.name = m_name->text().trimmed();
    wanted.verifyServer = m_verify->isChecked();
    wanted.isLocked = m_lock->isChecked();
    wanted.caFile = m_ca->text().trimmed();
    wanted.certFile = m_cert->text().trimmed();
    wanted.keyFile = m_key->text().trimmed();
    wanted.useTls = wanted.useTls || !wanted.caFile.isEmpty() || !wanted.certFile.isEmpty();
    if (!readSubscriptions(wanted))
        return std::nullopt;
    return wanted;
}

bool ConnectDialog::readSubscriptions(ConnectionProfile &profile)
{
    static const QRegularExpression between(QStringLiteral("[\\s,]+"));
    profile.subscriptions = m_subscriptions->text().split(between, Qt::SkipEmptyParts);
    for (const QString &pattern : std::as_const(profile.subscriptions)) {
        const auto parsed = SubjectPattern::parse(pattern.toStdString());
        if (parsed)
            continue;
        showProblem(errorText(parsed.error()), m_subscriptions);
        return false;
    }
    return true;
}

void ConnectDialog::submit(bool isToBeSaved)
{
    const std::optional<ConnectionProfile> wanted = profile();
    if (!wanted)
        return;
    if (isToBeSaved) {
        ConnectionProfile kept = *wanted;
        if (kept.name.isEmpty())
            kept.name = displayUrl(kept);
        m_store.save(kept);
    }
    showProblem({});
    setBusy(true);
    m_attempt->expect();
    Q_EMIT connectRequested(*wanted);
}

void ConnectDialog::showProblem(const QString &text, QLineEdit *field)
{
    const auto mark = [field](QLineEdit &edit) {
        edit.setProperty(badFieldProperty, &edit == field);
        edit.update();
    };
    mark(*m_servers);
    mark(*m_subscriptions);
    m_problem->setText(text);
    m_problemBox->setVisible(!text.isEmpty());
    if (field)
        field->setFocus();
}

void ConnectDialog::setBusy(bool isBusy)
{
    m_form->setEnabled(!isBusy);
    m_list->setEnabled(!isBusy);
    m_save->setEnabled(!isBusy);
    m_connect->setEnabled(!isBusy);
    m_connect->setText(isBusy ? tr("Connecting") : tr("Connect"));
}

void ConnectDialog::paintEvent(QPaintEvent * /*event*/)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(0, height() - footHeight - 1, width(), 1, theme.line);
    painter.fillRect(listWidth, 0, 1, height() - footHeight, theme.line);
}

} // namespace gnat
