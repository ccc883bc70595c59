// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/banner.h"
#include "pagefixture.h"
#include "recording/recordingfixture.h"
#include "recordings/recordingtools.h"
#include "recordings/salvagedialog.h"
#include "recordingspagefixture.h"

#include <QAbstractButton>
#include <QFile>
#include <QLayout>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace gnat;

namespace {

constexpr int deadline = 20'000;
constexpr int messages = 20'000;

QAbstractButton *button(const QWidget &parent, const QString &text)
{
    const auto buttons = parent.findChildren<QAbstractButton *>();
    for (auto *button : buttons) {
        if (button->isVisible() && button->text().startsWith(text))
            return button;
    }
    return nullptr;
}

} // namespace

/// A damaged recording on the page: the offer, the new file, the report; the damaged one stays as it is.
class SalvageDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup()
    {
        m_page.reset();
        m_fixture.reset();
        m_folder.reset();
    }

    void aFileThatWasCutShort();
    void aFileWithAHole();
    void anEmptyOneIsNotOffered();
    void otherTroubleHasNoOffer();

private:
    QByteArray content() const;
    void salvageFrom(QAbstractButton *offer);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::PageFixture> m_fixture;
    std::unique_ptr<RecordingsPage> m_page;
    QString m_path;
};

void SalvageDialogTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<test::PageFixture>();
    m_fixture->workspace().preferences().setRecordingFolder(m_folder->path());
    m_page = test::showRecordingsPage(m_fixture->workspace());
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    m_path = m_folder->filePath(QStringLiteral("broken.gnat"));
    QCOMPARE(test::record(m_path, test::plainNotes(messages)), QString());
}

QByteArray SalvageDialogTest::content() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Clicks the offer, makes the new recording, and opens it.
void SalvageDialogTest::salvageFrom(QAbstractButton *offer)
{
    const auto before = content();
    QTest::mouseClick(offer, Qt::LeftButton);
    auto *dialog = qobject_cast<SalvageDialog *>(m_page->tools().dialog());
    QVERIFY(dialog);
    const auto target = dialog->target();
    QCOMPARE(target, m_folder->filePath(QStringLiteral("broken salvaged.gnat")));
    dialog->setTarget(m_path);
    QTest::mouseClick(button(*dialog, QStringLiteral("Salvage")), Qt::LeftButton);
    QVERIFY2(dialog->resultText().startsWith(u"Choose another name"), qPrintable(dialog->resultText()));
    dialog->setTarget(target);
    QSignalSpy ended(dialog, &ReworkDialog::ended);
    QTest::mouseClick(button(*dialog, QStringLiteral("Salvage")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QVERIFY2(dialog->resultText().startsWith(u"Messages saved: "), qPrintable(dialog->resultText()));
    QVERIFY2(dialog->resultText().contains(u"cannot be read any more"), qPrintable(dialog->resultText()));
    QCOMPARE(content(), before);
    const auto reader = RecordingReader::open(target);
    QVERIFY(reader);
    const auto saved = reader.value().messages().value();
    QVERIFY2(saved > messages / 4 && saved < messages, qPrintable(QString::number(saved)));
    QVERIFY(!reader.value().summary().value().gaps.isEmpty());
    QTest::mouseClick(button(*dialog, QStringLiteral("Open it")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), target, deadline);
}

void SalvageDialogTest::aFileThatWasCutShort()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(file.size() * 6 / 10));
    file.close();
    m_page->open(m_path);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->words().startsWith(u"This recording cannot be opened"), deadline);
    QVERIFY2(m_page->words().contains(u"damaged"), qPrintable(m_page->words()));
    QTRY_VERIFY(button(*m_page, QStringLiteral("Salvage")));
    salvageFrom(button(*m_page, QStringLiteral("Salvage")));
}

void SalvageDialogTest::aFileWithAHole()
{
    constexpr qint64 page = 32'768;
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / page / 2 * page));
    QCOMPARE(file.write(QByteArray(2 * page, '\x5a')), 2 * page);
    file.close();
    m_page->open(m_path);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->openedPath(), m_path, deadline);
    auto *strip = m_page->findChild<Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible() && button(*strip, QStringLiteral("Salvage")), deadline);
    QVERIFY2(strip->html().contains(u"damaged"), qPrintable(strip->html()));
    salvageFrom(button(*strip, QStringLiteral("Salvage")));
    QVERIFY(!strip->isVisible());
}

/// Of a file that was cut before its first message; what is said does not squeeze the form.
void SalvageDialogTest::anEmptyOneIsNotOffered()
{
    QFile file(m_path);
    QVERIFY(file.resize(100'000));
    m_page->tools().salvage(m_path);
    auto *dialog = m_page->tools().dialog();
    QVERIFY(QTest::qWaitForWindowExposed(dialog));
    QCOMPARE(dialog->focusWidget()->accessibleName(), QStringLiteral("New file"));
    const int height = dialog->height();
    QSignalSpy ended(dialog, &ReworkDialog::ended);
    QTest::mouseClick(button(*dialog, QStringLiteral("Salvage")), Qt::LeftButton);
    QVERIFY(dialog->height() > height);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, deadline);
    QVERIFY2(dialog->resultText().startsWith(u"Messages saved: 0."), qPrintable(dialog->resultText()));
    QVERIFY(!button(*dialog, QStringLiteral("Open it")));
    QVERIFY(dialog->height() >= dialog->layout()->totalMinimumHeightForWidth(dialog->width()));
}

void SalvageDialogTest::otherTroubleHasNoOffer()
{
    m_page->open(m_folder->filePath(QStringLiteral("nowhere.gnat")));
    QTRY_VERIFY_WITH_TIMEOUT(m_page->words().startsWith(u"This recording cannot be opened"), deadline);
    QVERIFY(!button(*m_page, QStringLiteral("Salvage")));
}

QTEST_MAIN(SalvageDialogTest)
#include "tst_salvagedialog.moc"
