// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messagetransfer.h"

#include "common/banner.h"
#include "common/humantext.h"
#include "items/messagelistmodel.h"
#include "messages/messageactions.h"
#include "messages/messageselection.h"
#include "messages/messagetable.h"

#include <QAction>
#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <chrono>

namespace gnat {

namespace {

QString exported(const ExportFigures &figures, const QString &path)
{
    auto text = MessageTransfer::tr("%1 messages were exported to %2.")
                    .arg(countFull(figures.messages), QFileInfo(path).fileName());
    if (figures.fieldsLeftOut > 0)
        text += u' ' + MessageTransfer::tr("%1 fields got no column of their own; they stand in the payload.")
                           .arg(countFull(figures.fieldsLeftOut));
    if (figures.fieldsNotSeen > 0)
        text +=
            u' ' + MessageTransfer::tr("%1 messages have more fields than are taken apart; they stand in the payload.")
                       .arg(countFull(figures.fieldsNotSeen));
    if (figures.asBase64 > 0)
        text += u' ' +
                MessageTransfer::tr("%1 values are no text and stand as “base64:…”.").arg(countFull(figures.asBase64));
    if (figures.withoutRest > 0)
        text += u' ' + MessageTransfer::tr("%1 had headers or a reply subject, for which MCAP has no place.")
                           .arg(countFull(figures.withoutRest));
    return text;
}

} // namespace

MessageTransfer::MessageTransfer(MessageListModel &model, MessageTable &table, const CodecRegistry &codecs,
                                 QWidget *parent)
    : QWidget(parent), m_model(model), m_table(table), m_codecs(codecs),
      m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
    m_banner = new Banner(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    hide();
    m_hideTimer.setSingleShot(true);
    m_hideTimer.setInterval(std::chrono::seconds(6));
    connect(&m_hideTimer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_banner, &Banner::closed, this, &QWidget::hide);
    connect(m_banner, &Banner::linkActivated, this, [this] { m_job.cancel(); });
    connect(&m_job, &TransferJob::progressed, this, [this](quint64 done, quint64 total) {
        show(BannerTone::Info, QStringLiteral("export"),
             tr("%1: %2 of %3", "what is done: figures").arg(m_doing, countFull(done), countFull(total)), true);
    });
    connect(&m_job, &TransferJob::succeeded, this, [this](const QString &text) {
        show(BannerTone::Ok, QStringLiteral("check"), text);
        m_hideTimer.start();
        Q_EMIT finished();
    });
    connect(&m_job, &TransferJob::failed, this, [this](const QString &text, bool wasCancelled) {
        show(wasCancelled ? BannerTone::Info : BannerTone::Err,
             wasCancelled ? QStringLiteral("info") : QStringLiteral("error"), text);
        Q_EMIT finished();
    });
    connect(&m_table, &MessageTable::noticed, this, &MessageTransfer::notice);
    addActions();
}

void MessageTransfer::addActions()
{
    const auto make = [this](const QString &text, auto act, const QKeySequence &keys = {}) {
        auto *action = new QAction(text, this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_table.messageActions().append(
        {make(
             tr("Save pa&yload…"), [this] { askAndSave(); }, QKeySequence(QKeySequence::Save)),
         make(tr("E&xport the selection…"), [this] { askAndExport(Scope::Selection); }),
         make(
             tr("Export what the list sho&ws…"), [this] { askAndExport(Scope::Shown); },
             QKeySequence(Qt::CTRL | Qt::Key_E)),
         make(tr("Export all that is &kept…"), [this] { askAndExport(Scope::Kept); })});
}

void MessageTransfer::show(BannerTone tone, const QString &iconName, const QString &text, bool canCancel)
{
    m_hideTimer.stop();
    m_banner->set(tone, iconName, text.toHtmlEscaped(),
                  canCancel ? QList<Banner::Link>{{QStringLiteral("cancel"), tr("Cancel")}} : QList<Banner::Link>());
    setVisible(true);
}

void MessageTransfer::notice(const QString &text)
{
    show(BannerTone::Info, QStringLiteral("info"), text);
}

std::vector<PositionRange> MessageTransfer::positions(Scope scope) const
{
    const auto *source = m_model.source();
    if (!source)
        return {};
    if (scope == Scope::Selection)
        return selectedPositions(m_table, m_model);
    const int rows = m_model.rowCount();
    const auto end = scope == Scope::Shown && rows > 0 ? m_model.position(rows - 1) + 1 : source->end();
    return {{source->begin(), end}};
}

void MessageTransfer::run(const QString &doing, TransferJob::Work work)
{
    m_doing = doing;
    if (m_job.start(std::move(work)))
        show(BannerTone::Info, QStringLiteral("export"), doing, true);
    else
        notice(tr("Another export is still running. Cancel it or wait for its end."));
}

void MessageTransfer::exportTo(Scope scope, const QString &path)
{
    ExportRequest request;
    request.ranges = positions(scope);
    if (request.ranges.empty()) {
        notice(tr("Nothing is selected. Select messages, or export what the list shows."));
        return;
    }
    request.messages = m_model.source()->snapshot();
    if (scope == Scope::Shown && m_model.isFiltered())
        request.wanted = m_model.shownPredicate();
    if (m_notes)
        request.notes = m_notes();
    request.format = exportFormatOf(path);
    request.path = path;
    request.codecs = &m_codecs;
    m_folder = QFileInfo(path).absolutePath();
    run(tr("Exporting"), [request](const JobControl &control) -> Result<QString> {
        const auto done = exportMessages(request, control);
        return done ? Result<QString>(exported(done.value(), request.path)) : Result<QString>(done.error());
    });
}

void MessageTransfer::savePayloadsTo(const QString &path, bool isFolder)
{
    const auto chosen = selectedMessages(m_table);
    if (chosen.messages.empty()) {
        notice(tr("Nothing is selected. Select messages, or export what the list shows."));
        return;
    }
    m_folder = isFolder ? path : QFileInfo(path).absolutePath();
    const auto total = countFull(static_cast<quint64>(chosen.selected));
    run(tr("Saving payloads"),
        [messages = chosen.messages, path, isFolder, total, &codecs = m_codecs](const JobControl &control) {
            const auto saved = savePayloads(messages, path, isFolder, codecs, control);
            if (!saved)
                return Result<QString>(saved.error());
            return Result<QString>(isFolder ? tr("%1 of %2 payloads were saved in %3.")
                                                  .arg(countFull(saved.value()), total, QDir::toNativeSeparators(path))
                                            : tr("The payload was saved as %1.").arg(QFileInfo(path).fileName()));
        });
}

void MessageTransfer::askAndExport(Scope scope)
{
    const auto name = tr("messages", "file name") +
                      QDateTime::currentDateTime().toString(QStringLiteral(" yyyy-MM-dd HH-mm-ss'.ndjson'"));
    QString kind;
    const auto csv = tr("CSV table, a column for each field (*.csv)");
    auto path = QFileDialog::getSaveFileName(this, tr("Export messages"), QDir(m_folder).filePath(name),
                                             tr("JSON lines (*.ndjson)") + QStringLiteral(";;") + csv, &kind);
    if (path.isEmpty())
        return;
    if (kind == csv && !path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive))
        path = QFileInfo(path).path() + u'/' + QFileInfo(path).completeBaseName() + QStringLiteral(".csv");
    exportTo(scope, path);
}

void MessageTransfer::askAndSave()
{
    const auto selected = rowCount(selectedRows(m_table));
    if (selected > 1) {
        const auto folder = QFileDialog::getExistingDirectory(
            this, tr("Folder for %n payload(s)", nullptr, static_cast<int>(selected)), m_folder);
        if (!folder.isEmpty())
            savePayloadsTo(folder, true);
        return;
    }
    const auto message = m_table.currentMessage();
    if (message.isEmpty())
        return;
    const auto path = QFileDialog::getSaveFileName(this, tr("Save payload"),
                                                   QDir(m_folder).filePath(payloadFileName(message.view(), m_codecs)));
    if (!path.isEmpty())
        savePayloadsTo(path, false);
}

} // namespace gnat
