<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n client(s) lost their connection</source>
        <translation>
            <numerusform>%n client lost its connection</numerusform>
            <numerusform>%n clients lost their connection</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be written.</source>
        <translation>
            <numerusform>%n message could not be written.</numerusform>
            <numerusform>%n messages could not be written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were exported.</source>
        <translation>
            <numerusform>%1 message was exported.</numerusform>
            <numerusform>%1 messages were exported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were imported.</source>
        <translation>
            <numerusform>%1 message was imported.</numerusform>
            <numerusform>%1 messages were imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <translation>
            <numerusform>%1 message</numerusform>
            <numerusform>%1 messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s)</source>
        <translation>
            <numerusform>%1 file</numerusform>
            <numerusform>%1 files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 older file(s)</source>
        <translation>
            <numerusform>%1 older file</numerusform>
            <numerusform>%1 older files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 subject(s)</source>
        <translation>
            <numerusform>%1 subject</numerusform>
            <numerusform>%1 subjects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 byte</numerusform>
            <numerusform>%1 bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 until %2: %3, %4 message(s)</source>
        <translation>
            <numerusform>%1 until %2: %3, %4 message</numerusform>
            <numerusform>%1 until %2: %3, %4 messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) did not pass the filter.</source>
        <translation>
            <numerusform>%1 message did not pass the filter.</numerusform>
            <numerusform>%1 messages did not pass the filter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were dropped here; the file states the gap.</source>
        <translation>
            <numerusform>%1 message was dropped here; the file states the gap.</numerusform>
            <numerusform>%1 messages were dropped here; the file states the gap.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) came while it was paused; the file states the gap.</source>
        <translation>
            <numerusform>%1 message came while it was paused; the file states the gap.</numerusform>
            <numerusform>%1 messages came while it was paused; the file states the gap.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The recording goes on. %1 message(s) were dropped here; the file states the gap.</source>
        <translation>
            <numerusform>The recording goes on. %1 message was dropped here; the file states the gap.</numerusform>
            <numerusform>The recording goes on. %1 messages were dropped here; the file states the gap.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sent %1 of %2 message(s), %3, %4 refused</source>
        <translation>
            <numerusform>Sent %1 of %2 message, %3, %4 refused</numerusform>
            <numerusform>Sent %1 of %2 messages, %3, %4 refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 slow patch(es) moved the rest back, by %2 ms in all</source>
        <translation>
            <numerusform>%1 slow patch moved the rest back, by %2 ms</numerusform>
            <numerusform>%1 slow patches moved the rest back, by %2 ms in all</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Answered %1 request(s)</source>
        <translation>
            <numerusform>Answered %1 request</numerusform>
            <numerusform>Answered %1 requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) found.</source>
        <translation>
            <numerusform>%1 message found.</numerusform>
            <numerusform>%1 messages found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were dropped here: this computer was too busy.</source>
        <translation>
            <numerusform>%1 message was dropped here: this computer was too busy.</numerusform>
            <numerusform>%1 messages were dropped here: this computer was too busy.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: hidden %2 time(s)</source>
        <translation>
            <numerusform>%1: hidden %2 time</numerusform>
            <numerusform>%1: hidden %2 times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 payload(s) are not JSON and were emptied.</source>
        <translation>
            <numerusform>%1 payload is not JSON and was emptied.</numerusform>
            <numerusform>%1 payloads are not JSON and were emptied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 payload(s) are not JSON and were kept as they are.</source>
        <translation>
            <numerusform>%1 payload is not JSON and was kept as it is.</numerusform>
            <numerusform>%1 payloads are not JSON and were kept as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 header block(s) could not be read and were emptied.</source>
        <translation>
            <numerusform>%1 header block could not be read and was emptied.</numerusform>
            <numerusform>%1 header blocks could not be read and were emptied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Would send %1 of %2 message(s), %3, %4 refused</source>
        <translation>
            <numerusform>Would send %1 of %2 message, %3, %4 refused</numerusform>
            <numerusform>Would send %1 of %2 messages, %3, %4 refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %1 more subject(s)</source>
        <translation>
            <numerusform>and %1 more subject</numerusform>
            <numerusform>and %1 more subjects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n gap</numerusform>
            <numerusform>%n gaps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 header block(s) lost what is no header: the words of a status, broken lines.</source>
        <translation>
            <numerusform>%1 header block lost what is no header: the words of a status, broken lines.</numerusform>
            <numerusform>%1 header blocks lost what is no header: the words of a status, broken lines.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ChartLegend</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ClientTalkers</name>
    <message numerus="yes">
        <source>%n subscription(s)</source>
        <translation>
            <numerusform>%n subscription</numerusform>
            <numerusform>%n subscriptions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ClusterPage</name>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n subscription(s)</source>
        <translation>
            <numerusform>%n subscription</numerusform>
            <numerusform>%n subscriptions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) of other programs are connected and will lose their connection.</source>
        <translation>
            <numerusform>%n client of another program is connected and will lose its connection.</numerusform>
            <numerusform>%n clients of other programs are connected and will lose their connection.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ConnectionStrips</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::CutDialog</name>
    <message numerus="yes">
        <source>%1 message(s) were kept.</source>
        <translation>
            <numerusform>%1 message was kept.</numerusform>
            <numerusform>%1 messages were kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::Desktop</name>
    <message numerus="yes">
        <source>%Ln message(s) recorded into %1.</source>
        <translation>
            <numerusform>%Ln message recorded into %1.</numerusform>
            <numerusform>%Ln messages recorded into %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) recorded into %1 files, the last is %2.</source>
        <translation>
            <numerusform>%Ln message recorded into %1 files, the last is %2.</numerusform>
            <numerusform>%Ln messages recorded into %1 files, the last is %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To keep within the limits %Ln older file(s) with %1 messages were removed.</source>
        <translation>
            <numerusform>To keep within the limits %Ln older file with %1 messages was removed.</numerusform>
            <numerusform>To keep within the limits %Ln older files with %1 messages were removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::FlowPopup</name>
    <message numerus="yes">
        <source>from %n connection(s)</source>
        <translation>
            <numerusform>from %n connection</numerusform>
            <numerusform>from %n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::GapHistogram</name>
    <message numerus="yes">
        <source>%n gap(s), p50 %1, p99 %2</source>
        <translation>
            <numerusform>%n gap, p50 %1, p99 %2</numerusform>
            <numerusform>%n gaps, p50 %1, p99 %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::GuardQuestion</name>
    <message numerus="yes">
        <source>Allow for %n min</source>
        <translation>
            <numerusform>Allow for %n min</numerusform>
            <numerusform>Allow for %n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::MarkActions</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::MergeDialog</name>
    <message numerus="yes">
        <source>%1 message(s) of %2 recordings were merged.</source>
        <translation>
            <numerusform>%1 message of %2 recordings was merged.</numerusform>
            <numerusform>%1 messages of %2 recordings were merged.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::MessageMarks</name>
    <message numerus="yes">
        <source>There are %n marks already. Remove some first.</source>
        <translation>
            <numerusform>There is %n mark already. Remove it first.</numerusform>
            <numerusform>There are %n marks already. Remove some first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::MessageTransfer</name>
    <message numerus="yes">
        <source>Folder for %n payload(s)</source>
        <translation>
            <numerusform>Folder for %n payload</numerusform>
            <numerusform>Folder for %n payloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::RecordDialog</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::RecordingStrip</name>
    <message numerus="yes">
        <source>Record (%n other(s) run)</source>
        <translation>
            <numerusform>Record (%n other runs)</numerusform>
            <numerusform>Record (%n others run)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ReplyPane</name>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::RunningRecording</name>
    <message numerus="yes">
        <source>%1; removed: %n older file(s) with %2 messages</source>
        <translation>
            <numerusform>%1; removed: %n older file with %2 messages</numerusform>
            <numerusform>%1; removed: %n older files with %2 messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::Sender</name>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ServerCard</name>
    <message numerus="yes">
        <source>%n client(s), %1 in, %2 out</source>
        <translation>
            <numerusform>%n client, %1 in, %2 out</numerusform>
            <numerusform>%n clients, %1 in, %2 out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n client(s)</source>
        <translation>
            <numerusform>%1, %n client</numerusform>
            <numerusform>%1, %n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ServerList</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ServerTreeModel</name>
    <message numerus="yes">
        <source>%1, %2, %n client(s)</source>
        <translation>
            <numerusform>%1, %2, %n client</numerusform>
            <numerusform>%1, %2, %n clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::SubjectTreeModel</name>
    <message numerus="yes">
        <source>%n subscription(s):</source>
        <translation>
            <numerusform>%n subscription:</numerusform>
            <numerusform>%n subscriptions:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::SubjectsPane</name>
    <message numerus="yes">
        <source>%n subject(s)</source>
        <translation>
            <numerusform>%n subject</numerusform>
            <numerusform>%n subjects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n hidden subject(s) again</source>
        <translation>
            <numerusform>Show %n hidden subject again</numerusform>
            <numerusform>Show %n hidden subjects again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::TalkersPane</name>
    <message numerus="yes">
        <source>%1, %n subject(s)</source>
        <translation>
            <numerusform>%1, %n subject</numerusform>
            <numerusform>%1, %n subjects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::TopBar</name>
    <message numerus="yes">
        <source>%n pattern(s) hidden</source>
        <translation>
            <numerusform>%n pattern hidden</numerusform>
            <numerusform>%n patterns hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::TopologyView</name>
    <message numerus="yes">
        <source>%1 is %2, %n client(s)</source>
        <translation>
            <numerusform>%1 is %2, %n client</numerusform>
            <numerusform>%1 is %2, %n clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) moved</source>
        <translation>
            <numerusform>%n client moved</numerusform>
            <numerusform>%n clients moved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n client</numerusform>
            <numerusform>%n clients</numerusform>
        </translation>
    </message>
</context>
</TS>
