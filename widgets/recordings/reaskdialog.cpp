// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordings/reaskdialog.h"

#include "base/text.h"
#include "client/connectionset.h"
#include "common/filteredit.h"
#include "common/humantext.h"
#include "common/readonlytable.h"
#include "compose/guardquestion.h"
#include "recordings/reworkfilter.h"
#include "theme/fonts.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSpinBox>
#include <QTableWidget>

#include <utility>

namespace gnat {

namespace {

using Verdict = ReaskedRequest::Verdict;

constexpr int maxRows = 5'000;

QTableWidget *makeTable(QWidget *parent)
{
    auto *table = makeReadOnlyTable({ReaskDialog::tr("Subject"), ReaskDialog::tr("Recorded"), ReaskDialog::tr("Now"),
                                     ReaskDialog::tr("Answer"), ReaskDialog::tr("Details")},
                                    ReaskDialog::tr("Answers"), parent);
    table->horizontalHeader()->setStretchLastSection(true);
    static constexpr int widths[] = {180, 80, 80, 130};
    for (int column = 0; column < int(std::size(widths)); ++column)
        table->setColumnWidth(column, widths[column]);
    table->setMinimumSize(680, 200);
    table->hide();
    return table;
}

QString noConnection()
{
    return ReaskDialog::tr("Choose a connection that is up.");
}

QString summaryOf(const ReaskReport &report)
{
    auto text = ReaskDialog::tr("%1 asked: %2 the same, %3 different, %4 without an answer, %5 without a recorded one.")
                    .arg(countFull(quint64(report.requests.size())), countFull(report.count(Verdict::Same)),
                         countFull(report.count(Verdict::Different)),
                         countFull(report.count(Verdict::NoAnswer) + report.count(Verdict::NoResponders) +
                                   report.count(Verdict::NotSent)),
                         countFull(report.count(Verdict::NotRecorded)));
    if (report.leftOutSystem)
        text += u' ' + ReaskDialog::tr("%1 below $JS and $SYS were left out.").arg(countFull(report.leftOutSystem));
    if (report.leftOutBeyond)
        text += u' ' + ReaskDialog::tr("%1 further ones were not asked.").arg(countFull(report.leftOutBeyond));
    return text;
}

} // namespace

ReaskDialog::ReaskDialog(QString source, const ListFilter &filter, ConnectionSet &connections,
                         const CodecRegistry &codecs, QWidget *parent)
    : ReworkDialog(tr("Ask the requests again"),
                   tr("The requests of the recording are sent again, and the answers compared with the recorded ones. "
                      "This changes whatever the requests change."),
                   tr("Ask"), parent),
      m_source(std::move(source)), m_connections(connections), m_codecs(codecs), m_known(filter.exchanges)
{
    setMinimumWidth(720); // of the table
    m_connection = new QComboBox(this);
    m_connection->setAccessibleName(tr("Connection"));
    form().addRow(tr("Connection"), m_connection);
    m_filter = makeReworkFilter(filter.text, this);
    form().addRow(tr("Only"), m_filter);
    m_ignored = new QLineEdit(this);
    m_ignored->setAccessibleName(tr("Ignore"));
    m_ignored->setPlaceholderText(tr("fields that may differ: time meta.id **.trace"));
    m_ignored->setFont(monoFont());
    form().addRow(tr("Ignore"), m_ignored);
    m_tolerance = new QSpinBox(this);
    m_tolerance->setAccessibleName(tr("Number tolerance"));
    m_tolerance->setRange(0, 100);
    m_tolerance->setSuffix(QStringLiteral(" %"));
    form().addRow(tr("Number tolerance"), m_tolerance);
    m_atOnce = new QSpinBox(this);
    m_atOnce->setAccessibleName(tr("At once"));
    m_atOnce->setRange(1, 1000);
    form().addRow(tr("At once"), m_atOnce);
    m_save = new QPushButton(tr("Save as JUnit XML…"), this);
    m_save->setAutoDefault(false);
    m_save->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // as wide as its words
    m_save->hide();
    addResultWidget(m_save);
    m_table = makeTable(this);
    addResultWidget(m_table); // above the button
    connect(m_save, &QPushButton::clicked, this, &ReaskDialog::save);
    connect(&m_connections, &ConnectionSet::added, this, &ReaskDialog::fillConnections);
    connect(&m_connections, &ConnectionSet::removed, this, &ReaskDialog::fillConnections);
    connect(&m_connections, &ConnectionSet::aboutToRemove, this, [this](const Connection *connection) {
        if (m_reasker && connection->id() == m_askedConnection)
            cancelWork();
    });
    connect(this, &ReworkDialog::succeeded, this, &ReaskDialog::ask);
    fillConnections();
}

ReaskDialog::~ReaskDialog() = default;

void ReaskDialog::setIgnored(const QString &fields)
{
    m_ignored->setText(fields);
}

void ReaskDialog::fillConnections()
{
    const auto chosen = m_connection->currentData();
    m_connection->clear();
    for (const auto &connection : m_connections.all())
        m_connection->addItem(connection->profile().name, connection->id().number());
    m_connection->setCurrentIndex(qMax(0, m_connection->findData(chosen)));
}

Result<Reasker::Options> ReaskDialog::options() const
{
    static const QRegularExpression between(QStringLiteral("[\\s,]+"));
    const auto ignored = parseFieldSelectors(m_ignored->text().split(between, Qt::SkipEmptyParts));
    if (!ignored)
        return ignored.error();
    Reasker::Options options;
    options.rules = {ignored.value(), static_cast<double>(m_tolerance->value()) / 100};
    options.atOnce = m_atOnce->value();
    return options;
}

bool ReaskDialog::isUp(SourceId id) const
{
    const auto *connection = m_connections.find(id);
    return connection && connection->state() == ConnectionState::Connected;
}

Result<TransferJob::Work> ReaskDialog::work()
{
    const auto typedName = std::exchange(m_typedName, {}); // good for this time only, whatever becomes of it
    const auto filter = checkedFilter(*m_filter);
    if (!filter)
        return filter.error();
    const auto given = options();
    if (!given)
        return given.error();
    const SourceId chosen(m_connection->currentData().toUInt());
    if (!isUp(chosen))
        return makeError(ErrorKind::Unreachable, noConnection());
    const auto &connection = *m_connections.find(chosen);
    const auto pass = connection.passFor(typedName);
    if (connection.isLocked() && !pass) {
        askForName(connection.profile().name);
        return makeError(ErrorKind::NotPermitted, tr("%1 is locked.").arg(connection.profile().name));
    }
    // The form can be changed while the worker reads.
    m_options = given.value();
    m_options.pass = pass ? pass.value() : SendingPass();
    m_askedConnection = chosen;
    m_table->hide();
    m_save->hide();
    m_exchanges = std::make_shared<RecordedExchanges>();
    return TransferJob::Work([source = m_source, text = filter.value(), known = m_known,
                              found = m_exchanges](const JobControl &control) -> Result<QString> {
        auto wanted = recordingPredicate(text, source, known);
        if (!wanted)
            return wanted.error();
        ExchangeQuery query;
        query.wanted = std::move(wanted).value();
        auto read = readExchanges(source, query, control);
        if (!read)
            return read.error();
        *found = std::move(read).value();
        return QString();
    });
}

/// A locked connection takes these requests, once its name is typed.
void ReaskDialog::askForName(const QString &connection)
{
    auto *question = new GuardQuestion({connection, tr("Ask %1 again?").arg(connection),
                                        tr("The recorded requests that pass the filter are sent."), tr("Ask")},
                                       this);
    connect(question, &GuardQuestion::nameTyped, this, [this](const QString &name) {
        m_typedName = name;
        begin();
    });
    question->open();
}

/// The requests are read; now they are asked.
void ReaskDialog::ask()
{
    const auto exchanges = std::exchange(m_exchanges, nullptr);
    if (!isUp(m_askedConnection))
        return showError(noConnection());
    m_reasker =
        std::make_unique<Reasker>(*m_connections.find(m_askedConnection), std::move(*exchanges), m_options, m_codecs);
    connect(m_reasker.get(), &Reasker::progressed, this, &ReaskDialog::showProgress);
    connect(m_reasker.get(), &Reasker::finished, this, &ReaskDialog::showReport);
    setBusy(true);
    m_reasker->start();
}

void ReaskDialog::cancelWork()
{
    if (m_reasker)
        m_reasker->stop();
    else
        ReworkDialog::cancelWork();
}

void ReaskDialog::showReport()
{
    m_report = m_reasker->report();
    m_report.recording = m_source;
    m_reasker.release()->deleteLater(); // it speaks just now
    setBusy(false);
    auto summary = summaryOf(m_report);
    if (m_report.requests.size() > maxRows)
        summary += u' ' + tr("The first %1 are shown.").arg(countFull(maxRows));
    const int rows = int(qMin<qsizetype>(m_report.requests.size(), maxRows));
    m_table->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const auto &request = m_report.requests.at(row);
        const QString texts[] = {request.subject, latencyText(request.recordedNs), latencyText(request.latencyNs),
                                 reaskVerdictText(request.verdict), request.details.join(QStringLiteral("; "))};
        for (int column = 0; column < int(std::size(texts)); ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setToolTip(texts[column]);
            m_table->setItem(row, column, item);
        }
    }
    m_table->setVisible(rows > 0);
    m_save->setVisible(rows > 0);
    showResult(summary); // last: it makes room for them
    Q_EMIT asked();
}

void ReaskDialog::save()
{
    const auto path = QFileDialog::getSaveFileName(this, tr("Save as JUnit XML"), {}, tr("JUnit XML (*.xml)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const auto xml = reaskJunit(m_report);
    if (!file.open(QIODevice::WriteOnly) || file.write(xml) != xml.size() || !file.commit())
        showError(tr("%1 could not be written: %2.").arg(QFileInfo(path).fileName(), file.errorString()));
}

} // namespace gnat
