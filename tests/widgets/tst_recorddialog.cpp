// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/filterassist.h"
#include "common/filteredit.h"
#include "core/batchbuilder.h"
#include "recordings/recorddialog.h"
#include "resources/resources.h"
#include "support/qtwarnings.h"

#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace gnat;
using namespace gnat::test;

namespace {

/// Shops are all there is.
FilterVocabulary vocabulary()
{
    FilterVocabulary words;
    words.subjects = [](const QString &prefix) {
        return QStringLiteral("shop.orders.paid").startsWith(prefix) ? QStringList{QStringLiteral("shop.orders.paid")}
                                                                     : QStringList();
    };
    return words;
}

FilterContext context()
{
    const auto find = [](const QString &name) {
        return name == QLatin1String("demo") ? SourceId(3) : SourceId();
    };
    return {.findConnection = find};
}

bool passes(const MessagePredicate &wanted, SourceId source)
{
    BatchBuilder builder(source);
    return builder.append({"a", {}, {}, "x"}, 1, SubscriptionId(1)) && wanted(builder.take()->at(0));
}

} // namespace

/// "Record with options" under the keys.
class RecordDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init();
    void cleanup() { delete m_dialog; }
    void helpsWithFiltersAndMarksFaults();
    void refusesLimitsThatContradict();
    void asksForWhatWasSet();

private:
    FilterEdit *filter(const char *name) { return field<FilterEdit>(name); }
    QSpinBox *number(const char *name) { return field<QSpinBox>(name); }
    template <typename Field>
    Field *field(const char *name)
    {
        for (auto *found : m_dialog->findChildren<Field *>()) {
            if (found->accessibleName() == QLatin1String(name))
                return found;
        }
        qFatal("there is no field %s", name);
    }
    QPushButton *button()
    {
        for (auto *found : m_dialog->findChildren<QPushButton *>()) {
            if (found->text() == QLatin1String("Record"))
                return found;
        }
        qFatal("there is no button");
    }

    QPointer<RecordDialog> m_dialog;
};

void RecordDialogTest::init()
{
    failOnQtWarnings();
    m_dialog = new RecordDialog({vocabulary, context, nullptr});
    m_dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_dialog));
}

void RecordDialogTest::helpsWithFiltersAndMarksFaults()
{
    auto *only = filter("Only messages with");
    only->setFocus();
    QTest::keyClicks(only, QStringLiteral("shop.o"));
    QTRY_VERIFY(only->assist().isOpen());
    QTest::keyClick(only, Qt::Key_Tab);
    QCOMPARE(only->text().trimmed(), QStringLiteral("shop.orders.paid"));
    auto *stop = filter("End with the first");
    stop->setFocus();
    QTest::keyClicks(stop, QStringLiteral("size>x"));
    QTRY_VERIFY(!stop->isValid());
    QVERIFY(!button()->isEnabled());
    QVERIFY(only->isValid());
    QTest::keyClick(stop, Qt::Key_Backspace);
    QTest::keyClicks(stop, QStringLiteral("1k"));
    QTRY_VERIFY(stop->isValid());
    QVERIFY(button()->isEnabled());
}

void RecordDialogTest::refusesLimitsThatContradict()
{
    number("Keep the newest files")->setValue(3);
    QVERIFY(!button()->isEnabled());
    number("New file at a size")->setValue(10);
    QVERIFY(button()->isEnabled());
    number("Keep within a size altogether")->setValue(15);
    QVERIFY(!button()->isEnabled());
    number("Keep within a size altogether")->setValue(20);
    QVERIFY(button()->isEnabled());
}

void RecordDialogTest::asksForWhatWasSet()
{
    RecordingOptions asked;
    connect(m_dialog, &RecordDialog::recordRequested, this,
            [&asked](const RecordingOptions &options) { asked = options; });
    auto *only = filter("Only messages with");
    only->setFocus();
    QTest::keyClicks(only, QStringLiteral("@demo"));
    number("New file after a time")->setValue(10);
    number("New file after a number of messages")->setValue(5000);
    number("Keep the newest files")->setValue(24);
    QSignalSpy gone(m_dialog, &QObject::destroyed);
    QTest::mouseClick(button(), Qt::LeftButton);
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(asked.filter, QStringLiteral("@demo"));
    QVERIFY(passes(asked.wanted, SourceId(3)));
    QVERIFY(!passes(asked.wanted, SourceId(4)));
    QVERIFY(!asked.startWhen);
    QCOMPARE(asked.split.ms, 600'000);
    QCOMPARE(asked.split.messages, 5000U);
    QCOMPARE(asked.split.keepFiles, 24U);
    QCOMPARE(asked.split.fileBytes, 0U);
}

QTEST_MAIN(RecordDialogTest)
#include "tst_recorddialog.moc"
