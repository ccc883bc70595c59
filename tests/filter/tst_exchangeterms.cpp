// SPDX-FileCopyrightText: The Gnatcatcher authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/filter.h"

#include <QTest>

using namespace gnat;

namespace {

/// What somebody found out: 1 timed out, 2 replies to 3 on an unusual subject.
ExchangeVerdict findOut(const MessageView &message)
{
    auto verdict = exchangeByShape(message);
    if (message.sequence == 1)
        verdict.outcome = ExchangeOutcome::TimedOut;
    verdict.isReply = verdict.isReply || message.sequence == 2;
    return verdict;
}

MessageView message(std::uint64_t sequence, std::string_view subject, std::string_view reply = {})
{
    MessageView view;
    view.sequence = sequence;
    view.subject = subject;
    view.reply = reply;
    return view;
}

} // namespace

class TestExchangeTerms final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void termsAskWhatIsKnown_data();
    void termsAskWhatIsKnown();
};

void TestExchangeTerms::termsAskWhatIsKnown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("known"); ///< which of the messages pass
    QTest::addColumn<QString>("byShape");
    const auto row = [](const char *text, const char *known, const char *byShape) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(known) << QString::fromUtf8(byShape);
    };
    row("is:request", "13", "13");
    row("is:reply", "24", "4");
    row("is:timeout", "1", "");
    row("!is:timeout", "2345", "12345");
    row("is:timeout or is:reply", "124", "4");
}

void TestExchangeTerms::termsAskWhatIsKnown()
{
    const MessageView messages[] = {message(1, "user.get", "_INBOX.a.1"), message(2, "my.box"),
                                    message(3, "user.get", "my.box"), message(4, "_INBOX.a.9"),
                                    message(5, "orders.1", "$JS.ACK.S.C.1.1.1.1.1")};
    QFETCH(const QString, text);
    const auto passing = [&](const FilterContext &context) {
        QString passed;
        const auto filter = Filter::compile(text, nullptr, context);
        for (const auto &one : messages) {
            if (filter && filter->accepts(one))
                passed += QString::number(one.sequence);
        }
        return passed;
    };
    FilterContext context;
    QTEST(passing(context), "byShape");
    context.findExchange = findOut;
    QTEST(passing(context), "known");
}

QTEST_APPLESS_MAIN(TestExchangeTerms)
#include "tst_exchangeterms.moc"
