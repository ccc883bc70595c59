// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/banner.h"
#include "filter/filter.h"
#include "messagelistfixture.h"
#include "messages/messageactions.h"
#include "messages/messageselection.h"
#include "messages/messagetransfer.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace gnat;
using Scope = MessageTransfer::Scope;

/// Exports of a list read the store, not the view.
class MessageTransferTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_transfer.reset();
        m_list = std::make_unique<test::MessageListFixture>();
        m_transfer = std::make_unique<MessageTransfer>(m_list->model, m_list->table, m_list->codecs);
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_list->show());
    }
    void cleanup()
    {
        m_transfer.reset();
        m_list.reset();
    }

    void selectionIsExported();
    void everythingIsExportedWhileTheListIsASample();
    void theFilterDecidesWhatIsShown();
    void cancelAndErrorsAreSaid();
    void payloadsAreSaved();
    void nothingSelectedIsSaid();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString strip() const { return m_transfer->findChild<Banner *>()->html(); }
    QByteArrayList lines(const QString &name) const
    {
        QFile file(path(name));
        auto all = file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QByteArrayList();
        all.removeAll(QByteArray());
        return all;
    }
    bool wait() const
    {
        return QTest::qWaitFor([this] { return !m_transfer->isRunning(); }, 20'000);
    }

    std::unique_ptr<test::MessageListFixture> m_list;
    std::unique_ptr<MessageTransfer> m_transfer;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void MessageTransferTest::selectionIsExported()
{
    m_list->append(100, "{\"n\":1}");
    auto *selection = m_list->table.selectionModel();
    for (const int row : {3, 4, 50})
        selection->select(m_list->model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(selectedPositions(m_list->table, m_list->model), (std::vector<PositionRange>{{3, 5}, {50, 51}}));
    m_transfer->setNotes([] { return QHash<quint64, QString>{{4, QStringLiteral("seen")}}; });
    m_transfer->exportTo(Scope::Selection, path(QStringLiteral("x.ndjson")));
    QVERIFY(wait());
    QCOMPARE(lines(QStringLiteral("x.ndjson")).size(), 3);
    QVERIFY(lines(QStringLiteral("x.ndjson"))[1].contains("\"note\":\"seen\""));
    QVERIFY(m_transfer->isVisible());
    QVERIFY2(strip().startsWith(QStringLiteral("3 messages were exported to x.ndjson")), qPrintable(strip()));
    m_transfer->exportTo(Scope::Selection, path(QStringLiteral("x.csv")));
    QVERIFY(wait());
    QVERIFY(lines(QStringLiteral("x.csv"))[0].contains("payload.n"));
    m_transfer->exportTo(Scope::Selection, path(QStringLiteral("x.mcap")));
    QVERIFY(wait());
    QVERIFY(lines(QStringLiteral("x.mcap"))[0].startsWith("\x89MCAP0"));
    m_transfer->exportTo(Scope::Selection, path(QStringLiteral("x.sh")));
    QVERIFY(wait());
    QVERIFY(lines(QStringLiteral("x.sh"))[0].startsWith("#!"));
}

void MessageTransferTest::everythingIsExportedWhileTheListIsASample()
{
    m_list->tester.reset();
    m_list->model.setSampling(100);
    for (int i = 0; i < 20; ++i)
        m_list->append(1000);
    QVERIFY(m_list->model.rowCount() < 300);
    m_transfer->exportTo(Scope::Kept, path(QStringLiteral("all.ndjson")));
    QVERIFY(wait());
    QCOMPARE(lines(QStringLiteral("all.ndjson")).size(), 20'000);
}

void MessageTransferTest::theFilterDecidesWhatIsShown()
{
    for (int i = 0; i < 30; ++i)
        m_list->append(1, "x", i % 3 == 0 ? "keep.this" : "drop.that");
    FilterError error;
    m_list->model.setFilter(*Filter::compile(QStringLiteral("keep.>"), &error));
    QTRY_COMPARE(m_list->model.rowCount(), 10);
    m_transfer->exportTo(Scope::Shown, path(QStringLiteral("shown.ndjson")));
    QVERIFY(wait());
    QCOMPARE(lines(QStringLiteral("shown.ndjson")).size(), 10);
    m_transfer->exportTo(Scope::Kept, path(QStringLiteral("kept.ndjson")));
    QVERIFY(wait());
    QCOMPARE(lines(QStringLiteral("kept.ndjson")).size(), 30);
}

void MessageTransferTest::cancelAndErrorsAreSaid()
{
    m_list->tester.reset(); // it walks over all rows at each insertion
    for (int i = 0; i < 50; ++i)
        m_list->append(2000, "{\"a\":{\"b\":[1,2,3]}}");
    m_transfer->exportTo(Scope::Kept, path(QStringLiteral("long.csv")));
    QVERIFY(m_transfer->isRunning());
    m_transfer->exportTo(Scope::Kept, path(QStringLiteral("second.csv")));
    QVERIFY(strip().contains(QStringLiteral("still running")));
    Q_EMIT m_transfer->findChild<Banner *>()->linkActivated(QStringLiteral("cancel"));
    QVERIFY(wait());
    QVERIFY2(strip().contains(QStringLiteral("cancelled")), qPrintable(strip()));
    QVERIFY(QDir(m_folder->path()).isEmpty());
    m_transfer->exportTo(Scope::Kept, path(QStringLiteral("no/folder/x.ndjson")));
    QVERIFY(wait());
    QVERIFY(strip().startsWith(QStringLiteral("x.ndjson could not be written")));
}

void MessageTransferTest::payloadsAreSaved()
{
    m_list->append({"a.b", {}, {}, std::string_view("\x00\x01", 2)});
    m_list->append({"a.c", {}, {}, "{}"});
    m_list->table.selectAll();
    m_transfer->savePayloadsTo(m_folder->path(), true);
    QVERIFY(wait());
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("a.b *.bin"), QStringLiteral("a.c *.json")}).size(), 2);
    QVERIFY(strip().startsWith(QStringLiteral("2 of 2 payloads were saved")));
}

void MessageTransferTest::nothingSelectedIsSaid()
{
    m_list->append(3);
    m_transfer->exportTo(Scope::Selection, path(QStringLiteral("x.ndjson")));
    QVERIFY(strip().startsWith(QStringLiteral("Nothing is selected")));
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

QTEST_MAIN(MessageTransferTest)
#include "tst_messagetransfer.moc"
