<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Connection</name>
    <message>
        <source>Not connected to %1; the message was not sent.</source>
        <translation>未连接到 %1，消息未发送。</translation>
    </message>
    <message>
        <source>The NKey file %1 can&apos;t be read: %2.</source>
        <translation>无法读取 NKey 文件 %1：%2。</translation>
    </message>
    <message>
        <source>The file %1 holds no NKey seed of a user (SU…).</source>
        <translation>文件 %1 中没有用户的 NKey 种子（SU…）。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Inspector and test bench for NATS.</source>
        <translation>NATS 的检查器与测试台。</translation>
    </message>
    <message>
        <source>Start the embedded broker with demo traffic.</source>
        <translation>启动带演示流量的内置服务器。</translation>
    </message>
    <message>
        <source>Forget where windows and docks were.</source>
        <translation>清除窗口和面板位置。</translation>
    </message>
    <message>
        <source>A server to connect to, or a recording to open.</source>
        <translation>要连接的服务器，或要打开的录制。</translation>
    </message>
</context>
<context>
    <name>PayloadCodec</name>
    <message>
        <source>… shown: first %1 bytes</source>
        <translation>… 仅显示前 %1 字节</translation>
    </message>
    <message>
        <source>bytes where none are expected</source>
        <translation>此处不应再有字节</translation>
    </message>
    <message>
        <source>nothing may follow the value</source>
        <translation>值之后不应再有内容</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>缺少值</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>a comma or } is missing</source>
        <translation>缺少逗号或 }</translation>
    </message>
    <message>
        <source>a comma or ] is missing</source>
        <translation>缺少逗号或 ]</translation>
    </message>
    <message>
        <source>a key in quotes is missing</source>
        <translation>缺少带引号的键</translation>
    </message>
    <message>
        <source>a colon is missing</source>
        <translation>缺少冒号</translation>
    </message>
    <message>
        <source>a control character in a string must be escaped</source>
        <translation>字符串中的控制字符必须转义</translation>
    </message>
    <message>
        <source>the closing quote is missing</source>
        <translation>缺少右引号</translation>
    </message>
    <message>
        <source>an unknown escape after \</source>
        <translation>\ 后的转义未知</translation>
    </message>
    <message>
        <source>four hexadecimal digits must follow \u</source>
        <translation>\u 后必须有四位十六进制数字</translation>
    </message>
    <message>
        <source>a value is expected</source>
        <translation>此处应为值</translation>
    </message>
    <message>
        <source>a number must not begin with 0</source>
        <translation>数字不得以 0 开头</translation>
    </message>
    <message>
        <source>a digit must follow the decimal point</source>
        <translation>小数点后必须有数字</translation>
    </message>
    <message>
        <source>a digit must follow the exponent</source>
        <translation>指数后必须有数字</translation>
    </message>
    <message>
        <source>the byte c1 has no meaning</source>
        <translation>字节 c1 没有含义</translation>
    </message>
    <message>
        <source>the value is longer than what is left</source>
        <translation>值的长度超过剩余内容</translation>
    </message>
    <message>
        <source>a byte that is not UTF-8</source>
        <translation>含有非 UTF-8 字节</translation>
    </message>
</context>
<context>
    <name>PayloadModel</name>
    <message>
        <source>changed</source>
        <translation>已变化</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
</context>
<context>
    <name>Recording</name>
    <message>
        <source>The subject or reply is longer than 65,535 bytes.</source>
        <translation>主题或回复主题超过 65,535 字节。</translation>
    </message>
    <message>
        <source>The replay was stopped.</source>
        <translation>回放已停止。</translation>
    </message>
    <message>
        <source>The recording “%1” is damaged: a message refers to a subject that is not there.</source>
        <translation>录制“%1”已损坏：有消息引用了不存在的主题。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>Try &apos;gnatcatcher-cli --help&apos;.</source>
        <translation>请尝试“gnatcatcher-cli --help”。</translation>
    </message>
    <message>
        <source>Print JSON, one object a line.</source>
        <translation>输出 JSON，每行一个对象。</translation>
    </message>
    <message>
        <source>A subject and at most one payload are expected.</source>
        <translation>应给出一个主题，最多一个载荷。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>--seed takes a number, --rate a factor over 0.</source>
        <translation>--seed 应为数字，--rate 应为大于 0 的倍数。</translation>
    </message>
    <message>
        <source>The broker takes no &quot;%1&quot;.</source>
        <translation>内置服务器不接受“%1”。</translation>
    </message>
    <message>
        <source>gnatcatcher-cli: nobody reads the output any more</source>
        <translation>gnatcatcher-cli：输出已无人读取</translation>
    </message>
    <message>
        <source>Run a NATS server for tests and demos.</source>
        <translation>运行用于测试和演示的 NATS 服务器。</translation>
    </message>
    <message>
        <source>Server URLs, separated by commas (NATS_URL).</source>
        <translation>服务器 URL，以逗号分隔（NATS_URL）。</translation>
    </message>
    <message>
        <source>User name or token (NATS_USER).</source>
        <translation>用户名或令牌（NATS_USER）。</translation>
    </message>
    <message>
        <source>Password (NATS_PASSWORD).</source>
        <translation>密码（NATS_PASSWORD）。</translation>
    </message>
    <message>
        <source>Credentials file (NATS_CREDS).</source>
        <translation>凭据文件（NATS_CREDS）。</translation>
    </message>
    <message>
        <source>File with an NKey seed (NATS_NKEY).</source>
        <translation>NKey 种子文件（NATS_NKEY）。</translation>
    </message>
    <message>
        <source>Client certificate (NATS_CERT).</source>
        <translation>客户端证书（NATS_CERT）。</translation>
    </message>
    <message>
        <source>Key of the client certificate (NATS_KEY).</source>
        <translation>客户端证书的密钥（NATS_KEY）。</translation>
    </message>
    <message>
        <source>Certificate authorities (NATS_CA).</source>
        <translation>证书颁发机构（NATS_CA）。</translation>
    </message>
    <message>
        <source>Time to wait for answers, 5s (NATS_TIMEOUT).</source>
        <translation>等待应答的时间，默认 5s（NATS_TIMEOUT）。</translation>
    </message>
    <message>
        <source>A context of the nats program (NATS_CONTEXT).</source>
        <translation>nats 程序的上下文（NATS_CONTEXT）。</translation>
    </message>
    <message>
        <source>Prefix of reply subjects, _INBOX (NATS_INBOX_PREFIX).</source>
        <translation>回复主题的前缀，默认 _INBOX（NATS_INBOX_PREFIX）。</translation>
    </message>
    <message>
        <source>The timeout &quot;%1&quot; is not a duration such as 5s or 500ms.</source>
        <translation>超时“%1”不是 5s 或 500ms 这样的时长。</translation>
    </message>
    <message>
        <source>A header; may be repeated.</source>
        <translation>消息头，可重复。</translation>
    </message>
    <message>
        <source>The header &quot;%1&quot; is not of the form Key:Value.</source>
        <translation>消息头“%1”不是“键:值”形式。</translation>
    </message>
    <message>
        <source>One file is expected.</source>
        <translation>应给出一个文件。</translation>
    </message>
    <message>
        <source>The output could not be written completely.</source>
        <translation>输出未能完整写入。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Payload bytes</source>
        <translation>载荷字节</translation>
    </message>
    <message>
        <source>First</source>
        <translation>最早</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最晚</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>no: the recording is still running or was cut off</source>
        <translation>否：录制仍在进行或被中断</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>缺口</translation>
    </message>
    <message numerus="yes">
        <source>%1 until %2: %3, %4 message(s)</source>
        <translation>
            <numerusform>%1 至 %2：%3，%4 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>unknown number of</source>
        <translation>数量未知的</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Tell what a recording holds.</source>
        <translation>显示录制的内容概要。</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>显示此帮助。</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>显示版本。</translation>
    </message>
    <message>
        <source>Usage: gnatcatcher-cli COMMAND [options]

Commands:
</source>
        <translation>用法：gnatcatcher-cli COMMAND [选项]

命令：
</translation>
    </message>
    <message>
        <source>
gnatcatcher-cli COMMAND --help shows the options of a command.
</source>
        <translation>
gnatcatcher-cli COMMAND --help 显示该命令的选项。
</translation>
    </message>
    <message>
        <source>A command is expected.</source>
        <translation>应给出一个命令。</translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;.</source>
        <translation>没有命令“%1”。</translation>
    </message>
    <message>
        <source>--count takes a number from 1, --sleep a duration such as 10ms.</source>
        <translation>--count 应为不小于 1 的数字，--sleep 应为 10ms 这样的时长。</translation>
    </message>
    <message>
        <source>Reply subject.</source>
        <translation>回复主题。</translation>
    </message>
    <message>
        <source>Publish so many times.</source>
        <translation>发布的次数。</translation>
    </message>
    <message>
        <source>Wait this long between two messages.</source>
        <translation>两条消息之间的等待时间。</translation>
    </message>
    <message>
        <source>Publish a message; without PAYLOAD it comes from standard input.</source>
        <translation>发布一条消息；未给 PAYLOAD 时从标准输入读取。</translation>
    </message>
    <message>
        <source>A file and at least one subject are expected.</source>
        <translation>应给出一个文件和至少一个主题。</translation>
    </message>
    <message>
        <source>The file %1 exists already. Choose another name, or write over it with --force.</source>
        <translation>文件 %1 已存在。请另选名称，或用 --force 覆盖。</translation>
    </message>
    <message>
        <source>End after this time, counted from Ready.</source>
        <translation>从 Ready 起经过此时间后结束。</translation>
    </message>
    <message>
        <source>End after so many messages.</source>
        <translation>达到此消息数后结束。</translation>
    </message>
    <message>
        <source>Write over an existing file.</source>
        <translation>覆盖已有文件。</translation>
    </message>
    <message>
        <source>Record what arrives on subjects into a file.</source>
        <translation>将主题上到达的消息录制到文件。</translation>
    </message>
    <message>
        <source>--speed takes a factor from 0.01 to 1000, or max.</source>
        <translation>--speed 应为 0.01 到 1000 的倍数，或 max。</translation>
    </message>
    <message>
        <source>Some messages were refused.</source>
        <translation>部分消息被拒绝。</translation>
    </message>
    <message>
        <source>Factor for the original timing, 1; max: as fast as possible.</source>
        <translation>原始时序的倍数，默认 1；max 为尽可能快。</translation>
    </message>
    <message>
        <source>Rewrite subjects, first match wins; an empty TO skips.</source>
        <translation>改写主题，首个匹配生效；TO 为空则跳过。</translation>
    </message>
    <message>
        <source>Add the original time as a header.</source>
        <translation>将原始时间加为消息头。</translation>
    </message>
    <message>
        <source>Also subjects under $JS, $SYS and _INBOX.</source>
        <translation>也包括 $JS、$SYS 和 _INBOX 下的主题。</translation>
    </message>
    <message>
        <source>Send a recording to a server as it was recorded.</source>
        <translation>按录制时的样子将录制发送到服务器。</translation>
    </message>
    <message numerus="yes">
        <source>Answered %1 request(s)</source>
        <translation>
            <numerusform>已应答 %1 个请求</numerusform>
        </translation>
    </message>
    <message>
        <source>A subject and at most one payload are expected.</source>
        <translation>应给出一个主题，最多一个载荷。</translation>
    </message>
    <message>
        <source>--count takes a number, --sleep a duration such as 10ms.</source>
        <translation>--count 应为数字，--sleep 应为 10ms 这样的时长。</translation>
    </message>
    <message>
        <source>Give a payload to reply with, or --echo.</source>
        <translation>请给出回复用的载荷，或使用 --echo。</translation>
    </message>
    <message>
        <source>Queue group, NATS-RPLY-22.</source>
        <translation>队列组，默认 NATS-RPLY-22。</translation>
    </message>
    <message>
        <source>Reply with what was asked.</source>
        <translation>以请求内容作为回复。</translation>
    </message>
    <message>
        <source>Wait this long before each reply.</source>
        <translation>每次回复前的等待时间。</translation>
    </message>
    <message>
        <source>End after so many replies.</source>
        <translation>达到此回复数后结束。</translation>
    </message>
    <message>
        <source>Answer requests with a fixed payload or an echo.</source>
        <translation>以固定载荷或原样内容应答请求。</translation>
    </message>
    <message>
        <source>Reply %1 after %2 ms</source>
        <translation>回复 %1，用时 %2 ms</translation>
    </message>
    <message>
        <source>No responders: nobody listens on %1.</source>
        <translation>无应答者：没有人监听 %1。</translation>
    </message>
    <message>
        <source>Timed out: no reply on %1 within %2 ms.</source>
        <translation>超时：%2 ms 内 %1 上没有回复。</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>--replies takes a number; 0 waits for all until the timeout.</source>
        <translation>--replies 应为数字；0 表示等待所有回复直到超时。</translation>
    </message>
    <message>
        <source>Wait for so many replies, 1; 0: all until the timeout.</source>
        <translation>等待的回复数，默认 1；0：直到超时的全部回复。</translation>
    </message>
    <message>
        <source>Print payloads alone.</source>
        <translation>仅输出载荷。</translation>
    </message>
    <message>
        <source>Send a request and print the reply.</source>
        <translation>发送请求并输出回复。</translation>
    </message>
    <message>
        <source>A subject is expected.</source>
        <translation>应给出一个主题。</translation>
    </message>
    <message>
        <source>--count takes a number, --wait a duration such as 10s.</source>
        <translation>--count 应为数字，--wait 应为 10s 这样的时长。</translation>
    </message>
    <message>
        <source>Subscribe in a queue group.</source>
        <translation>以队列组方式订阅。</translation>
    </message>
    <message>
        <source>End after this time.</source>
        <translation>经过此时间后结束。</translation>
    </message>
    <message>
        <source>Print what arrives on subjects.</source>
        <translation>输出主题上到达的消息。</translation>
    </message>
    <message>
        <source>Not connected to %1; the message was not sent.</source>
        <translation>未连接到 %1，消息未发送。</translation>
    </message>
    <message>
        <source>The queue group &quot;%1&quot; holds a blank or a control character.</source>
        <translation>队列组“%1”含有空格或控制字符。</translation>
    </message>
    <message>
        <source>It wants a login: give a user and password, a token or a credentials file.</source>
        <translation>它需要登录：请提供用户名和密码、令牌或凭据文件。</translation>
    </message>
    <message>
        <source>Check user and password.</source>
        <translation>请检查用户名和密码。</translation>
    </message>
    <message>
        <source>Check the token.</source>
        <translation>请检查令牌。</translation>
    </message>
    <message>
        <source>Check the NKey file.</source>
        <translation>请检查 NKey 文件。</translation>
    </message>
    <message>
        <source>Check the credentials file.</source>
        <translation>请检查凭据文件。</translation>
    </message>
    <message>
        <source>%1 refused the login (&quot;%2&quot;). %3</source>
        <translation>%1 拒绝了登录（“%2”）。%3</translation>
    </message>
    <message>
        <source>%1 does not offer TLS. Use nats:// or another port.</source>
        <translation>%1 不提供 TLS。请使用 nats:// 或其他端口。</translation>
    </message>
    <message>
        <source>%1 wants TLS. Use tls://.</source>
        <translation>%1 要求 TLS。请使用 tls://。</translation>
    </message>
    <message>
        <source>TLS with %1 failed: %2.</source>
        <translation>与 %1 的 TLS 失败：%2。</translation>
    </message>
    <message>
        <source>%1 accepted the connection but did not answer in time.</source>
        <translation>%1 接受了连接，但未及时应答。</translation>
    </message>
    <message>
        <source>Connecting to %1 failed: %2.</source>
        <translation>连接 %1 失败：%2。</translation>
    </message>
    <message>
        <source>The message is larger than the server accepts.</source>
        <translation>消息超过服务器可接受的大小。</translation>
    </message>
    <message>
        <source>The connection was lost; the message was not sent.</source>
        <translation>连接已断开，消息未发送。</translation>
    </message>
    <message>
        <source>The server did not take the message in time.</source>
        <translation>服务器未及时接收消息。</translation>
    </message>
    <message>
        <source>The server does not accept headers.</source>
        <translation>服务器不接受消息头。</translation>
    </message>
    <message>
        <source>Sending failed: %1.</source>
        <translation>发送失败：%1。</translation>
    </message>
    <message>
        <source>WebSocket addresses (%1://) are not supported; use nats:// or tls://.</source>
        <translation>不支持 WebSocket 地址（%1://）；请使用 nats:// 或 tls://。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; begins with %2://; a NATS address begins with nats:// or tls://.</source>
        <translation>“%1”以 %2:// 开头；NATS 地址以 nats:// 或 tls:// 开头。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a valid address. It has the form nats://host:port.</source>
        <translation>“%1”不是有效地址。地址形式为 nats://主机:端口。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; names no host. An address has the form nats://host:port.</source>
        <translation>“%1”没有主机。地址形式为 nats://主机:端口。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the port 0; a port is a number from 1 to 65535.</source>
        <translation>“%1”的端口为 0；端口应为 1 到 65535 的数字。</translation>
    </message>
    <message>
        <source>In &quot;%1&quot; nothing may follow the port.</source>
        <translation>“%1”的端口之后不得有其他内容。</translation>
    </message>
    <message>
        <source>Give an address such as nats://localhost:4222.</source>
        <translation>请给出地址，例如 nats://localhost:4222。</translation>
    </message>
    <message>
        <source>There is a comma too many in &quot;%1&quot;.</source>
        <translation>“%1”中多了一个逗号。</translation>
    </message>
    <message>
        <source>The addresses have different logins; one connection has one login.</source>
        <translation>各地址的登录信息不同；一个连接只能有一个登录。</translation>
    </message>
    <message>
        <source>Too many messages wait to be sent.</source>
        <translation>等待发送的消息过多。</translation>
    </message>
    <message>
        <source>Subscribing to %1 failed: %2</source>
        <translation>订阅 %1 失败：%2</translation>
    </message>
    <message>
        <source>The connection names no server.</source>
        <translation>连接未指定服务器。</translation>
    </message>
    <message>
        <source>Subscribing failed: %1</source>
        <translation>订阅失败：%1</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>连接已断开。</translation>
    </message>
    <message>
        <source>The connection was lost; connecting again.</source>
        <translation>连接已断开，正在重新连接。</translation>
    </message>
    <message>
        <source>The connection was lost (%1); connecting again.</source>
        <translation>连接已断开（%1），正在重新连接。</translation>
    </message>
    <message>
        <source>Messages on %1 come faster than they are taken; some were dropped.</source>
        <translation>%1 上的消息到达过快，部分已被丢弃。</translation>
    </message>
    <message>
        <source>The server says: %1</source>
        <translation>服务器消息：%1</translation>
    </message>
    <message>
        <source>The context file %1 can&apos;t be read: %2.</source>
        <translation>无法读取上下文文件 %1：%2。</translation>
    </message>
    <message>
        <source>The context file %1 is damaged: %2.</source>
        <translation>上下文文件 %1 已损坏：%2。</translation>
    </message>
    <message>
        <source>The context file %1 has a wrong url: %2</source>
        <translation>上下文文件 %1 中的 url 有误：%2</translation>
    </message>
    <message>
        <source>There is no context &quot;%1&quot; in %2.</source>
        <translation>%2 中没有上下文“%1”。</translation>
    </message>
    <message>
        <source>The credentials file %1 can&apos;t be read.</source>
        <translation>无法读取凭据文件 %1。</translation>
    </message>
    <message>
        <source>The login can&apos;t be used: %1.</source>
        <translation>无法使用该登录：%1。</translation>
    </message>
    <message>
        <source>The certificate authorities in %1 can&apos;t be used: %2.</source>
        <translation>无法使用 %1 中的证书颁发机构：%2。</translation>
    </message>
    <message>
        <source>The client certificate %1 or its key can&apos;t be used: %2.</source>
        <translation>无法使用客户端证书 %1 或其密钥：%2。</translation>
    </message>
    <message>
        <source>TLS can&apos;t be used: %1.</source>
        <translation>无法使用 TLS：%1。</translation>
    </message>
    <message>
        <source>The NATS library could not be started: %1.</source>
        <translation>无法启动 NATS 库：%1。</translation>
    </message>
    <message>
        <source>The connection can&apos;t be set up: %1.</source>
        <translation>无法建立连接：%1。</translation>
    </message>
    <message>
        <source>The header key &quot;%1&quot; is not valid: it must not be empty and must hold no blank, colon or control character.</source>
        <translation>消息头的键“%1”无效：不得为空，不得含空格、冒号或控制字符。</translation>
    </message>
    <message>
        <source>The value of the header &quot;%1&quot; holds a line break.</source>
        <translation>消息头“%1”的值含有换行。</translation>
    </message>
    <message>
        <source>The reply subject &quot;%1&quot; is not valid: it must hold no blank, wildcard or empty token.</source>
        <translation>回复主题“%1”无效：不得含空格、通配符或空词段。</translation>
    </message>
    <message>
        <source>The message has %1 bytes; the server accepts at most %2 (max_payload).</source>
        <translation>消息有 %1 字节；服务器最多接受 %2（max_payload）。</translation>
    </message>
    <message>
        <source>The host &quot;%1&quot; is not known. Check its name.</source>
        <translation>未知主机“%1”。请检查名称。</translation>
    </message>
    <message>
        <source>Connecting was cancelled.</source>
        <translation>连接已取消。</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 s. Check host and port, or a firewall.</source>
        <translation>%1 在 %2 秒内没有应答。请检查主机和端口，或防火墙。</translation>
    </message>
    <message>
        <source>What listens on %1 is not a NATS server.</source>
        <translation>在 %1 上监听的不是 NATS 服务器。</translation>
    </message>
    <message>
        <source>Nothing listens on %1 (connection refused). Start the server or check host and port.</source>
        <translation>%1 上无人监听（连接被拒绝）。请启动服务器，或检查主机和端口。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be reached: %2.</source>
        <translation>无法访问 %1：%2。</translation>
    </message>
    <message>
        <source>Not valid %1 at byte %2: %3.</source>
        <translation>第 %2 字节处不是有效的 %1：%3。</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 个字段</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 个字段</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>%1 项</translation>
    </message>
    <message>
        <source>%1 … (%2 bytes)</source>
        <translation>%1 …（%2 字节）</translation>
    </message>
    <message>
        <source>shown: first %1 fields</source>
        <translation>仅显示前 %1 个字段</translation>
    </message>
    <message>
        <source>… shown: first %1 characters</source>
        <translation>… 仅显示前 %1 个字符</translation>
    </message>
    <message>
        <source>nothing stands between the quotes</source>
        <translation>引号内没有内容</translation>
    </message>
    <message>
        <source>nothing stands between the slashes</source>
        <translation>斜线之间没有内容</translation>
    </message>
    <message>
        <source>a connection&apos;s name is missing after @</source>
        <translation>@ 后缺少连接名称</translation>
    </message>
    <message>
        <source>there is no connection %1</source>
        <translation>没有连接 %1</translation>
    </message>
    <message>
        <source>a header&apos;s key is missing after h:</source>
        <translation>h: 后缺少消息头的键</translation>
    </message>
    <message>
        <source>format: takes one of %1</source>
        <translation>format: 后应为以下之一：%1</translation>
    </message>
    <message>
        <source>a token is missing beside the dot</source>
        <translation>点号旁缺少词段</translation>
    </message>
    <message>
        <source>&gt; must be last</source>
        <translation>&gt; 必须在最后</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 The recording stopped; its first %2 messages are kept.</source>
        <translation>%1 录制已停止；前 %2 条消息已保留。</translation>
    </message>
    <message>
        <source>The recording needs a file name.</source>
        <translation>录制需要文件名。</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a file.</source>
        <translation>“%1”是文件夹，不是文件。</translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation>“%1”已存在。</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be created.</source>
        <translation>无法创建文件夹“%1”。</translation>
    </message>
    <message>
        <source>The folder “%1” cannot be written to.</source>
        <translation>无法写入文件夹“%1”。</translation>
    </message>
    <message>
        <source>“%1” is not a Gnatcatcher recording.</source>
        <translation>“%1”不是 Gnatcatcher 录制文件。</translation>
    </message>
    <message>
        <source>The recording “%1” is damaged: it ends after %2 bytes, within its header.</source>
        <translation>录制“%1”已损坏：在 %2 字节后结束，位于文件头之内。</translation>
    </message>
    <message>
        <source>The recording “%1” is damaged: it ends after %2 bytes, but should have %3.</source>
        <translation>录制“%1”已损坏：在 %2 字节后结束，本应有 %3 字节。</translation>
    </message>
    <message>
        <source>There is no file “%1”.</source>
        <translation>没有文件“%1”。</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a recording.</source>
        <translation>“%1”是文件夹，不是录制文件。</translation>
    </message>
    <message>
        <source>“%1” cannot be opened: %2.</source>
        <translation>无法打开“%1”：%2。</translation>
    </message>
    <message>
        <source>“%1” was made by a newer version of Gnatcatcher (format %2; this one reads up to %3).</source>
        <translation>“%1”由较新版本的 Gnatcatcher 生成（格式 %2；本版本最高支持 %3）。</translation>
    </message>
    <message>
        <source>The disk with “%1” is full.</source>
        <translation>“%1”所在磁盘已满。</translation>
    </message>
    <message>
        <source>The disk with “%1” reported an error: %2.</source>
        <translation>“%1”所在磁盘报告错误：%2。</translation>
    </message>
    <message>
        <source>The recording “%1” is damaged.</source>
        <translation>录制“%1”已损坏。</translation>
    </message>
    <message>
        <source>“%1” is in use by another program.</source>
        <translation>“%1”正被另一个程序使用。</translation>
    </message>
    <message>
        <source>“%1” cannot be used: %2.</source>
        <translation>无法使用“%1”：%2。</translation>
    </message>
    <message>
        <source>The file %1 is damaged (%2). It was set aside as %3.</source>
        <translation>文件 %1 已损坏（%2），已另存为 %3。</translation>
    </message>
    <message>
        <source>The file %1 is damaged (%2).</source>
        <translation>文件 %1 已损坏（%2）。</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be written: %2.</source>
        <translation>无法写入文件 %1：%2。</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be read: %2.</source>
        <translation>无法读取文件 %1：%2。</translation>
    </message>
    <message>
        <source>no JSON object</source>
        <translation>没有 JSON 对象</translation>
    </message>
    <message>
        <source>its folder can&apos;t be made</source>
        <translation>无法创建其文件夹</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <translation>%1 %2/s</translation>
    </message>
    <message>
        <source>&lt;%1 ms</source>
        <translation>&lt;%1 ms</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>gnatcatcher-cli: configuration file %1 is valid</source>
        <translation>gnatcatcher-cli：配置文件 %1 有效</translation>
    </message>
    <message>
        <source>%1 is known to nats-server but not supported by this broker.</source>
        <translation>%1 是 nats-server 的选项，但此服务器不支持。</translation>
    </message>
    <message>
        <source>-t checks a configuration file: name it with -c.</source>
        <translation>-t 用于检查配置文件：请用 -c 指定。</translation>
    </message>
    <message>
        <source>--nodes takes a number from 1 to 64, as far as there are ports.</source>
        <translation>--nodes 需要 1 到 64 之间的数字，并且端口要足够。</translation>
    </message>
    <message>
        <source>Send demo traffic.</source>
        <translation>发送演示消息。</translation>
    </message>
    <message>
        <source>Factor for the demo&apos;s rates, 1.</source>
        <translation>演示速率的倍数，默认 1。</translation>
    </message>
    <message>
        <source>Address to listen on, 127.0.0.1.</source>
        <translation>监听地址，默认 127.0.0.1。</translation>
    </message>
    <message>
        <source>Port for clients, 4222; -1 picks a free one.</source>
        <translation>客户端端口，默认 4222；-1 选用空闲端口。</translation>
    </message>
    <message>
        <source>Server name.</source>
        <translation>服务器名称。</translation>
    </message>
    <message>
        <source>Address that clients are told instead of this one.</source>
        <translation>告知客户端的地址，代替本机地址。</translation>
    </message>
    <message>
        <source>Configuration file in nats-server&apos;s format; flags count more.</source>
        <translation>nats-server 格式的配置文件；命令行选项优先。</translation>
    </message>
    <message>
        <source>Check the configuration file and end.</source>
        <translation>检查配置文件后退出。</translation>
    </message>
    <message>
        <source>Write the process id to a file.</source>
        <translation>将进程号写入文件。</translation>
    </message>
    <message>
        <source>Log to a file.</source>
        <translation>将日志写入文件。</translation>
    </message>
    <message>
        <source>Log lines carry the time; -T=false leaves it out.</source>
        <translation>日志行带时间；-T=false 则不带。</translation>
    </message>
    <message>
        <source>Log what happens.</source>
        <translation>记录发生的事件。</translation>
    </message>
    <message>
        <source>Log the protocol.</source>
        <translation>记录协议内容。</translation>
    </message>
    <message>
        <source>Log both.</source>
        <translation>两者都记录。</translation>
    </message>
    <message>
        <source>User that clients must log in as.</source>
        <translation>客户端登录所用的用户名。</translation>
    </message>
    <message>
        <source>The user&apos;s password, plain or as a bcrypt hash.</source>
        <translation>该用户的密码，明文或 bcrypt 哈希。</translation>
    </message>
    <message>
        <source>Token that clients must log in with.</source>
        <translation>客户端登录所用的令牌。</translation>
    </message>
    <message>
        <source>Clients connect under TLS; needs a certificate and its key.</source>
        <translation>客户端通过 TLS 连接；需要证书及其密钥。</translation>
    </message>
    <message>
        <source>Certificate of the server (PEM).</source>
        <translation>服务器证书 (PEM)。</translation>
    </message>
    <message>
        <source>Key of the certificate (PEM).</source>
        <translation>证书的密钥 (PEM)。</translation>
    </message>
    <message>
        <source>Clients must show a certificate.</source>
        <translation>客户端必须出示证书。</translation>
    </message>
    <message>
        <source>Certificate authorities of the clients (PEM).</source>
        <translation>签发客户端证书的机构 (PEM)。</translation>
    </message>
    <message>
        <source>Let other machines in without a login.</source>
        <translation>允许其他计算机不登录就连接。</translation>
    </message>
    <message>
        <source>Port for other nodes: nats://[USER:PASSWORD@]HOST:PORT.</source>
        <translation>供其他节点连接的端口：nats://[USER:PASSWORD@]HOST:PORT。</translation>
    </message>
    <message>
        <source>Name of the cluster.</source>
        <translation>集群名称。</translation>
    </message>
    <message>
        <source>Address that other nodes are told instead of this one.</source>
        <translation>告知其他节点的地址，代替本机地址。</translation>
    </message>
    <message>
        <source>Do not tell clients of the other nodes.</source>
        <translation>不向客户端告知其他节点。</translation>
    </message>
    <message>
        <source>Attempts to reach a node that was only heard of, 0.</source>
        <translation>连接间接得知的节点时的重试次数，默认 0。</translation>
    </message>
    <message>
        <source>Nodes to connect to, separated by commas.</source>
        <translation>要连接的节点，以逗号分隔。</translation>
    </message>
    <message>
        <source>Run so many nodes as one cluster, on ports that follow each other.</source>
        <translation>以一个集群运行若干节点，端口依次递增。</translation>
    </message>
    <message>
        <source>TLS needs a certificate and its key: --tlscert, --tlskey.</source>
        <translation>TLS 需要证书及其密钥：--tlscert、--tlskey。</translation>
    </message>
    <message>
        <source>--tlsverify needs to know whom to trust: --tlscacert.</source>
        <translation>--tlsverify 需要知道信任谁：--tlscacert。</translation>
    </message>
    <message>
        <source>--cluster takes nats://HOST:PORT or nats://USER:PASSWORD@HOST:PORT.</source>
        <translation>--cluster 需要 nats://HOST:PORT 或 nats://USER:PASSWORD@HOST:PORT。</translation>
    </message>
    <message>
        <source>--connect_retries takes a number.</source>
        <translation>--connect_retries 需要一个数字。</translation>
    </message>
    <message>
        <source>Seed of the demo traffic and of the faults.</source>
        <translation>演示消息和故障的随机种子。</translation>
    </message>
    <message>
        <source>Misbehave, such as delay=50ms,subject=orders.&gt;; repeatable.</source>
        <translation>模拟故障，例如 delay=50ms,subject=orders.&gt;；可重复。</translation>
    </message>
    <message>
        <source>Fault %1: matched %2, applied %3, let go early %4</source>
        <translation>故障 %1：匹配 %2，生效 %3，提前放行 %4</translation>
    </message>
    <message>
        <source>Fault %1: matched %2, applied %3</source>
        <translation>故障 %1：匹配 %2，生效 %3</translation>
    </message>
    <message>
        <source>Make TLS certificates for tests in a folder, and end.</source>
        <translation>在一个文件夹中生成测试用的 TLS 证书，然后退出。</translation>
    </message>
    <message>
        <source>Port for monitoring over HTTP; -1 picks a free one.</source>
        <translation>HTTP 监控端口；-1 选用空闲端口。</translation>
    </message>
    <message>
        <source>User that monitoring asks for.</source>
        <translation>监控所需的用户名。</translation>
    </message>
    <message>
        <source>Password that monitoring asks for.</source>
        <translation>监控所需的密码。</translation>
    </message>
    <message>
        <source>Requests to $SYS are answered to every user.</source>
        <translation>应答任何用户的 $SYS 请求。</translation>
    </message>
    <message>
        <source>-%1 takes a port from 1 to 65535, or -1 for a free one.</source>
        <translation>-%1 需要 1 到 65535 之间的端口，或用 -1 选用空闲端口。</translation>
    </message>
    <message>
        <source>%1 messages so far</source>
        <translation>至今 %1 条消息</translation>
    </message>
    <message>
        <source>this window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已转移</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>过慢</translation>
    </message>
    <message>
        <source>connection %1 from %2</source>
        <translation>连接 %1，来自 %2</translation>
    </message>
    <message>
        <source>It was on %1</source>
        <translation>原先在 %1</translation>
    </message>
    <message>
        <source>%1 on %2, gets %3, sends %4</source>
        <translation>%1 在 %2 上，接收 %3，发送 %4</translation>
    </message>
    <message>
        <source>client %1</source>
        <translation>客户端 %1</translation>
    </message>
    <message>
        <source>up</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>lame duck</source>
        <translation>跛鸭模式</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>down</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>killed %1 ago</source>
        <translation>%1前被杀死</translation>
    </message>
    <message>
        <source>stopped %1 ago</source>
        <translation>%1前停止</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Subs</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>In/s</source>
        <translation>入/秒</translation>
    </message>
    <message>
        <source>Out/s</source>
        <translation>出/秒</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>%1, %2, %3 clients, %4</source>
        <translation>%1，%2，%3 个客户端，%4</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>往返</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>route from %1 to %2, %3 out, %4 in</source>
        <translation>从 %1 到 %2 的路由，出 %3，入 %4</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列组</translation>
    </message>
    <message>
        <source>%1, %2 messages</source>
        <translation>%1，%2 条消息</translation>
    </message>
    <message>
        <source>%1 is up</source>
        <translation>%1 已启动</translation>
    </message>
    <message>
        <source>%1 was killed from this window</source>
        <translation>%1 被本窗口杀死</translation>
    </message>
    <message>
        <source>%1 was killed</source>
        <translation>%1 被杀死</translation>
    </message>
    <message>
        <source>%1 was stopped from this window</source>
        <translation>%1 被本窗口停止</translation>
    </message>
    <message>
        <source>%1 has ended</source>
        <translation>%1 已结束</translation>
    </message>
    <message>
        <source>%1 sends its clients away</source>
        <translation>%1 正在送走客户端</translation>
    </message>
    <message>
        <source>%1 is paused</source>
        <translation>%1 已暂停</translation>
    </message>
    <message>
        <source>%1 goes on</source>
        <translation>%1 继续运行</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) lost their connection</source>
        <translation>
            <numerusform>%n 个客户端失去连接</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is now on %2</source>
        <translation>%1 现在在 %2 上</translation>
    </message>
    <message>
        <source>%1 back on %2 after %3 ms</source>
        <translation>%1 在 %3 毫秒后回到 %2</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>just killed</source>
        <translation>刚被杀死</translation>
    </message>
    <message>
        <source>just stopped</source>
        <translation>刚停止</translation>
    </message>
    <message>
        <source>Usage: gnatcatcher-cli %1 [options]

%2

Options:
</source>
        <translation>用法：gnatcatcher-cli %1 [选项]

%2

选项：
</translation>
    </message>
    <message>
        <source>The client certificate %1 needs its key.</source>
        <translation>客户端证书 %1 需要其密钥。</translation>
    </message>
    <message>
        <source>The TLS file %1 can&apos;t be read.</source>
        <translation>无法读取 TLS 文件 %1。</translation>
    </message>
    <message>
        <source>the closing / is missing</source>
        <translation>缺少结尾的 /</translation>
    </message>
    <message>
        <source>a blank is missing after /; put a text with / in quotes</source>
        <translation>/ 后缺少空格；含 / 的文本请加引号</translation>
    </message>
    <message>
        <source>put the whole text in quotes, and \ before a quote in it</source>
        <translation>请将整段文本放入引号，其中的引号前加 \</translation>
    </message>
    <message>
        <source>the closing quote is missing</source>
        <translation>缺少右引号</translation>
    </message>
    <message>
        <source>a blank is missing after the closing quote</source>
        <translation>右引号后缺少空格</translation>
    </message>
    <message>
        <source>a ( is missing</source>
        <translation>缺少 (</translation>
    </message>
    <message>
        <source>a term is missing before %1</source>
        <translation>%1 前缺少条件</translation>
    </message>
    <message>
        <source>too many parentheses inside each other</source>
        <translation>括号嵌套过多</translation>
    </message>
    <message>
        <source>a ) is missing</source>
        <translation>缺少 )</translation>
    </message>
    <message>
        <source>nothing stands between the parentheses</source>
        <translation>括号内没有内容</translation>
    </message>
    <message>
        <source>a term is missing after %1</source>
        <translation>%1 后缺少条件</translation>
    </message>
    <message>
        <source>last: takes a duration such as 30s, 5m, 1h30m or 2d</source>
        <translation>last: 后应为时长，如 30s、5m、1h30m 或 2d</translation>
    </message>
    <message>
        <source>a value is missing after %1; put a text with %1 in quotes</source>
        <translation>%1 后缺少值；含 %1 的文本请加引号</translation>
    </message>
    <message>
        <source>size takes a number of bytes such as 500, 1k or 2.5M; &quot;size&quot; is a field</source>
        <translation>size 后应为字节数，如 500、1k 或 2.5M；&quot;size&quot; 表示字段</translation>
    </message>
    <message>
        <source>time takes 14:03, 14:03:05.250 or 2026-11-27T14:03; &quot;time&quot; is a field</source>
        <translation>time 后应为 14:03、14:03:05.250 或 2026-11-27T14:03；&quot;time&quot; 表示字段</translation>
    </message>
    <message>
        <source>a subject is missing after %1</source>
        <translation>%1 后缺少主题</translation>
    </message>
    <message>
        <source>Payload as &amp;text</source>
        <translation>载荷文本(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;JSON line</source>
        <translation>JSON 行(&amp;J)</translation>
    </message>
    <message>
        <source>Payload as &amp;hex dump</source>
        <translation>载荷十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>Payload as &amp;Base64</source>
        <translation>载荷 Base64(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;nats command</source>
        <translation>nats 命令(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;C program</source>
        <translation>C 程序(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Go program</source>
        <translation>Go 程序(&amp;G)</translation>
    </message>
    <message>
        <source>Java&amp;Script program</source>
        <translation>JavaScript 程序(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Python program</source>
        <translation>Python 程序(&amp;P)</translation>
    </message>
    <message>
        <source>The server gave no answer to %1.</source>
        <translation>服务器没有回答 %1。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>client, its library</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1, cid %2 on %3</source>
        <comment>client, number, server</comment>
        <translation>%1，cid %2，位于 %3</translation>
    </message>
    <message>
        <source>The server&apos;s list of clients is no valid JSON: %1.</source>
        <translation>服务器的客户端列表不是有效的 JSON：%1。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>导出已取消；未写入文件。</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>Saving was cancelled after %1 payloads.</source>
        <translation>保存在 %1 个载荷后已取消。</translation>
    </message>
    <message>
        <source>Only messages that pass this filter, such as &apos;size&gt;1k !iot.&gt;&apos;.</source>
        <translation>仅限符合此筛选条件的消息，例如 &apos;size&gt;1k !iot.&gt;&apos;。</translation>
    </message>
    <message>
        <source>asks for a reply</source>
        <translation>请求回复</translation>
    </message>
    <message>
        <source>payload bytes: size&gt;1k</source>
        <translation>载荷字节数：size&gt;1k</translation>
    </message>
    <message>
        <source>time of day or date: time&gt;14:03</source>
        <translation>时刻或日期：time&gt;14:03</translation>
    </message>
    <message>
        <source>not older than: last:5m</source>
        <translation>不早于：last:5m</translation>
    </message>
    <message>
        <source>payload format: format:json</source>
        <translation>载荷格式：format:json</translation>
    </message>
    <message>
        <source>header: h:trace-id, h:trace-id=7b</source>
        <translation>消息头：h:trace-id、h:trace-id=7b</translation>
    </message>
    <message>
        <source>subject pattern: subject:blob</source>
        <translation>主题模式：subject:blob</translation>
    </message>
    <message>
        <source>answers a request</source>
        <translation>对请求的答复</translation>
    </message>
    <message>
        <source>got no answer in time</source>
        <translation>未及时得到答复</translation>
    </message>
    <message>
        <source>is: takes request, reply or timeout</source>
        <translation>is: 后应为 request、reply 或 timeout</translation>
    </message>
    <message>
        <source>all other subjects</source>
        <translation>其他所有主题</translation>
    </message>
    <message>
        <source>%1, %2 requests, %3 answered, %4 timed out</source>
        <translation>%1，%2 个请求，%3 个已回复，%4 个超时</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已回复</translation>
    </message>
    <message>
        <source>No resp.</source>
        <translation>无应答者</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Not seen</source>
        <translation>未看到</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>No request or reply that belongs to this message is known.</source>
        <translation>不知道属于这条消息的请求或回复。</translation>
    </message>
    <message>
        <source>The list does not show it: the filter hides it, or it is no longer kept.</source>
        <translation>列表中没有它：被筛选隐藏，或不再保留。</translation>
    </message>
    <message>
        <source>--for takes a duration such as 10s.</source>
        <translation>--for 需要一个时长，例如 10s。</translation>
    </message>
    <message>
        <source>Type pause, resume, mark TEXT or note TEXT.</source>
        <translation>请输入 pause、resume、mark 文字 或 note 文字。</translation>
    </message>
    <message>
        <source>The recording goes on in %1</source>
        <translation>录制在 %1 中继续</translation>
    </message>
    <message>
        <source>%1 The recording waits and holds what arrives.</source>
        <translation>%1 录制正在等待，并保留到达的消息。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>The recording goes on. Nothing was lost.</source>
        <translation>录制继续。没有丢失任何消息。</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制中</translation>
    </message>
    <message>
        <source>Write nothing before a message passes this filter.</source>
        <translation>在有消息通过此筛选之前不写入。</translation>
    </message>
    <message>
        <source>With --start-when: write what came so long before it, too (10s; at most 64 MB).</source>
        <translation>与 --start-when 合用：也写入此前这段时间内的消息（10s；最多 64 MB）。</translation>
    </message>
    <message>
        <source>End with the first message that passes this filter.</source>
        <translation>以第一条通过此筛选的消息结束。</translation>
    </message>
    <message>
        <source>A note that is kept in the file.</source>
        <translation>保存在文件中的备注。</translation>
    </message>
    <message>
        <source>--count takes a number from 1, --before a duration such as 10s.</source>
        <translation>--count 需要不小于 1 的数，--before 需要一个时长，例如 10s。</translation>
    </message>
    <message>
        <source>--max-size takes a size such as 500MB.</source>
        <translation>--max-size 需要一个大小，例如 500MB。</translation>
    </message>
    <message>
        <source>--before needs --start-when.</source>
        <translation>--before 需要 --start-when。</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation>没有缺失。</translation>
    </message>
    <message>
        <source>A damaged file and a name for the new one are expected.</source>
        <translation>需要一个损坏的文件和新文件的名称。</translation>
    </message>
    <message>
        <source>The file %1 exists already. Choose another name.</source>
        <translation>文件 %1 已存在。请选择其他名称。</translation>
    </message>
    <message>
        <source>Save what can be read of a damaged recording.</source>
        <translation>保存损坏的录制中可读取的内容。</translation>
    </message>
    <message>
        <source>“%1” was removed while it was recorded.</source>
        <translation>“%1”在录制时被删除。</translation>
    </message>
    <message>
        <source>The folder of “%1” is gone.</source>
        <translation>“%1”所在的文件夹不见了。</translation>
    </message>
    <message>
        <source>%1 for %2 ms; nothing was lost</source>
        <translation>%1，持续 %2 毫秒；没有丢失</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) could not be written.</source>
        <translation>
            <numerusform>%n 条消息未能写入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of “%1” can be read: its table of contents is damaged.</source>
        <translation>“%1”中没有可读取的内容：其目录已损坏。</translation>
    </message>
    <message>
        <source>%1 is locked: nothing is sent through it until it is unlocked.</source>
        <translation>%1 已锁定：解锁之前不会通过它发送任何内容。</translation>
    </message>
    <message>
        <source>(all others)</source>
        <translation>（其余全部）</translation>
    </message>
    <message>
        <source>Subjects: %1 new, %2 gone, %3 differ, %4 the same
</source>
        <translation>主题：新增 %1，消失 %2，不同 %3，相同 %4
</translation>
    </message>
    <message>
        <source>Two recordings are expected, the older first.</source>
        <translation>需要两个录制，较早的在前。</translation>
    </message>
    <message>
        <source>--tolerance takes a number of percent.</source>
        <translation>--tolerance 需要一个百分数。</translation>
    </message>
    <message>
        <source>Tell how two recordings differ: subjects, rates, sizes, fields, latencies.</source>
        <translation>说明两个录制有何不同：主题、速率、大小、字段、延迟。</translation>
    </message>
    <message>
        <source>Percent by which figures may differ, 20.</source>
        <translation>数值允许相差的百分比，默认 20。</translation>
    </message>
    <message>
        <source>Also subjects that are the same.</source>
        <translation>也列出相同的主题。</translation>
    </message>
    <message>
        <source>Return 1 if anything differs.</source>
        <translation>有任何不同时返回 1。</translation>
    </message>
    <message>
        <source>--count takes a number of messages.</source>
        <translation>--count 需要消息条数。</translation>
    </message>
    <message>
        <source>A recording and the new file are expected.</source>
        <translation>需要一个录制和新文件。</translation>
    </message>
    <message>
        <source>Write a part of a recording into a new one.</source>
        <translation>把录制的一部分写成新的录制。</translation>
    </message>
    <message>
        <source>First moment: 14:03:00, 2026-11-28T14:03:00Z, +1m30s.</source>
        <translation>起始时刻：14:03:00、2026-11-28T14:03:00Z、+1m30s。</translation>
    </message>
    <message>
        <source>The moment behind the last.</source>
        <translation>末尾之后的时刻。</translation>
    </message>
    <message>
        <source>At most so many messages.</source>
        <translation>最多这么多条消息。</translation>
    </message>
    <message>
        <source>The format &quot;%1&quot; is not known; there are ndjson, csv, script and mcap.</source>
        <translation>未知格式“%1”；可用 ndjson、csv、script 和 mcap。</translation>
    </message>
    <message>
        <source>--json and another format exclude each other.</source>
        <translation>--json 与其他格式不能同时使用。</translation>
    </message>
    <message>
        <source>MCAP is no text: name a file with --output.</source>
        <translation>MCAP 不是文本：请用 --output 指定文件。</translation>
    </message>
    <message>
        <source>Write a recording&apos;s messages for other programs.</source>
        <translation>把录制的消息写给其他程序使用。</translation>
    </message>
    <message>
        <source>ndjson (default), csv, script or mcap.</source>
        <translation>ndjson（默认）、csv、script 或 mcap。</translation>
    </message>
    <message>
        <source>Write this file; its ending says the format.</source>
        <translation>写入此文件；扩展名决定格式。</translation>
    </message>
    <message>
        <source>What to import and the recording&apos;s file are expected.</source>
        <translation>需要导入来源和录制文件。</translation>
    </message>
    <message>
        <source>Leave out what cannot be read, and count it.</source>
        <translation>略过无法读取的内容并计数。</translation>
    </message>
    <message>
        <source>What is to be masked? --subject, --header, --field or --no-payloads say it.</source>
        <translation>要遮盖什么？用 --subject、--header、--field 或 --no-payloads 指定。</translation>
    </message>
    <message>
        <source>Hide values of a recording before it is shared.</source>
        <translation>在分享之前隐藏录制中的值。</translation>
    </message>
    <message>
        <source>Hide the tokens for * and &gt; in matching subjects; repeatable.</source>
        <translation>在匹配的主题中隐藏 * 和 &gt; 所代表的部分；可重复。</translation>
    </message>
    <message>
        <source>Hide the values of a header, *: of all; repeatable.</source>
        <translation>隐藏某个消息头的值，*：所有消息头；可重复。</translation>
    </message>
    <message>
        <source>Hide a JSON field: user.email, items[].card, **.iban; repeatable.</source>
        <translation>隐藏 JSON 字段：user.email、items[].card、**.iban；可重复。</translation>
    </message>
    <message>
        <source>Empty all payloads.</source>
        <translation>清空所有载荷。</translation>
    </message>
    <message>
        <source>With --field: keep payloads that are not JSON.</source>
        <translation>与 --field 一起：保留不是 JSON 的载荷。</translation>
    </message>
    <message>
        <source>Empty values instead of pseudonyms.</source>
        <translation>用空值代替化名。</translation>
    </message>
    <message>
        <source>The new file and at least two recordings are expected.</source>
        <translation>需要新文件和至少两个录制。</translation>
    </message>
    <message>
        <source>Put several recordings into one, in the order of time.</source>
        <translation>按时间顺序把多个录制合为一个。</translation>
    </message>
    <message>
        <source>“%1” is no time: 14:03:00, 2026-11-28T14:03:00Z, or +1m30s from the beginning are.</source>
        <translation>“%1”不是时间；可以写 14:03:00、2026-11-28T14:03:00Z，或从开头算起的 +1m30s。</translation>
    </message>
    <message>
        <source>--at-once takes a number from 1 to 1000.</source>
        <translation>--at-once 需要 1 到 1000 之间的数。</translation>
    </message>
    <message>
        <source>Asked %1: %2 the same, %3 different, %4 without an answer, %5 without responders, %6 without a recorded answer, %7 not sent
</source>
        <translation>询问了 %1 个：相同 %2，不同 %3，无回复 %4，无应答者 %5，没有录下回复 %6，未发送 %7
</translation>
    </message>
    <message>
        <source>%1 below $JS and $SYS were left out.
</source>
        <translation>$JS 和 $SYS 之下的 %1 个被略过。
</translation>
    </message>
    <message>
        <source>%1 further requests were left out; --count takes more.
</source>
        <translation>另有 %1 个请求被略过；可用 --count 增加。
</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>--count takes a number of requests.</source>
        <translation>--count 需要请求个数。</translation>
    </message>
    <message>
        <source>A field that may differ: time, meta.id, **.trace; repeatable.</source>
        <translation>允许不同的字段：time、meta.id、**.trace；可重复。</translation>
    </message>
    <message>
        <source>Percent by which numbers may differ, 0.</source>
        <translation>数字允许相差的百分比，默认 0。</translation>
    </message>
    <message>
        <source>At most so many requests, 10000.</source>
        <translation>最多这么多个请求，默认 10000。</translation>
    </message>
    <message>
        <source>Wait for so many answers at a time, 1.</source>
        <translation>同时等待这么多个回复，默认 1。</translation>
    </message>
    <message>
        <source>Write the result as JUnit XML, too.</source>
        <translation>同时把结果写成 JUnit XML。</translation>
    </message>
    <message>
        <source>Also requests below $JS and $SYS.</source>
        <translation>也包括 $JS 和 $SYS 之下的请求。</translation>
    </message>
    <message>
        <source>Ask recorded requests again and compare the answers.</source>
        <translation>再次发出录下的请求并比较回复。</translation>
    </message>
    <message>
        <source>Message %1 cannot be kept: its subject or reply subject has more than 65,535 bytes.</source>
        <translation>无法保留第 %1 条消息：其主题或回复主题超过 65,535 字节。</translation>
    </message>
    <message>
        <source>the value</source>
        <translation>该值</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>%1 is new</source>
        <translation>%1 是新增的</translation>
    </message>
    <message>
        <source>%1 bytes → %2 bytes, from byte %3 on</source>
        <translation>%1 字节 → %2 字节，从第 %3 字节起</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>还有 %1 处</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>mean size</source>
        <translation>平均大小</translation>
    </message>
    <message>
        <source>format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>new field %1</source>
        <translation>新增字段 %1</translation>
    </message>
    <message>
        <source>field %1 is gone</source>
        <translation>字段 %1 消失</translation>
    </message>
    <message>
        <source>type of %1</source>
        <translation>%1 的类型</translation>
    </message>
    <message>
        <source>range of %1</source>
        <translation>%1 的取值范围</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>requests without responders</source>
        <translation>无应答者的请求</translation>
    </message>
    <message>
        <source>“%1” names no field; such as user.email, items[].price or **.email do.</source>
        <translation>“%1”没有指明字段；可以写 user.email、items[].price 或 **.email。</translation>
    </message>
    <message>
        <source>“%1” hides nothing: put * or &gt; where the tokens to be hidden stand.</source>
        <translation>“%1”什么也不隐藏：请在要隐藏的部分写 * 或 &gt;。</translation>
    </message>
    <message>
        <source>stopped before the answer</source>
        <translation>在回复之前已停止</translation>
    </message>
    <message>
        <source>nobody answered when it was recorded</source>
        <translation>录制时无人回复</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>no recorded answer</source>
        <translation>没有录下回复</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>未及时回复</translation>
    </message>
    <message>
        <source>no responders</source>
        <translation>无应答者</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>Cut from %1.</source>
        <translation>截取自 %1。</translation>
    </message>
    <message>
        <source>%1 fields got no column of their own; they stand in the payload.</source>
        <translation>%1 个字段没有自己的列；它们在载荷中。</translation>
    </message>
    <message>
        <source>%1 had headers or a reply subject, for which MCAP has no place.</source>
        <translation>%1 条带有消息头或回复主题，MCAP 中没有位置存放。</translation>
    </message>
    <message>
        <source>Imported from %1.</source>
        <translation>导入自 %1。</translation>
    </message>
    <message>
        <source>%1 had no time of their own and got that of their file.</source>
        <translation>%1 条没有自己的时间，采用了文件的时间。</translation>
    </message>
    <message>
        <source>%1 were older than the message before them and got its time.</source>
        <translation>%1 条早于前一条消息，采用了前一条的时间。</translation>
    </message>
    <message>
        <source>%1 had a routing key that is no subject; it stands in the header Amqp-Routing-Key.</source>
        <translation>%1 条的路由键不是合法主题；它保存在消息头 Amqp-Routing-Key 中。</translation>
    </message>
    <message>
        <source>%1 could not be read and were left out.</source>
        <translation>%1 条无法读取，已略过。</translation>
    </message>
    <message>
        <source>Values are masked.</source>
        <translation>值已遮盖。</translation>
    </message>
    <message>
        <source>%1: found nothing; is it spelled right?</source>
        <translation>%1：没有找到；拼写正确吗？</translation>
    </message>
    <message>
        <source>Merged from %1.</source>
        <translation>合并自 %1。</translation>
    </message>
    <message>
        <source>At least two recordings are expected.</source>
        <translation>至少需要两个录制。</translation>
    </message>
    <message>
        <source>Cancelled; no recording was written.</source>
        <translation>已取消；没有写入录制。</translation>
    </message>
    <message>
        <source>“%1” is read; the result needs another name.</source>
        <translation>“%1”正被读取；结果需要另一个名称。</translation>
    </message>
    <message>
        <source>An MCAP file has room for %1 subjects; this is more. Export fewer, by a filter.</source>
        <translation>一个 MCAP 文件最多容纳 %1 个主题；这里更多。请用筛选减少导出。</translation>
    </message>
    <message>
        <source>“%1” cannot be read: %2.</source>
        <translation>无法读取“%1”：%2。</translation>
    </message>
    <message>
        <source>The import was cancelled; no recording was written.</source>
        <translation>导入已取消；没有写入录制。</translation>
    </message>
    <message>
        <source>%1. Nothing was imported.</source>
        <translation>%1。没有导入任何内容。</translation>
    </message>
    <message>
        <source>Line %1 of %2</source>
        <translation>%2 的第 %1 行</translation>
    </message>
    <message>
        <source>it has no lines</source>
        <translation>其中没有行</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>文件 %1</translation>
    </message>
    <message>
        <source>“%1” holds no messages: neither 1.json, 2.json … as nats sub --dump writes them, nor rabtap-….json.</source>
        <translation>“%1”中没有消息：既没有 nats sub --dump 写出的 1.json、2.json …，也没有 rabtap-….json。</translation>
    </message>
    <message>
        <source>a JSON object is expected</source>
        <translation>应为 JSON 对象</translation>
    </message>
    <message>
        <source>“%1” is not valid Base64</source>
        <translation>“%1”不是有效的 Base64</translation>
    </message>
    <message>
        <source>“%1” must be an object</source>
        <translation>“%1”必须是对象</translation>
    </message>
    <message>
        <source>“%1” is not a time</source>
        <translation>“%1”不是时间</translation>
    </message>
    <message>
        <source>the object has no subject</source>
        <translation>对象没有主题</translation>
    </message>
    <message>
        <source>the object has no payload</source>
        <translation>对象没有载荷</translation>
    </message>
    <message>
        <source>the header “%1” cannot stand in a NATS message</source>
        <translation>消息头“%1”不能用于 NATS 消息</translation>
    </message>
    <message>
        <source>Publish into a stream and wait for each acknowledgement.</source>
        <translation>发布到流，并等待每条消息的确认。</translation>
    </message>
    <message>
        <source>Send nothing, count what would go to each subject.</source>
        <translation>不发送，只统计每个主题会收到多少消息。</translation>
    </message>
    <message>
        <source>--speed and --rate exclude each other.</source>
        <translation>--speed 与 --rate 不能同时使用。</translation>
    </message>
    <message>
        <source>--rate takes messages a second, above 0.</source>
        <translation>--rate 需要每秒消息数，大于 0。</translation>
    </message>
    <message>
        <source>--from and --until take a time since the first message, such as 90s or 1m30s.</source>
        <translation>--from 和 --until 需要自第一条消息起的时间，例如 90s 或 1m30s。</translation>
    </message>
    <message>
        <source>--until lies before --from.</source>
        <translation>--until 早于 --from。</translation>
    </message>
    <message>
        <source>--loop takes a number of rounds; 0 goes on until it is stopped.</source>
        <translation>--loop 需要轮数；0 表示一直重复直到停止。</translation>
    </message>
    <message>
        <source>--replies takes keep, drop or map.</source>
        <translation>--replies 可取 keep、drop 或 map。</translation>
    </message>
    <message>
        <source>Messages a second, whatever the original timing was.</source>
        <translation>每秒消息数，与原来的间隔无关。</translation>
    </message>
    <message>
        <source>Begin at this time since the first message, 1m30s.</source>
        <translation>从第一条消息起的这一时间开始，如 1m30s。</translation>
    </message>
    <message>
        <source>End at this time since the first message.</source>
        <translation>到第一条消息起的这一时间结束。</translation>
    </message>
    <message>
        <source>Play it N times; 0: until it is stopped.</source>
        <translation>回放 N 次；0：直到停止。</translation>
    </message>
    <message>
        <source>After a slow patch, send what is late at once; otherwise the rest comes later.</source>
        <translation>变慢之后立即发送迟到的消息；否则其余消息顺延。</translation>
    </message>
    <message>
        <source>Put this before subjects that no --map has rewritten.</source>
        <translation>加在未被任何 --map 改写的主题之前。</translation>
    </message>
    <message>
        <source>keep, drop or map the reply subjects of requests.</source>
        <translation>保留（keep）、去掉（drop）或改写（map）请求的回复主题。</translation>
    </message>
    <message>
        <source>Leave the headers out.</source>
        <translation>去掉消息头。</translation>
    </message>
    <message>
        <source>End when the server is lost, instead of going on when it is back.</source>
        <translation>服务器断开时结束，而不是等它恢复后继续。</translation>
    </message>
    <message>
        <source>left out %1 by filter, %2 by map, %3 system or inbox</source>
        <translation>略去：筛选 %1，改写 %2，系统或收件箱 %3</translation>
    </message>
    <message numerus="yes">
        <source>Sent %1 of %2 message(s), %3, %4 refused</source>
        <translation>
            <numerusform>已发送 %1 / %2 条消息，%3，被拒绝 %4</numerusform>
        </translation>
    </message>
    <message>
        <source>Played %1 times</source>
        <translation>已回放 %1 次</translation>
    </message>
    <message>
        <source>for other reasons</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Later than planned by %1 ms (half), %2 ms (99 of 100), %3 ms (worst); %4 messages a second</source>
        <translation>比计划晚 %1 ms（半数）、%2 ms（百分之 99）、%3 ms（最差）；每秒 %4 条消息</translation>
    </message>
    <message>
        <source>The stream had %1 of them already</source>
        <translation>流中已有其中 %1 条</translation>
    </message>
    <message>
        <source>No stream keeps this subject, or JetStream is off for this login.</source>
        <translation>没有流保存此主题，或此登录未启用 JetStream。</translation>
    </message>
    <message>
        <source>The stream refused it: %1 (%2).</source>
        <translation>流拒绝了它：%1 (%2)。</translation>
    </message>
    <message>
        <source>The stream did not acknowledge the message in time.</source>
        <translation>流没有及时确认该消息。</translation>
    </message>
    <message>
        <source>%1 sent, %2 left out</source>
        <translation>已发送 %1，略去 %2</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>被拒绝 %1</translation>
    </message>
    <message>
        <source>%1 the stream had already</source>
        <translation>流中已有 %1</translation>
    </message>
    <message>
        <source>%1 may not have arrived</source>
        <translation>%1 可能没有送达</translation>
    </message>
    <message>
        <source>%1 by the filter</source>
        <translation>筛选 %1</translation>
    </message>
    <message>
        <source>%1 by a rule</source>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>%1 inbox or system</source>
        <translation>收件箱或系统 %1</translation>
    </message>
    <message>
        <source>%1 refused: %2</source>
        <translation>被拒绝 %1：%2</translation>
    </message>
    <message>
        <source>%1 late at worst</source>
        <translation>最多晚 %1</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 内 %1</translation>
    </message>
    <message>
        <source>late by %1 (half), %2 (99 of 100), %3 (worst)</source>
        <translation>晚 %1（半数）、%2（百分之 99）、%3（最差）</translation>
    </message>
    <message>
        <source>slow patches moved the rest back by %1</source>
        <translation>变慢使其余消息顺延 %1</translation>
    </message>
    <message>
        <source>%1 at %2×</source>
        <translation>%1，%2×</translation>
    </message>
    <message>
        <source>%1 at %2 a second</source>
        <translation>%1，每秒 %2 条</translation>
    </message>
    <message>
        <source>As fast as they are taken</source>
        <translation>对方能接收多快就多快</translation>
    </message>
    <message>
        <source>number of a message: no&gt;1204</source>
        <translation>消息编号：no&gt;1204</translation>
    </message>
    <message>
        <source>subject for replies: reply:_INBOX.&gt;</source>
        <translation>回复主题：reply:_INBOX.&gt;</translation>
    </message>
    <message>
        <source>came by a subscription: sub:shop.&gt;</source>
        <translation>由某订阅收到：sub:shop.&gt;</translation>
    </message>
    <message>
        <source>no takes the number of a message such as 1204; &quot;no&quot; is a field</source>
        <translation>no 需要消息编号，例如 1204；&quot;no&quot; 是字段</translation>
    </message>
    <message>
        <source>by which subscription these messages came is not known</source>
        <translation>不知道这些消息由哪个订阅收到</translation>
    </message>
    <message>
        <source>there is no subscription to %1</source>
        <translation>没有对 %1 的订阅</translation>
    </message>
    <message>
        <source>Names of connections, servers and queue groups are pseudonyms; notes, the filter and the words of marks are left out.</source>
        <translation>连接、服务器和队列组的名称已换成化名；备注、筛选和标记的文字已略去。</translation>
    </message>
    <message>
        <source>the object has too many fields</source>
        <translation>该对象的字段过多</translation>
    </message>
    <message>
        <source>“%1” must be a number from 0 to %2</source>
        <translation>“%1”必须是 0 到 %2 之间的数</translation>
    </message>
    <message>
        <source>“%1” could not be given its name. The new recording is in “%2”.</source>
        <translation>无法把文件命名为“%1”。新的录制在“%2”中。</translation>
    </message>
    <message>
        <source>number %1 of %2</source>
        <translation>%2 的第 %1 个</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>Write over an existing file; with --split-…: remove all files of that name first.</source>
        <translation>覆盖已有文件；与 --split-… 一起使用时：先删除该名称的所有文件。</translation>
    </message>
    <message>
        <source>%1 The recording goes on and takes more room than it should.</source>
        <translation>%1 录制继续进行，占用的空间超出应有的大小。</translation>
    </message>
    <message>
        <source>Go on in a new file before one gets larger than this, such as 100MB: NAME_00001.gnat …</source>
        <translation>文件将超过此大小（如 100MB）之前换到新文件：NAME_00001.gnat …</translation>
    </message>
    <message>
        <source>Go on in a new file when one covers this time, such as 10m.</source>
        <translation>文件覆盖此时长（如 10m）后换到新文件。</translation>
    </message>
    <message>
        <source>Go on in a new file after so many messages.</source>
        <translation>达到这么多条消息后换到新文件。</translation>
    </message>
    <message>
        <source>Keep only the newest N of these files; older ones are removed.</source>
        <translation>只保留其中最新的 N 个文件；较旧的将被删除。</translation>
    </message>
    <message>
        <source>--split-size and --max-total take a size such as 100MB.</source>
        <translation>--split-size 和 --max-total 需要一个大小，如 100MB。</translation>
    </message>
    <message>
        <source>--split-time takes a duration such as 10m.</source>
        <translation>--split-time 需要一个时长，如 10m。</translation>
    </message>
    <message>
        <source>--split-count and --keep-files take a number from 1.</source>
        <translation>--split-count 和 --keep-files 需要一个不小于 1 的数。</translation>
    </message>
    <message>
        <source>End when the file, or all files together, took this size, such as 500MB.</source>
        <translation>当文件（或所有文件合计）达到此大小（如 500MB）时结束。</translation>
    </message>
    <message>
        <source>“%1” cannot be removed: %2.</source>
        <translation>“%1”无法删除：%2。</translation>
    </message>
    <message>
        <source>To keep only some files, say also when a new one begins.</source>
        <translation>若只保留部分文件，还需指定何时开始新文件。</translation>
    </message>
    <message>
        <source>Keep at least 2 files: of one nothing would be left when the next begins.</source>
        <translation>至少保留 2 个文件：只留一个时，下一个开始后便什么都不剩。</translation>
    </message>
    <message>
        <source>A file needs at least 1 MB.</source>
        <translation>一个文件至少需要 1 MB。</translation>
    </message>
    <message>
        <source>All files together need at least 4 MB.</source>
        <translation>所有文件合计至少需要 4 MB。</translation>
    </message>
    <message>
        <source>All files together must have room for two of the largest.</source>
        <translation>所有文件合计必须容得下两个最大的文件。</translation>
    </message>
    <message>
        <source>At %1 a second</source>
        <translation>每秒 %1 条</translation>
    </message>
    <message>
        <source>Send although the connection of this name is locked in the window.</source>
        <translation>即使窗口中锁定了该名称的连接，仍然发送。</translation>
    </message>
    <message>
        <source>%1 is locked as &quot;%2&quot;: nothing was sent. With --unlock &quot;%2&quot; it is sent all the same.</source>
        <translation>%1 已被锁定为“%2”：未发送任何内容。加上 --unlock &quot;%2&quot; 仍可发送。</translation>
    </message>
    <message>
        <source>--unlock names &quot;%1&quot;, but %2 is not locked.</source>
        <translation>--unlock 指定了“%1”，但 %2 未被锁定。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not the name of this locked connection.</source>
        <translation>“%1”不是这个锁定连接的名称。</translation>
    </message>
    <message>
        <source>With --jetstream: add no Nats-Msg-Id to messages that have none.</source>
        <translation>与 --jetstream 一起：不为没有 Nats-Msg-Id 的消息添加该消息头。</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) found.</source>
        <translation>
            <numerusform>找到 %1 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>There may be more; --limit 0 shows all.</source>
        <translation>可能还有更多；--limit 0 显示全部。</translation>
    </message>
    <message>
        <source>A recording and the words to search for are expected.</source>
        <translation>需要一个录制文件和要搜索的单词。</translation>
    </message>
    <message>
        <source>--limit takes a number.</source>
        <translation>--limit 需要一个数字。</translation>
    </message>
    <message>
        <source>Find messages of a recording by words of their payloads.</source>
        <translation>按载荷中的单词查找录制中的消息。</translation>
    </message>
    <message>
        <source>Only on subjects that match.</source>
        <translation>仅限匹配的主题。</translation>
    </message>
    <message>
        <source>At most so many, the oldest first; 0: all (default 100).</source>
        <translation>最多这么多条，最旧的在前；0：全部（默认 100）。</translation>
    </message>
    <message>
        <source>Make the index of words first, beside the recording.</source>
        <translation>先在录制文件旁建立单词索引。</translation>
    </message>
    <message>
        <source>whole word in the payload: word:pump, word:over*</source>
        <translation>载荷中的完整单词：word:pump、word:over*</translation>
    </message>
    <message>
        <source>a word is missing after word:</source>
        <translation>word: 后缺少单词</translation>
    </message>
    <message>
        <source>Cancelled; no index was made.</source>
        <translation>已取消；没有建立索引。</translation>
    </message>
    <message>
        <source>The recording has changed meanwhile.</source>
        <translation>录制文件在此期间发生了变化。</translation>
    </message>
    <message>
        <source>“%1” cannot be written.</source>
        <translation>无法写入“%1”。</translation>
    </message>
    <message>
        <source>Keep all these files together within this size, such as 2GB; the oldest are removed. Without --split-size a file takes at most a quarter of it.</source>
        <translation>使所有这些文件合计不超过此大小（如 2GB）；最旧的将被删除。未指定 --split-size 时，一个文件最多占其四分之一。</translation>
    </message>
    <message>
        <source>--subjects takes a number.</source>
        <translation>--subjects 需要一个数字。</translation>
    </message>
    <message>
        <source>%1, %2 messages a second</source>
        <translation>%1，每秒 %2 条消息</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1，由 %2</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>%1 more; --subjects 0 lists all.</source>
        <translation>还有 %1 个；--subjects 0 列出全部。</translation>
    </message>
    <message>
        <source>File size</source>
        <translation>文件大小</translation>
    </message>
    <message>
        <source>Not read to their end: %1.</source>
        <translation>未能读完：%1。</translation>
    </message>
    <message>
        <source>%1 breaks off here: it was cut off, or is still recorded</source>
        <translation>%1 在此中断：它被截断，或仍在录制</translation>
    </message>
    <message>
        <source>Between its newest %1 messages: %2 to %3, mostly %4</source>
        <translation>其最新 %1 条消息的间隔：%2 至 %3，多为 %4</translation>
    </message>
    <message>
        <source>Messages saved: %1.</source>
        <translation>已保存的消息：%1。</translation>
    </message>
    <message>
        <source>Messages that cannot be read any more: %1; gaps that the new file states: %2.</source>
        <translation>无法再读取的消息：%1；新文件中注明的缺口：%2。</translation>
    </message>
    <message>
        <source>Messages whose subject is lost, under unreadable.N: %1.</source>
        <translation>主题已丢失、归于 unreadable.N 的消息：%1。</translation>
    </message>
    <message>
        <source>The server does not list the clients of an account; nats-server does so from version 2.9 on.</source>
        <translation>服务器不列出账户中的客户端；nats-server 从 2.9 版起提供。</translation>
    </message>
    <message>
        <source>%1: %2 on %3, %4 s
</source>
        <translation>%1：%2，%3，%4 秒
</translation>
    </message>
    <message>
        <source>On %1 only the first %2 payload fields were compared
</source>
        <translation>%1 只比较了前 %2 个载荷字段
</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <translation>
            <numerusform>%1 条消息</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s)</source>
        <translation>
            <numerusform>%1 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 older file(s)</source>
        <translation>
            <numerusform>%1 个较旧的文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 subject(s)</source>
        <translation>
            <numerusform>%1 个主题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 byte(s)</source>
        <translation>
            <numerusform>%1 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept %1; the filter left out %2.</source>
        <translation>保留了 %1；筛选排除了 %2 条。</translation>
    </message>
    <message>
        <source>number %1 of %2, after %3 with %4 in all before</source>
        <translation>%2 的第 %1 个，接在 %3 之后，此前共 %4</translation>
    </message>
    <message>
        <source>%1; removed by then: %2 with %3</source>
        <translation>%1；此前已删除：%2，含 %3</translation>
    </message>
    <message>
        <source>Merged %1 of %2 recordings.</source>
        <translation>已合并 %2 个录制的 %1。</translation>
    </message>
    <message>
        <source>Published %1 of %2 to &quot;%3&quot;</source>
        <translation>已发布 %1（每条 %2）到 &quot;%3&quot;</translation>
    </message>
    <message>
        <source>Recorded %1 into %2</source>
        <translation>已将 %1 录制到 %2</translation>
    </message>
    <message>
        <source>Recorded %1 into %2, the last is %3</source>
        <translation>已将 %1 录制到 %2，最后一个是 %3</translation>
    </message>
    <message>
        <source>Removed to keep within the limits: %1 with %2.</source>
        <translation>为不超出限制而删除：%1，含 %2。</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) did not pass the filter.</source>
        <translation>
            <numerusform>%1 条消息未通过筛选。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were dropped here; the file states the gap.</source>
        <translation>
            <numerusform>%1 条消息在本机丢弃；文件中记有缺口。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) came while it was paused; the file states the gap.</source>
        <translation>
            <numerusform>暂停期间到来 %1 条消息；文件中记有缺口。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The recording goes on. %1 message(s) were dropped here; the file states the gap.</source>
        <translation>
            <numerusform>录制继续。%1 条消息在本机丢弃；文件中记有缺口。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 slow patch(es) moved the rest back, by %2 ms in all</source>
        <translation>
            <numerusform>%1 段缓慢使其余消息推迟，共 %2 毫秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Indexed %1 in %2: %3. Payloads that are no text: %4; a search looks at each.</source>
        <translation>已在 %2 中索引 %1：%3。非文本载荷：%4；搜索时逐一查看。</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were dropped here: this computer was too busy.</source>
        <translation>
            <numerusform>%1 条消息在本机丢弃：计算机过于繁忙。</numerusform>
        </translation>
    </message>
    <message>
        <source>There was no message to export; the file holds none.</source>
        <translation>没有可导出的消息；文件中没有消息。</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were exported.</source>
        <translation>
            <numerusform>已导出 %1 条消息。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were imported.</source>
        <translation>
            <numerusform>已导入 %1 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>No message was imported; the recording is empty.</source>
        <translation>没有导入任何消息；录制为空。</translation>
    </message>
    <message numerus="yes">
        <source>%1: hidden %2 time(s)</source>
        <translation>
            <numerusform>%1：隐藏 %2 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 payload(s) are not JSON and were emptied.</source>
        <translation>
            <numerusform>%1 个载荷不是 JSON，已清空。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 payload(s) are not JSON and were kept as they are.</source>
        <translation>
            <numerusform>%1 个载荷不是 JSON，已原样保留。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 header block(s) could not be read and were emptied.</source>
        <translation>
            <numerusform>%1 个消息头块无法读取，已清空。</numerusform>
        </translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>%1 for %2 ms; whether this time and the quarter of a second before it are safe on the disk is not known</source>
        <translation>%1，持续 %2 毫秒；这段时间及此前四分之一秒的内容是否已安全写入磁盘不得而知</translation>
    </message>
    <message>
        <source>; tried %1 times</source>
        <translation>；共尝试 %1 次</translation>
    </message>
    <message>
        <source>Make a recording of JSON lines or MCAP, or of a folder that nats sub --dump or rabtap wrote.</source>
        <translation>由 JSON 行或 MCAP，或由 nats sub --dump 或 rabtap 写出的文件夹生成录制。</translation>
    </message>
    <message>
        <source>This MCAP file is damaged: %1.</source>
        <translation>此 MCAP 文件已损坏：%1。</translation>
    </message>
    <message>
        <source>a channel ends too early</source>
        <translation>一个通道过早结束</translation>
    </message>
    <message>
        <source>a message ends too early</source>
        <translation>一条消息过早结束</translation>
    </message>
    <message>
        <source>a message has a channel that was not said</source>
        <translation>一条消息的通道未曾声明</translation>
    </message>
    <message>
        <source>a chunk ends too early</source>
        <translation>一个数据块过早结束</translation>
    </message>
    <message>
        <source>This MCAP file is compressed with %1, which is not read here; “mcap compress --compression none” writes one that is.</source>
        <translation>此 MCAP 文件以 %1 压缩，此处无法读取；“mcap compress --compression none” 可写出能读取的文件。</translation>
    </message>
    <message>
        <source>the checksum of a chunk is wrong</source>
        <translation>一个数据块的校验和不符</translation>
    </message>
    <message>
        <source>a chunk stands in a chunk</source>
        <translation>数据块中含有数据块</translation>
    </message>
    <message>
        <source>it breaks off</source>
        <translation>文件中途断开</translation>
    </message>
    <message>
        <source>a record is too large</source>
        <translation>一条记录过大</translation>
    </message>
    <message>
        <source>Message %1 of %2</source>
        <translation>%2 的第 %1 条消息</translation>
    </message>
    <message>
        <source>The topic “%1” is no NATS subject.</source>
        <translation>主题“%1”不是 NATS 主题。</translation>
    </message>
    <message>
        <source>%1 (closed)</source>
        <translation>%1（已关闭）</translation>
    </message>
    <message>
        <source>%1 (closed, %2)</source>
        <translation>%1（已关闭，%2）</translation>
    </message>
    <message>
        <source>%1 without their reply subject, which was below $JS or $SYS</source>
        <translation>%1 条未带其回复主题（位于 $JS 或 $SYS 之下）</translation>
    </message>
    <message numerus="yes">
        <source>Would send %1 of %2 message(s), %3, %4 refused</source>
        <translation>
            <numerusform>将发送 %2 条消息中的 %1 条，%3，%4 条被拒绝</numerusform>
        </translation>
    </message>
    <message>
        <source>The reply subject cannot be sent: %1</source>
        <translation>无法发送该回复主题：%1</translation>
    </message>
    <message>
        <source>%1 replies to $JS or $SYS left out</source>
        <translation>%1 个指向 $JS 或 $SYS 的回复已略去</translation>
    </message>
    <message>
        <source>The server cut this connection off as a slow consumer; connecting again.</source>
        <translation>服务器将此连接视为慢消费者并切断，正在重新连接。</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>多于 %1</translation>
    </message>
    <message>
        <source>Not known: all subjects behind the first %1; --filter compares fewer
</source>
        <translation>未知：前 %1 个主题之后的所有主题；用 --filter 可减少比较的主题
</translation>
    </message>
    <message>
        <source>Messages that cannot be read any more: nothing says how many; gaps that the new file states: %1.</source>
        <translation>无法再读取的消息：数量不明；新文件中注明的缺口：%1。</translation>
    </message>
    <message>
        <source>Messages that cannot be read any more: at least %1; gaps that the new file states: %2.</source>
        <translation>无法再读取的消息：至少 %1；新文件中注明的缺口：%2。</translation>
    </message>
    <message>
        <source>It was not closed, since it was cut off or is still recorded: what came behind its last message may be missing, which the new file states as a gap.</source>
        <translation>录制没有正常结束（被中断，或仍在录制）：最后一条消息之后的内容可能缺失，新文件中以缺口注明。</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>the computer&apos;s clock was set %1 s forward; times here go on without that</source>
        <translation>计算机时钟被拨快了 %1 秒；此处的时间不受其影响，继续推进</translation>
    </message>
    <message>
        <source>the computer&apos;s clock was set %1 s back; times here go on without that</source>
        <translation>计算机时钟被拨慢了 %1 秒；此处的时间不受其影响，继续推进</translation>
    </message>
    <message>
        <source>The log beside “%1” was removed while it was recorded.</source>
        <translation>“%1”的日志文件在录制时被删除。</translation>
    </message>
    <message>
        <source>“%1” is the log of a recording that is not there any more and may hold its last messages. Move it to that recording, or choose another name.</source>
        <translation>“%1”是一个已不在此处的录制的日志，其中可能有它最后的消息。请把它移到该录制旁，或另选名称。</translation>
    </message>
    <message>
        <source>A recording needs at least 1 MB.</source>
        <translation>一个录制至少需要 1 MB。</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>未到结尾即已停止。</translation>
    </message>
    <message>
        <source>%1 with other headers: a status, a NUL or a broken line cannot be sent</source>
        <translation>%1 条的消息头有改动：状态、NUL 或损坏的行无法发送</translation>
    </message>
    <message>
        <source>%1 were on their way, not confirmed by the server, and may not have arrived</source>
        <translation>%1 条在途中，服务器未确认，可能没有送达</translation>
    </message>
    <message>
        <source>The server refused it.</source>
        <translation>服务器拒绝了它。</translation>
    </message>
    <message>
        <source>%1 with other headers (a status, a NUL or a broken line cannot be sent)</source>
        <translation>%1 条的消息头有改动（状态、NUL 或损坏的行无法发送）</translation>
    </message>
    <message>
        <source>Cancelled; the output breaks off.</source>
        <translation>已取消；输出到此中断。</translation>
    </message>
    <message>
        <source>List the N most frequent subjects, 40, as JSON 10000; 0 lists all.</source>
        <translation>列出最常见的 N 个主题，默认 40，JSON 为 10000；0 列出全部。</translation>
    </message>
    <message numerus="yes">
        <source>and %1 more subject(s)</source>
        <translation>
            <numerusform>以及另外 %1 个主题</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages were looked at one by one. --index makes an index once, that finds words at once.</source>
        <translation>逐条查看了消息。--index 建立一次索引，之后即可立即找到词语。</translation>
    </message>
    <message>
        <source>waits for the message that starts it</source>
        <translation>等待触发录制的消息</translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s)</source>
        <translation>
            <numerusform>%n 处缺口</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in memory</source>
        <translation>内存中 %1</translation>
    </message>
    <message>
        <source>%1 is about messages: no subject alone answers it</source>
        <translation>%1 针对的是消息，仅凭主题无法判断</translation>
    </message>
    <message>
        <source>%1 % of it, %2 sent, %3 a second</source>
        <translation>已完成 %1 %，已发送 %2 条，每秒 %3 条</translation>
    </message>
    <message>
        <source>, %1 refused</source>
        <translation>，%1 条被拒绝</translation>
    </message>
    <message>
        <source>, round %1</source>
        <translation>，第 %1 轮</translation>
    </message>
    <message>
        <source>%1 messages have more fields than are taken apart; they stand in the payload.</source>
        <translation>%1 条消息的字段多于可拆分的数量；它们仍在载荷列中。</translation>
    </message>
    <message>
        <source>%1 values are no text and stand as “base64:…”.</source>
        <translation>%1 个值不是文本，以“base64:…”表示。</translation>
    </message>
    <message numerus="yes">
        <source>%1 header block(s) lost what is no header: the words of a status, broken lines.</source>
        <translation>
            <numerusform>%1 个消息头块丢弃了不是消息头的内容：状态文字、损坏的行。</numerusform>
        </translation>
    </message>
    <message>
        <source>a subject or reply subject has more than 65,535 bytes</source>
        <translation>主题或回复主题超过 65,535 字节</translation>
    </message>
    <message>
        <source>“%1” has too many fields</source>
        <translation>“%1”的字段太多</translation>
    </message>
</context>
<context>
    <name>gnat::Banner</name>
    <message>
        <source>Close this strip</source>
        <translation>关闭此提示条</translation>
    </message>
</context>
<context>
    <name>gnat::BenchPage</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>测试台</translation>
    </message>
    <message>
        <source>Filter history by subject</source>
        <translation>按主题筛选历史</translation>
    </message>
</context>
<context>
    <name>gnat::BookmarkDialog</name>
    <message>
        <source>Edit bookmark</source>
        <translation>编辑书签</translation>
    </message>
    <message>
        <source>Add bookmark</source>
        <translation>添加书签</translation>
    </message>
    <message>
        <source>What it is, why you look at it</source>
        <translation>它是什么、为何关注</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Remove bookmark</source>
        <translation>移除书签</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>gnat::BrokerPanel</name>
    <message>
        <source>Embedded broker</source>
        <translation>内置服务器</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>Three servers on this computer, with traffic to look at, and faults at your command.</source>
        <translation>本机上的三台服务器，带有可观察的流量，还能按您的命令出故障。</translation>
    </message>
    <message>
        <source>Start the broker</source>
        <translation>启动服务器</translation>
    </message>
    <message>
        <source>No certificates were made</source>
        <translation>未能生成证书</translation>
    </message>
    <message>
        <source>Only on 127.0.0.1</source>
        <translation>仅在 127.0.0.1 上</translation>
    </message>
    <message>
        <source>Stop broker</source>
        <translation>停止服务器</translation>
    </message>
    <message>
        <source>Log of the broker</source>
        <translation>内置服务器的日志</translation>
    </message>
    <message>
        <source>all servers are down</source>
        <translation>所有服务器都已停止</translation>
    </message>
    <message>
        <source>Folder for the certificates</source>
        <translation>存放证书的文件夹</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>故障</translation>
    </message>
</context>
<context>
    <name>gnat::CertificatesDialog</name>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Five files for TLS tests were made</source>
        <translation>已生成用于 TLS 测试的五个文件</translation>
    </message>
    <message>
        <source>They are valid for a year, for localhost, 127.0.0.1 and ::1. The authority&apos;s own key is kept nowhere, so nobody can sign more with it.</source>
        <translation>有效期一年，适用于 localhost、127.0.0.1 和 ::1。颁发机构自己的密钥不保存在任何地方，因此没有人能用它再签发证书。</translation>
    </message>
    <message>
        <source>How to use the certificates</source>
        <translation>如何使用这些证书</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source># Server: a configuration file for gnatcatcher-cli broker -c, or nats-server -c</source>
        <translation># 服务器：用于 gnatcatcher-cli broker -c 或 nats-server -c 的配置文件</translation>
    </message>
    <message>
        <source># Client: a connection of Gnatcatcher, or the nats program</source>
        <translation># 客户端：Gnatcatcher 的连接，或 nats 程序</translation>
    </message>
</context>
<context>
    <name>gnat::ChartLegend</name>
    <message>
        <source>Lines of the chart</source>
        <translation>图表曲线</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, click to hide or show it, the cross or Delete removes it</source>
        <translation>%1，点击以隐藏或显示，点叉号或按 Delete 移除</translation>
    </message>
</context>
<context>
    <name>gnat::ClientPane</name>
    <message>
        <source>Subscriptions of the client</source>
        <translation>该客户端的订阅</translation>
    </message>
    <message>
        <source>Connection %1 on %2, from %3</source>
        <translation>%2 上的连接 %1，来自 %3</translation>
    </message>
    <message>
        <source>Library %1</source>
        <translation>库 %1</translation>
    </message>
    <message>
        <source>Logged in as %1</source>
        <translation>登录身份 %1</translation>
    </message>
    <message>
        <source>TLS %1</source>
        <translation>TLS %1</translation>
    </message>
    <message>
        <source>Sent %1 messages, %2; was sent %3, %4</source>
        <translation>发送了 %1 条消息，%2；收到 %3 条，%4</translation>
    </message>
</context>
<context>
    <name>gnat::ClientTalkers</name>
    <message>
        <source>%1 (this program)</source>
        <translation>%1（本程序）</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>用户 %1</translation>
    </message>
    <message>
        <source>Published %1 messages, %2, since it connected</source>
        <translation>自连接以来已发布 %1 条消息，%2</translation>
    </message>
    <message>
        <source>Received %1 messages, %2</source>
        <translation>已接收 %1 条消息，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n subscription(s)</source>
        <translation>
            <numerusform>%n 个订阅</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, not yet known how much it publishes</source>
        <translation>%1，发布量尚不可知</translation>
    </message>
    <message>
        <source>%1 publishes %2 messages a second</source>
        <translation>%1 每秒发布 %2 条消息</translation>
    </message>
    <message>
        <source>Counted by the servers in the whole account, also what is not subscribed to here</source>
        <translation>由服务器在整个账户内统计，也包括此处未订阅的消息</translation>
    </message>
    <message>
        <source>%1 of %2 clients</source>
        <translation>%2 个客户端中的 %1 个</translation>
    </message>
    <message>
        <source>%1 of %2 clients; the newest %3 were not asked for</source>
        <translation>%2 个客户端中的 %1 个；最新的 %3 个未查询</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Published/s</source>
        <translation>发布/s</translation>
    </message>
    <message>
        <source>Published B/s</source>
        <translation>发布 B/s</translation>
    </message>
    <message>
        <source>Share of messages</source>
        <translation>消息占比</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>Received/s</source>
        <translation>接收/s</translation>
    </message>
    <message>
        <source>Received B/s</source>
        <translation>接收 B/s</translation>
    </message>
    <message>
        <source>Top talkers by client</source>
        <translation>按客户端的活跃排行</translation>
    </message>
    <message>
        <source>Who publishes on %1 is not known while it is not connected.</source>
        <translation>%1 未连接，无法得知谁在发布。</translation>
    </message>
    <message>
        <source>Who publishes on %1 is not known. %2</source>
        <translation>无法得知谁在 %1 上发布。%2</translation>
    </message>
    <message>
        <source>Asking the servers of %1 who publishes…</source>
        <translation>正在询问 %1 的服务器谁在发布…</translation>
    </message>
    <message>
        <source>Connect to a server to see which clients publish.</source>
        <translation>连接服务器后即可看到哪些客户端在发布。</translation>
    </message>
    <message>
        <source>mean of %1</source>
        <translation>%1内的平均值</translation>
    </message>
</context>
<context>
    <name>gnat::ClusterPage</name>
    <message>
        <source>No embedded broker is running</source>
        <translation>没有运行内置服务器</translation>
    </message>
    <message>
        <source>It is a NATS cluster of three servers inside this program, on this computer only. Connect your own programs to it, kill a server, and watch who loses the connection and where they go.</source>
        <translation>它是本程序内的一个 NATS 集群，有三台服务器，只在本机上。把您自己的程序连接上来，杀死一台服务器，观察谁失去连接、去了哪里。</translation>
    </message>
    <message>
        <source>Start the embedded broker</source>
        <translation>启动内置服务器</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>View of the servers</source>
        <translation>服务器的视图</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Embedded broker</source>
        <translation>内置服务器</translation>
    </message>
    <message>
        <source>Failover</source>
        <translation>故障转移</translation>
    </message>
    <message>
        <source>traffic per server and what happened</source>
        <translation>各服务器的流量与发生的事情</translation>
    </message>
    <message>
        <source>Clients %1</source>
        <translation>客户端 %1</translation>
    </message>
    <message>
        <source>Routes %1</source>
        <translation>路由 %1</translation>
    </message>
    <message>
        <source>%1 of %2 servers up</source>
        <translation>%2 台服务器中 %1 台正常</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 个客户端</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n subscription(s)</source>
        <translation>
            <numerusform>%n 个订阅</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1, %2; the first %3 clients of each server are listed</source>
        <translation>%1，%2；只列出每台服务器的前 %3 个客户端</translation>
    </message>
    <message>
        <source>Use free ports</source>
        <translation>使用空闲端口</translation>
    </message>
    <message>
        <source>Stop the broker</source>
        <translation>停止内置服务器</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) of other programs are connected and will lose their connection.</source>
        <translation>
            <numerusform>有 %n 个其他程序的客户端已连接，它们将失去连接。</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop broker</source>
        <translation>停止服务器</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Filter clients by name, server, library or address</source>
        <translation>按名称、服务器、库或地址筛选客户端</translation>
    </message>
</context>
<context>
    <name>gnat::ColourRuleRow</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>强调</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>淡化</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Filter, e.g. orders.*.failed or temp_c&gt;80</source>
        <translation>筛选，例如 orders.*.failed 或 temp_c&gt;80</translation>
    </message>
    <message>
        <source>Filter of the rule</source>
        <translation>规则的筛选</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Remove this rule</source>
        <translation>移除此规则</translation>
    </message>
</context>
<context>
    <name>gnat::ColourRulesDialog</name>
    <message>
        <source>Colour rules</source>
        <translation>颜色规则</translation>
    </message>
    <message>
        <source>Messages that pass a rule&apos;s filter are written in its colour. The first rule that fits counts.</source>
        <translation>通过规则筛选的消息以其颜色显示。首个符合的规则生效。</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>As built in</source>
        <translation>恢复内置</translation>
    </message>
</context>
<context>
    <name>gnat::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Search or run a command</source>
        <translation>搜索或运行命令</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>&gt; commands only    @ connections    # subjects</source>
        <translation>&gt; 仅命令    @ 连接    # 主题</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>gnat::CompareDialog</name>
    <message>
        <source>Compare recordings</source>
        <translation>比较录制</translation>
    </message>
    <message>
        <source>How %1 differs from an older one: new and gone subjects, rates, sizes, fields, ranges of values, latencies.</source>
        <translation>%1 与较早的录制有何不同：新增和消失的主题、速率、大小、字段、取值范围、延迟。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Older recording</source>
        <translation>较早的录制</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>其他文件…</translation>
    </message>
    <message>
        <source>With</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>仅限</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>By how much rates, sizes, latencies and ranges of values may differ.</source>
        <translation>速率、大小、延迟和取值范围允许相差多少。</translation>
    </message>
    <message>
        <source>Choose the older recording.</source>
        <translation>请选择较早的录制。</translation>
    </message>
</context>
<context>
    <name>gnat::ComparisonView</name>
    <message>
        <source>%1: %2 messages on %3 subjects in %4</source>
        <translation>%1：%4 内 %3 个主题的 %2 条消息</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Rate before</source>
        <translation>之前速率</translation>
    </message>
    <message>
        <source>Mean size</source>
        <translation>平均大小</translation>
    </message>
    <message>
        <source>Latency p50</source>
        <translation>延迟 p50</translation>
    </message>
    <message>
        <source>Compared subjects</source>
        <translation>比较的主题</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Also what is the same</source>
        <translation>也显示相同的</translation>
    </message>
    <message>
        <source>Save as JSON</source>
        <translation>保存为 JSON</translation>
    </message>
    <message>
        <source>Back to the messages</source>
        <translation>返回消息</translation>
    </message>
    <message>
        <source>No differences</source>
        <translation>没有差异</translation>
    </message>
    <message>
        <source>%1 new, %2 gone, %3 differ, %4 the same</source>
        <translation>新增 %1，消失 %2，不同 %3，相同 %4</translation>
    </message>
    <message>
        <source>%1; the first %2 are shown</source>
        <translation>%1；显示前 %2 个</translation>
    </message>
    <message>
        <source>(all others)</source>
        <translation>（其余全部）</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>保存比较结果</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Rate after</source>
        <translation>之后速率</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1: %2 messages on more than %3 subjects in %4</source>
        <translation>%1：%2 条消息，多于 %3 个主题，%4</translation>
    </message>
    <message>
        <source>%1 new, %2 gone, %3 differ, %4 the same; too many subjects to know all</source>
        <translation>%1 个新增，%2 个消失，%3 个不同，%4 个相同；主题太多，无法全部比较</translation>
    </message>
</context>
<context>
    <name>gnat::CompletionPopup</name>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
</context>
<context>
    <name>gnat::Composer</name>
    <message>
        <source>What is wrong</source>
        <translation>问题所在</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>What to send</source>
        <translation>发送方式</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Time waited</source>
        <translation>已等待时间</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send (Ctrl+Enter)</source>
        <translation>发送 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>First only</source>
        <translation>仅首个</translation>
    </message>
    <message>
        <source>Up to</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Until timeout</source>
        <translation>直到超时</translation>
    </message>
    <message>
        <source>Replies to wait for</source>
        <translation>等待的回复</translation>
    </message>
    <message>
        <source>Number of replies to wait for</source>
        <translation>等待的回复数</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Reply subject</source>
        <translation>回复主题</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>Format JSON</source>
        <translation>格式化 JSON</translation>
    </message>
    <message>
        <source>The payload is not JSON.</source>
        <translation>载荷不是 JSON。</translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation>消息头 %1</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>gnat::ConnectDialog</name>
    <message>
        <source>Connect to a server</source>
        <translation>连接到服务器</translation>
    </message>
    <message>
        <source>Saved connections and contexts</source>
        <translation>已保存的连接和上下文</translation>
    </message>
    <message>
        <source>as it shall be called here</source>
        <translation>在此处显示的名称</translation>
    </message>
    <message>
        <source>Verify the server certificate</source>
        <translation>验证服务器证书</translation>
    </message>
    <message>
        <source>CA and client certificate</source>
        <translation>CA 与客户端证书</translation>
    </message>
    <message>
        <source>nothing; add subjects, separated by spaces</source>
        <translation>不订阅；可添加主题，以空格分隔</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Subscribe to</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Save and connect</source>
        <translation>保存并连接</translation>
    </message>
    <message>
        <source>Passwords and tokens are not stored.</source>
        <translation>不保存密码和令牌。</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新连接</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>From the nats CLI</source>
        <translation>来自 nats CLI</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Locked: nothing is sent until you unlock it</source>
        <translation>锁定：解锁之前不发送任何内容</translation>
    </message>
    <message>
        <source>For shared and production systems: publishing, requests and replays are refused.</source>
        <translation>用于共享和生产系统：发布、请求和回放都会被拒绝。</translation>
    </message>
    <message>
        <source>Guard</source>
        <translation>发布确认</translation>
    </message>
</context>
<context>
    <name>gnat::ConnectionMenus</name>
    <message>
        <source>Reconnect now</source>
        <translation>立即重新连接</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>gnat::ConnectionPopup</name>
    <message>
        <source>Connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Copy URL</source>
        <translation>复制 URL</translation>
    </message>
    <message>
        <source>Without user and password</source>
        <translation>不含用户名和密码</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 (refused)</source>
        <translation>%1（被拒绝）</translation>
    </message>
</context>
<context>
    <name>gnat::ConnectionStrips</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 is not reachable. Next try in %2, attempt %3.</source>
        <translation>无法访问 %1。%2后重试，第 %3 次。</translation>
    </message>
    <message>
        <source>%1 is not reachable. Trying now, attempt %2.</source>
        <translation>无法访问 %1。正在进行第 %2 次尝试。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Stop trying</source>
        <translation>停止重试</translation>
    </message>
    <message>
        <source>%1 refused the login. %2</source>
        <translation>%1 拒绝了登录。%2</translation>
    </message>
    <message>
        <source>Change login</source>
        <translation>更改登录信息</translation>
    </message>
    <message>
        <source>%1 is not connected. %2</source>
        <translation>%1 未连接。%2</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 is back after %2.</source>
        <translation>%1 在 %2后恢复。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>connection: what went wrong</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is unlocked until %2: what is sent reaches it.</source>
        <translation>%1 在 %2 之前处于解锁状态：发送的内容会到达它。</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
</context>
<context>
    <name>gnat::CutDialog</name>
    <message>
        <source>Cut to a range</source>
        <translation>截取一段</translation>
    </message>
    <message>
        <source>The messages of a time, with their connections and subscriptions, gaps and marks, become a recording of their own.</source>
        <translation>一段时间内的消息及其连接、订阅、缺口和标记成为单独的录制。</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>截取</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>仅限</translation>
    </message>
    <message>
        <source> part</source>
        <comment>file name</comment>
        <translation> 片段</translation>
    </message>
    <message>
        <source>“Until” must lie behind “From”.</source>
        <translation>“到”必须晚于“从”。</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) were kept.</source>
        <translation>
            <numerusform>保留了 %1 条消息。</numerusform>
        </translation>
    </message>
    <message>
        <source>No message of this time passes the filter; the new recording is empty.</source>
        <translation>这段时间内没有消息通过筛选；新录制为空。</translation>
    </message>
    <message>
        <source>No message is of this time; the new recording is empty.</source>
        <translation>这段时间内没有消息；新录制为空。</translation>
    </message>
</context>
<context>
    <name>gnat::DemoPreview</name>
    <message>
        <source>What the demo sends</source>
        <translation>演示发送的内容</translation>
    </message>
    <message>
        <source>JSON and text</source>
        <translation>JSON 和文本</translation>
    </message>
    <message>
        <source>request and reply</source>
        <translation>请求与回复</translation>
    </message>
</context>
<context>
    <name>gnat::DensityTimeline</name>
    <message>
        <source>Messages over the time of the recording</source>
        <translation>录制时段内的消息</translation>
    </message>
    <message>
        <source>%1 messages in %2</source>
        <translation>%2内 %1 条消息</translation>
    </message>
    <message>
        <source>Click or drag to go there, Shift+drag for the range A–B, the wheel zooms</source>
        <translation>点击或拖动可跳转，Shift+拖动设定范围 A–B，滚轮缩放</translation>
    </message>
</context>
<context>
    <name>gnat::Desktop</name>
    <message numerus="yes">
        <source>%Ln message(s) recorded into %1.</source>
        <translation>
            <numerusform>已将 %Ln 条消息录制到 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) recorded into %1 files, the last is %2.</source>
        <translation>
            <numerusform>已将 %Ln 条消息录制到 %1 个文件，最后一个是 %2。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To keep within the limits %Ln older file(s) with %1 messages were removed.</source>
        <translation>
            <numerusform>为不超出限制，已删除 %Ln 个较早的文件，含 %1 条消息。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::EventChart</name>
    <message>
        <source>%1: %2 per second</source>
        <translation>%1：每秒 %2</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 秒</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
</context>
<context>
    <name>gnat::ExchangeView</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Request and replies</source>
        <translation>请求和回复</translation>
    </message>
    <message>
        <source>A reply whose request was not seen.</source>
        <translation>这是一条回复，未看到其请求。</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>The first %1 are shown.</source>
        <translation>仅显示前 %1 条。</translation>
    </message>
    <message>
        <source>no longer kept</source>
        <translation>已不再保留</translation>
    </message>
    <message>
        <source>No reply yet.</source>
        <translation>尚无回复。</translation>
    </message>
    <message>
        <source>Answered after %1; the reply went past the subscriptions.</source>
        <translation>%1 后得到回复；该回复不在订阅范围内。</translation>
    </message>
    <message>
        <source>Answered after %1. Replies: %2.</source>
        <translation>%1 后得到回复。回复数：%2。</translation>
    </message>
    <message>
        <source>The server says that nobody responds to this subject.</source>
        <translation>服务器表示此主题无应答者。</translation>
    </message>
    <message>
        <source>No reply came in time, and it would have been seen.</source>
        <translation>超时未收到回复，若有回复本应能看到。</translation>
    </message>
    <message>
        <source>No reply was seen, which says nothing: replies are not subscribed, or some messages were missed.</source>
        <translation>未看到回复，但这不能说明什么：未订阅回复，或漏收了部分消息。</translation>
    </message>
</context>
<context>
    <name>gnat::ExportDialog</name>
    <message>
        <source>Export the recording</source>
        <translation>导出录制</translation>
    </message>
    <message>
        <source>As a file that other programs read.</source>
        <translation>写成其他程序能读取的文件。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>JSON lines: everything, can be imported again</source>
        <translation>JSON 行：全部内容，可重新导入</translation>
    </message>
    <message>
        <source>CSV table: a column for each field</source>
        <translation>CSV 表格：每个字段一列</translation>
    </message>
    <message>
        <source>MCAP: for Foxglove and PlotJuggler, without headers</source>
        <translation>MCAP：供 Foxglove 和 PlotJuggler 使用，不含消息头</translation>
    </message>
    <message>
        <source>Shell script with nats commands</source>
        <translation>含 nats 命令的 Shell 脚本</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>仅限</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The new file needs a name.</source>
        <translation>新文件需要名称。</translation>
    </message>
    <message>
        <source>“%1” exists already.</source>
        <translation>“%1”已存在。</translation>
    </message>
</context>
<context>
    <name>gnat::FailoverPane</name>
    <message>
        <source>Messages per second</source>
        <translation>每秒消息数</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生的事情</translation>
    </message>
    <message>
        <source>%1 killed</source>
        <translation>%1 被杀死</translation>
    </message>
    <message>
        <source>%1 ended</source>
        <translation>%1 结束</translation>
    </message>
    <message>
        <source>%1 up</source>
        <translation>%1 启动</translation>
    </message>
</context>
<context>
    <name>gnat::FaultEdit</name>
    <message>
        <source>Rule of a fault</source>
        <translation>故障规则</translation>
    </message>
</context>
<context>
    <name>gnat::FaultsPane</name>
    <message>
        <source>Faults</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Remove the fault</source>
        <translation>删除故障</translation>
    </message>
    <message>
        <source>Write a new fault</source>
        <translation>写一条新故障</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed decides the same on the same messages</source>
        <translation>同样的种子对同样的消息作出同样的决定</translation>
    </message>
    <message>
        <source>Orders take 200 ms longer</source>
        <translation>订单晚到 200 毫秒</translation>
    </message>
    <message>
        <source>One log line in twenty is lost</source>
        <translation>每二十条日志丢失一条</translation>
    </message>
    <message>
        <source>Now and then a message comes twice</source>
        <translation>偶尔有消息重复</translation>
    </message>
    <message>
        <source>Messages overtake each other</source>
        <translation>消息乱序</translation>
    </message>
    <message>
        <source>A client on a slow line</source>
        <translation>一个客户端线路很慢</translation>
    </message>
    <message>
        <source>A connection breaks amid a message</source>
        <translation>连接在消息中途断开</translation>
    </message>
    <message>
        <source>For ten seconds nobody new gets in</source>
        <translation>十秒内不接受新连接</translation>
    </message>
    <message>
        <source>A subject is forbidden</source>
        <translation>禁止某个主题</translation>
    </message>
    <message>
        <source>none: everything gets through</source>
        <translation>无：一切照常通过</translation>
    </message>
    <message>
        <source>on all servers</source>
        <translation>在所有服务器上</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 matched, %2 applied, %3 let go early</source>
        <translation>匹配 %1，生效 %2，提前放行 %3</translation>
    </message>
    <message>
        <source>Character %1: %2</source>
        <translation>第 %1 个字符：%2</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>gnat::FieldActions</name>
    <message>
        <source>Plot this field</source>
        <translation>绘制此字段</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>复制值</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
</context>
<context>
    <name>gnat::FieldPane</name>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
</context>
<context>
    <name>gnat::FilterAssist</name>
    <message>
        <source>subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>payload field</source>
        <translation>载荷字段</translation>
    </message>
    <message>
        <source>header</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>payload format</source>
        <translation>载荷格式</translation>
    </message>
    <message>
        <source>subscription</source>
        <translation>订阅</translation>
    </message>
</context>
<context>
    <name>gnat::FilterEdit</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>已保存的筛选</translation>
    </message>
    <message>
        <source>%1 so far, %2 %</source>
        <comment>hits of a filter</comment>
        <translation>目前 %1 条，%2 %</translation>
    </message>
    <message>
        <source>All messages, or a filter such as shop.&gt; size&gt;1k</source>
        <translation>所有消息，或筛选，例如 shop.&gt; size&gt;1k</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>筛选：%1</translation>
    </message>
</context>
<context>
    <name>gnat::FilterMenu</name>
    <message>
        <source>Save this filter</source>
        <translation>保存此筛选</translation>
    </message>
    <message>
        <source>Edit saved filters…</source>
        <translation>编辑已保存的筛选…</translation>
    </message>
    <message>
        <source>Hidden subjects…</source>
        <translation>隐藏的主题…</translation>
    </message>
</context>
<context>
    <name>gnat::FlowPopup</name>
    <message>
        <source>Where messages go</source>
        <translation>消息去向</translation>
    </message>
    <message>
        <source>Last minute</source>
        <translation>最近一分钟</translation>
    </message>
    <message>
        <source>Since start</source>
        <translation>自启动以来</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>时段</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>已计数</translation>
    </message>
    <message>
        <source>Kept in memory</source>
        <translation>内存中已保留</translation>
    </message>
    <message>
        <source>Dropped here: this computer was too busy</source>
        <translation>本机丢弃：本机过于繁忙</translation>
    </message>
    <message numerus="yes">
        <source>from %n connection(s)</source>
        <translation>
            <numerusform>来自 %n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>every message: tree, rates and graphs</source>
        <translation>每条消息：树、速率和图表</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>the newest %1, limit %2</source>
        <translation>最新的 %1，上限 %2</translation>
    </message>
    <message>
        <source>Shown in the list</source>
        <translation>列表中显示</translation>
    </message>
    <message>
        <source>Missed: a connection was lost, or cut off as too slow</source>
        <translation>漏收：连接断开，或因太慢被服务器切断</translation>
    </message>
    <message>
        <source>this page shows no live messages</source>
        <translation>此页面不显示实时消息</translation>
    </message>
    <message>
        <source>all that are kept</source>
        <translation>所有已保留的消息</translation>
    </message>
    <message>
        <source>%1 while moving. Pause to see all kept.</source>
        <translation>滚动时%1。暂停可查看所有已保留的消息。</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>%1 in the client library, %2 on the way to the views</source>
        <translation>客户端库中 %1 条，送往视图途中 %2 条</translation>
    </message>
    <message>
        <source>Not analysed: kept, but not looked at for replies and values</source>
        <translation>未分析：已保留，但未用于匹配回复和取值</translation>
    </message>
    <message>
        <source>Copies by overlapping subscriptions</source>
        <translation>重叠订阅产生的副本</translation>
    </message>
    <message>
        <source>On the way to the views</source>
        <translation>送往视图途中</translation>
    </message>
    <message>
        <source>No longer kept</source>
        <translation>不再保留</translation>
    </message>
    <message>
        <source>Left out while the list moves</source>
        <translation>列表滚动时略去</translation>
    </message>
    <message>
        <source>Hidden by the filter, or of hidden subjects</source>
        <translation>被筛选隐藏，或属于隐藏的主题</translation>
    </message>
    <message>
        <source>Not in the list yet: still to be looked at</source>
        <translation>尚未进入列表：有待查看</translation>
    </message>
    <message>
        <source>Newer than the pause</source>
        <translation>暂停之后到达</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1，或更多</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>The list, now</source>
        <translation>列表（此刻）</translation>
    </message>
    <message>
        <source>%1; %2 played from a recording</source>
        <translation>%1；其中 %2 条由录制回放</translation>
    </message>
    <message>
        <source>More kept in memory than a minute ago</source>
        <translation>内存保留量比一分钟前多</translation>
    </message>
    <message>
        <source>what is left of those that are kept</source>
        <translation>已保留消息中余下的部分</translation>
    </message>
    <message>
        <source>Recorded: a recording would store every message</source>
        <translation>已录制：录制会保存每条消息</translation>
    </message>
    <message>
        <source>Recorded since the recording was started</source>
        <translation>自录制开始以来已录制</translation>
    </message>
    <message>
        <source>Recorded in %1 recordings, since each was started</source>
        <translation>在 %1 个录制中已录制，各自从开始时算起</translation>
    </message>
    <message>
        <source>%1; %2 dropped</source>
        <translation>%1；丢弃 %2 条</translation>
    </message>
</context>
<context>
    <name>gnat::GapHistogram</name>
    <message>
        <source>%1 µs</source>
        <translation>%1 微秒</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Histogram of the times between messages</source>
        <translation>消息间隔时间直方图</translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s), p50 %1, p99 %2</source>
        <translation>
            <numerusform>%n 个间隔，p50 %1，p99 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
</context>
<context>
    <name>gnat::GapsPane</name>
    <message>
        <source>Gaps</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Shortest</source>
        <translation>最短</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>The mean difference between one gap and the next</source>
        <translation>相邻两个间隔之差的平均值</translation>
    </message>
    <message>
        <source>Select a message or a subject to see how regularly it comes.</source>
        <translation>选择一条消息或一个主题，查看其到达是否规律。</translation>
    </message>
    <message>
        <source>Time between messages on %1, newest %2 at most</source>
        <translation>%1 上消息之间的时间，最多取最新 %2 条</translation>
    </message>
</context>
<context>
    <name>gnat::GraphBar</name>
    <message>
        <source>Plot a subject or pattern</source>
        <translation>绘制一个主题或模式</translation>
    </message>
    <message>
        <source>More for graphs</source>
        <translation>更多图表操作</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Each field with its own axis</source>
        <translation>每个字段使用各自的坐标轴</translation>
    </message>
    <message>
        <source>Points kept of a field</source>
        <translation>每个字段保留的点数</translation>
    </message>
</context>
<context>
    <name>gnat::GraphPane</name>
    <message>
        <source>Messages per second over time</source>
        <translation>每秒消息数随时间的变化</translation>
    </message>
    <message>
        <source>No subject is plotted</source>
        <translation>没有绘制任何主题</translation>
    </message>
    <message>
        <source>Choose a subject in the tree and press P to plot its rate.</source>
        <translation>在树中选择一个主题并按 P 绘制其速率。</translation>
    </message>
    <message>
        <source>Messages/s</source>
        <translation>消息/秒</translation>
    </message>
    <message>
        <source>Bytes/s</source>
        <translation>字节/秒</translation>
    </message>
    <message>
        <source>What is counted</source>
        <translation>统计什么</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>These graphs hold still. Double click, End or Esc do the same.</source>
        <translation>这些图表已停住。双击、End 或 Esc 也可返回。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Save graphs</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>graphs</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>The graphs were not saved</source>
        <translation>图表未保存</translation>
    </message>
    <message>
        <source>Graphs</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>另存为 SVG…</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG 图形 (*.svg)</translation>
    </message>
    <message>
        <source>Save points as CSV…</source>
        <translation>将数据点保存为 CSV…</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>gnat::GuardQuestion</name>
    <message>
        <source>Locked connection</source>
        <translation>已锁定的连接</translation>
    </message>
    <message>
        <source>Publish to %1?</source>
        <translation>发布到 %1？</translation>
    </message>
    <message>
        <source>1 message to %1. This connection is locked.</source>
        <translation>1 条消息发往 %1。此连接已锁定。</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message numerus="yes">
        <source>Allow for %n min</source>
        <translation>
            <numerusform>允许 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This connection is locked. Type its name, %1, to send this and nothing else.</source>
        <translation>此连接已锁定。请输入其名称 %1，仅发送这一项。</translation>
    </message>
    <message>
        <source>Name of the connection</source>
        <translation>连接名称</translation>
    </message>
</context>
<context>
    <name>gnat::HeaderEditor</name>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Headers to send</source>
        <translation>要发送的消息头</translation>
    </message>
    <message>
        <source>Add header</source>
        <translation>添加消息头</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>gnat::HeaderModel</name>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>gnat::HexView</name>
    <message>
        <source>Payload bytes</source>
        <translation>载荷字节</translation>
    </message>
</context>
<context>
    <name>gnat::HiddenSubjectsDialog</name>
    <message>
        <source>Hidden subjects</source>
        <translation>隐藏的主题</translation>
    </message>
    <message>
        <source>The list and the tree leave these out. They are received, counted and recorded all the same.</source>
        <translation>列表和主题树不显示这些主题，但仍会接收、计数和录制。</translation>
    </message>
    <message>
        <source>Subject or pattern</source>
        <translation>主题或模式</translation>
    </message>
    <message>
        <source>Subject or pattern to hide</source>
        <translation>要隐藏的主题或模式</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>gnat::HistoryModel</name>
    <message>
        <source>%1 on %2, %3</source>
        <translation>%2 上的%1，%3</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>gnat::HistoryPane</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Clear history</source>
        <translation>清除历史</translation>
    </message>
    <message>
        <source>Forget everything that was sent?</source>
        <translation>清除所有已发送内容的记录？</translation>
    </message>
    <message>
        <source>History of what was sent</source>
        <translation>发送历史</translation>
    </message>
</context>
<context>
    <name>gnat::ImportDialog</name>
    <message>
        <source>Import a recording</source>
        <translation>导入录制</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>imported</source>
        <comment>file name</comment>
        <translation>导入</translation>
    </message>
    <message>
        <source>Leave out what cannot be read, and count it</source>
        <translation>略过无法读取的内容并计数</translation>
    </message>
    <message>
        <source>Choose what to import.</source>
        <translation>请选择要导入的内容。</translation>
    </message>
    <message>
        <source>From JSON lines, from MCAP, from a folder that “nats sub --dump” wrote, or from one of rabtap.</source>
        <translation>来自 JSON 行、MCAP、“nats sub --dump” 写出的文件夹或 rabtap 的文件夹。</translation>
    </message>
    <message>
        <source>JSON lines and MCAP (*.ndjson *.jsonl *.json *.mcap);;All files (*)</source>
        <translation>JSON 行和 MCAP (*.ndjson *.jsonl *.json *.mcap);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>gnat::LatencyBars</name>
    <message>
        <source>Latencies</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>No latency is known.</source>
        <translation>没有已知的延迟。</translation>
    </message>
    <message>
        <source>%1 latencies: half within %2, 99 % within %3, the longest %4</source>
        <translation>%1 个延迟：一半在 %2 内，99 % 在 %3 内，最长 %4</translation>
    </message>
</context>
<context>
    <name>gnat::ListColours</name>
    <message>
        <source>Co&amp;lour rules…</source>
        <translation>颜色规则(&amp;L)…</translation>
    </message>
</context>
<context>
    <name>gnat::LiveList</name>
    <message>
        <source>List shows 1 in %1</source>
        <translation>列表每 %1 条显示 1 条</translation>
    </message>
    <message>
        <source>List shows every message</source>
        <translation>列表显示每条消息</translation>
    </message>
    <message>
        <source>&amp;Highlight new rows</source>
        <translation>高亮新行(&amp;H)</translation>
    </message>
    <message>
        <source>List shows</source>
        <translation>列表显示</translation>
    </message>
    <message>
        <source>1 in %1</source>
        <translation>每 %1 条中 1 条</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>so many messages of those that are kept</comment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Clea&amp;r messages and subjects</source>
        <translation>清空消息和主题(&amp;R)</translation>
    </message>
    <message>
        <source>Empties list and tree; what was kept is counted as no longer kept. Recordings go on.</source>
        <translation>清空列表和主题树；原先保留的消息计入不再保留。录制继续进行。</translation>
    </message>
</context>
<context>
    <name>gnat::LivePage</name>
    <message>
        <source>Subjects</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Graphs and publish</source>
        <translation>图表与发布</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>No message matches this filter</source>
        <translation>没有消息符合此筛选</translation>
    </message>
    <message>
        <source>%1 kept messages, 0 match %2.</source>
        <translation>已保留 %1 条消息，0 条符合 %2。</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 未连接。</translation>
    </message>
    <message>
        <source>%1 is connected and listens to nothing yet.</source>
        <translation>%1 已连接，尚未监听任何主题。</translation>
    </message>
    <message>
        <source>%1 is connected and listens to %2.</source>
        <translation>%1 已连接，正在监听 %2。</translation>
    </message>
    <message>
        <source>Waiting for the first message</source>
        <translation>等待第一条消息</translation>
    </message>
    <message>
        <source>Publish a test message</source>
        <translation>发布一条测试消息</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>All messages are hidden</source>
        <translation>所有消息均被隐藏</translation>
    </message>
    <message>
        <source>%1 kept messages are on subjects that you hide.</source>
        <translation>%1 条已保留的消息位于您隐藏的主题。</translation>
    </message>
    <message>
        <source>Show hidden subjects</source>
        <translation>显示隐藏的主题</translation>
    </message>
    <message>
        <source>replayed here</source>
        <translation>在此回放</translation>
    </message>
    <message>
        <source>Its server refuses %1.</source>
        <translation>其服务器拒绝 %1。</translation>
    </message>
    <message>
        <source>Nothing is subscribed yet</source>
        <translation>尚未订阅任何主题</translation>
    </message>
    <message>
        <source>No message on %1 is kept.</source>
        <translation>没有保留 %1 上的消息。</translation>
    </message>
    <message>
        <source>None of the newest %1 kept messages is on %2; a filter finds older ones.</source>
        <translation>最新保留的 %1 条消息中没有 %2 上的；筛选能找到更早的。</translation>
    </message>
</context>
<context>
    <name>gnat::LoginForm</name>
    <message>
        <source>Browse</source>
        <translation>浏览</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>NKey</source>
        <translation>NKey</translation>
    </message>
    <message>
        <source>Credentials file</source>
        <translation>凭据文件</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Seed file</source>
        <translation>种子文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>gnat::MainWindow</name>
    <message>
        <source>Gnatcatcher</source>
        <translation>Gnatcatcher</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Stop &amp;recording</source>
        <translation>停止录制(&amp;R)</translation>
    </message>
    <message>
        <source>Start &amp;recording</source>
        <translation>开始录制(&amp;R)</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Recordings (*.gnat);;All files (*)</source>
        <translation>录制文件 (*.gnat);;所有文件 (*)</translation>
    </message>
    <message>
        <source>About Gnatcatcher</source>
        <translation>关于 Gnatcatcher</translation>
    </message>
    <message>
        <source>&lt;b&gt;Gnatcatcher %1&lt;/b&gt;&lt;br&gt;Watch, test and replay what your NATS clusters say.&lt;br&gt;&lt;br&gt;GPL-3.0-or-later</source>
        <translation>&lt;b&gt;Gnatcatcher %1&lt;/b&gt;&lt;br&gt;查看、测试并回放 NATS 集群中的消息。&lt;br&gt;&lt;br&gt;GPL-3.0-or-later</translation>
    </message>
</context>
<context>
    <name>gnat::ManualDialog</name>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Pages of the manual</source>
        <translation>手册页面</translation>
    </message>
</context>
<context>
    <name>gnat::MarkActions</name>
    <message>
        <source>&amp;Marks</source>
        <translation>标记(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Mark</source>
        <translation>标记(&amp;M)</translation>
    </message>
    <message>
        <source>N&amp;ote…</source>
        <translation>备注(&amp;O)…</translation>
    </message>
    <message>
        <source>Next mar&amp;k</source>
        <translation>下一个标记(&amp;K)</translation>
    </message>
    <message>
        <source>Previo&amp;us mark</source>
        <translation>上一个标记(&amp;U)</translation>
    </message>
    <message>
        <source>The first %1 of %2 selected messages were marked.</source>
        <translation>已标记所选 %2 条消息中的前 %1 条。</translation>
    </message>
    <message>
        <source>Note on a message</source>
        <translation>消息备注</translation>
    </message>
    <message>
        <source>Note on %1:</source>
        <translation>%1 的备注：</translation>
    </message>
    <message>
        <source>The marked message does not pass the filter. It is open at the right.</source>
        <translation>标记的消息未通过筛选。已在右侧打开。</translation>
    </message>
    <message>
        <source>The list holds the marked message no more. Its copy is open at the right.</source>
        <translation>列表已不再保留标记的消息。其副本已在右侧打开。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>None yet: M marks the selected message</source>
        <translation>尚无：按 M 标记所选消息</translation>
    </message>
    <message>
        <source>&amp;Remove all marks</source>
        <translation>移除所有标记(&amp;R)</translation>
    </message>
    <message>
        <source>No. %1</source>
        <translation>第 %1 条</translation>
    </message>
</context>
<context>
    <name>gnat::MaskDialog</name>
    <message>
        <source>Mask and share</source>
        <translation>遮盖并分享</translation>
    </message>
    <message>
        <source>Values become pseudonyms in a new file: equal values stay equal, and nobody can find out what they were. Names of connections and servers are hidden, too; notes are left out.</source>
        <translation>在新文件中值变为化名：相同的值仍然相同，而无人能得知原值。连接和服务器的名称也被隐藏；备注被略去。</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>遮盖</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>users.*.&gt; hides what * and &gt; stand for</source>
        <translation>users.*.&gt; 隐藏 * 和 &gt; 所代表的部分</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>authorization, or * for all</source>
        <translation>authorization，或用 * 表示全部</translation>
    </message>
    <message>
        <source>JSON fields</source>
        <translation>JSON 字段</translation>
    </message>
    <message>
        <source>user.email items[].card **.iban</source>
        <translation>user.email items[].card **.iban</translation>
    </message>
    <message>
        <source>Empty all payloads</source>
        <translation>清空所有载荷</translation>
    </message>
    <message>
        <source>Keep payloads that are not JSON</source>
        <translation>保留不是 JSON 的载荷</translation>
    </message>
    <message>
        <source>Otherwise they are emptied where JSON fields are hidden, as these cannot be found in them.</source>
        <translation>否则在隐藏 JSON 字段时会被清空，因为无法在其中找到这些字段。</translation>
    </message>
    <message>
        <source>Empty values instead of pseudonyms</source>
        <translation>用空值代替化名</translation>
    </message>
    <message>
        <source> masked</source>
        <comment>file name</comment>
        <translation> 已遮盖</translation>
    </message>
    <message>
        <source>Say what is to be hidden.</source>
        <translation>请指明要隐藏什么。</translation>
    </message>
</context>
<context>
    <name>gnat::MemoryMenu</name>
    <message>
        <source>&amp;Memory for messages</source>
        <translation>消息内存(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Another size…</source>
        <translation>其他大小(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Another size (now %1)…</source>
        <translation>其他大小（现为 %1）(&amp;A)…</translation>
    </message>
    <message>
        <source>Memory for messages</source>
        <translation>消息内存</translation>
    </message>
    <message>
        <source>Keep the newest messages, up to this many megabytes:</source>
        <translation>保留最新的消息，上限为（兆字节）：</translation>
    </message>
</context>
<context>
    <name>gnat::MergeDialog</name>
    <message>
        <source>Merge recordings</source>
        <translation>合并录制</translation>
    </message>
    <message>
        <source>The messages of all chosen recordings, in the order of their times. Connections and subscriptions stay apart; what two of them have in common is there twice.</source>
        <translation>所有选中录制的消息，按时间排序。连接和订阅各自保留；两个录制共有的消息会出现两次。</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>其他文件…</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>来源</translation>
    </message>
    <message>
        <source> merged</source>
        <comment>file name</comment>
        <translation> 合并</translation>
    </message>
    <message>
        <source>Choose at least two recordings.</source>
        <translation>请至少选择两个录制。</translation>
    </message>
    <message>
        <source>There are no messages in these recordings; the new one is empty.</source>
        <translation>这些录制中没有消息；新录制为空。</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) of %2 recordings were merged.</source>
        <translation>
            <numerusform>已合并 %2 个录制的 %1 条消息。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::MessageActions</name>
    <message>
        <source>Copy &amp;as</source>
        <translation>复制为(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Filter to this subject</source>
        <translation>筛选到此主题(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Exclude this subject</source>
        <translation>排除此主题(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Previous on this subject</source>
        <translation>此主题的上一条(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next on this subject</source>
        <translation>此主题的下一条(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Copy pay&amp;load</source>
        <translation>复制载荷(&amp;L)</translation>
    </message>
    <message>
        <source>Copy &amp;subject</source>
        <translation>复制主题(&amp;S)</translation>
    </message>
    <message>
        <source>P&amp;ublish again</source>
        <translation>再次发布(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Request</source>
        <translation>请求(&amp;R)</translation>
    </message>
    <message>
        <source>Plot ra&amp;te</source>
        <translation>绘制速率(&amp;T)</translation>
    </message>
    <message>
        <source>The first %1 of %2 selected rows were copied. Export them to have all.</source>
        <translation>已复制所选 %2 行中的前 %1 行。要得到全部，请导出。</translation>
    </message>
    <message>
        <source>The first %1 of %2 selected messages were copied. Export them to have all.</source>
        <translation>已复制所选 %2 条消息中的前 %1 条。要得到全部，请导出。</translation>
    </message>
    <message>
        <source>%1 of %2 selected messages could not be copied: they are no longer kept, or not read from the file yet.</source>
        <translation>所选 %2 条消息中有 %1 条无法复制：它们不再保留，或尚未从文件读取。</translation>
    </message>
    <message>
        <source>&amp;Hide this subject</source>
        <translation>隐藏此主题(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Go to its request or reply</source>
        <translation>转到其请求或回复(&amp;G)</translation>
    </message>
    <message>
        <source>%1 of %2 payloads are not text: what cannot be read stands as a replacement character. A hex dump or Base64 (Copy as) has every byte.</source>
        <translation>%2 个载荷中有 %1 个不是文本：无法读取的内容以替换字符表示。十六进制转储或 Base64（“复制为”）保留每个字节。</translation>
    </message>
</context>
<context>
    <name>gnat::MessageColumns</name>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Time of messages</source>
        <translation>消息时间(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;As it was built</source>
        <translation>恢复默认(&amp;A)</translation>
    </message>
    <message>
        <source>Time of day, &amp;local</source>
        <translation>当日时间，本地(&amp;L)</translation>
    </message>
    <message>
        <source>Time of day, &amp;UTC</source>
        <translation>当日时间，UTC(&amp;U)</translation>
    </message>
    <message>
        <source>Since the &amp;first message</source>
        <translation>自第一条消息(&amp;F)</translation>
    </message>
    <message>
        <source>Since the &amp;row above</source>
        <translation>距上一行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Nanoseconds</source>
        <translation>纳秒(&amp;N)</translation>
    </message>
</context>
<context>
    <name>gnat::MessageDetails</name>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>All that is known of the message</source>
        <translation>此消息的全部信息</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Select a message or a subject.</source>
        <translation>请选择一条消息或一个主题。</translation>
    </message>
    <message>
        <source>latest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation>消息头 %1</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Reply subject</source>
        <translation>回复主题</translation>
    </message>
    <message>
        <source>%1 (%L2 bytes)</source>
        <translation>%1（%L2 字节）</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>%L1 since the start</source>
        <translation>自启动以来 %L1</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>no. %1</source>
        <translation>第 %1 条</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>线上形式</translation>
    </message>
    <message>
        <source>no longer kept</source>
        <translation>不再保留</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>交互</translation>
    </message>
</context>
<context>
    <name>gnat::MessageListModel</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1, %2, %3, %4, %5</source>
        <translation>%1，%2，%3，%4，%5</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>no longer kept</source>
        <translation>已不再保留</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Since start</source>
        <translation>自开始</translation>
    </message>
    <message>
        <source>Since previous</source>
        <translation>距上一条</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>时间（UTC）</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Reply subject</source>
        <translation>回复主题</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>Subscription</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>reply subject %1</source>
        <translation>回复主题 %1</translation>
    </message>
    <message>
        <source>no reply yet</source>
        <translation>尚无回复</translation>
    </message>
    <message>
        <source>answered; how fast cannot be told</source>
        <translation>已回复；无法确定用时</translation>
    </message>
    <message>
        <source>answered after %1</source>
        <translation>%1 后得到回复</translation>
    </message>
    <message>
        <source>the server says that nobody responds to this subject</source>
        <translation>服务器表示此主题无应答者</translation>
    </message>
    <message>
        <source>no reply in time, and it would have been seen</source>
        <translation>超时未收到回复，若有回复本应能看到</translation>
    </message>
    <message>
        <source>no reply was seen: replies are not subscribed, or some messages were missed</source>
        <translation>未看到回复：未订阅回复，或漏收了部分消息</translation>
    </message>
    <message>
        <source>its request was not seen</source>
        <translation>未看到其请求</translation>
    </message>
    <message>
        <source>how fast it came cannot be told</source>
        <translation>无法确定用时</translation>
    </message>
    <message>
        <source>%1 after its request</source>
        <translation>请求后 %1</translation>
    </message>
    <message>
        <source>no responders</source>
        <translation>无应答者</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>click for the request</source>
        <translation>点击转到请求</translation>
    </message>
    <message>
        <source>click for the reply</source>
        <translation>点击转到回复</translation>
    </message>
    <message>
        <source>%1 in queue group %2</source>
        <translation>%1，队列组 %2</translation>
    </message>
</context>
<context>
    <name>gnat::MessageMarks</name>
    <message numerus="yes">
        <source>There are %n marks already. Remove some first.</source>
        <translation>
            <numerusform>已有 %n 个标记。请先移除一些。</numerusform>
        </translation>
    </message>
    <message>
        <source>The marked messages are too large together. Remove some marks first.</source>
        <translation>标记的消息总体过大。请先移除一些标记。</translation>
    </message>
</context>
<context>
    <name>gnat::MessageTable</name>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Paused, %1 newer</source>
        <translation>已暂停，%1 条更新</translation>
    </message>
    <message>
        <source>%L1 newer messages</source>
        <translation>%L1 条新消息</translation>
    </message>
    <message>
        <source>%1 older messages are no longer kept</source>
        <translation>更早的 %1 条消息不再保留</translation>
    </message>
    <message>
        <source>They left when the memory for messages was full. Click to change how much there is.</source>
        <translation>消息内存已满，它们已被移除。点击可更改上限。</translation>
    </message>
    <message>
        <source>Filter by %1</source>
        <translation>按 %1 筛选</translation>
    </message>
    <message>
        <source>Exclude %1</source>
        <translation>排除 %1</translation>
    </message>
</context>
<context>
    <name>gnat::MessageTransfer</name>
    <message>
        <source>%1 messages were exported to %2.</source>
        <translation>%1 条消息已导出到 %2。</translation>
    </message>
    <message>
        <source>%1 fields got no column of their own; they stand in the payload.</source>
        <translation>%1 个字段没有单独的列，它们在载荷中。</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <comment>what is done: figures</comment>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>Save pa&amp;yload…</source>
        <translation>保存载荷(&amp;Y)…</translation>
    </message>
    <message>
        <source>E&amp;xport the selection…</source>
        <translation>导出所选(&amp;X)…</translation>
    </message>
    <message>
        <source>Export what the list sho&amp;ws…</source>
        <translation>导出列表所示(&amp;W)…</translation>
    </message>
    <message>
        <source>Export all that is &amp;kept…</source>
        <translation>导出所有保留的(&amp;K)…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Another export is still running. Cancel it or wait for its end.</source>
        <translation>另一个导出仍在进行。请取消它或等待其结束。</translation>
    </message>
    <message>
        <source>Nothing is selected. Select messages, or export what the list shows.</source>
        <translation>未选择任何消息。请选择消息，或导出列表所示。</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Saving payloads</source>
        <translation>正在保存载荷</translation>
    </message>
    <message>
        <source>%1 of %2 payloads were saved in %3.</source>
        <translation>%2 个载荷中的 %1 个已保存到 %3。</translation>
    </message>
    <message>
        <source>The payload was saved as %1.</source>
        <translation>载荷已保存为 %1。</translation>
    </message>
    <message>
        <source>messages</source>
        <comment>file name</comment>
        <translation>消息</translation>
    </message>
    <message>
        <source>CSV table, a column for each field (*.csv)</source>
        <translation>CSV 表格，每个字段一列 (*.csv)</translation>
    </message>
    <message>
        <source>Export messages</source>
        <translation>导出消息</translation>
    </message>
    <message>
        <source>JSON lines (*.ndjson)</source>
        <translation>JSON 行 (*.ndjson)</translation>
    </message>
    <message numerus="yes">
        <source>Folder for %n payload(s)</source>
        <translation>
            <numerusform>%n 个载荷的文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>Save payload</source>
        <translation>保存载荷</translation>
    </message>
    <message>
        <source>%1 had headers or a reply subject, for which MCAP has no place.</source>
        <translation>%1 条带有消息头或回复主题，MCAP 中没有其位置。</translation>
    </message>
    <message>
        <source>%1 messages have more fields than are taken apart; they stand in the payload.</source>
        <translation>%1 条消息的字段多于可拆分的数量；它们仍在载荷列中。</translation>
    </message>
    <message>
        <source>%1 values are no text and stand as “base64:…”.</source>
        <translation>%1 个值不是文本，以“base64:…”表示。</translation>
    </message>
</context>
<context>
    <name>gnat::NewerPill</name>
    <message>
        <source>Show the newest and follow (End)</source>
        <translation>显示最新并跟随 (End)</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
</context>
<context>
    <name>gnat::PaceEdit</name>
    <message>
        <source>0.5×</source>
        <translation>0.5×</translation>
    </message>
    <message>
        <source>1×</source>
        <translation>1×</translation>
    </message>
    <message>
        <source>4×</source>
        <translation>4×</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>A pace of your own</source>
        <translation>自定义速度</translation>
    </message>
    <message>
        <source>Pace as a number</source>
        <translation>速度数值</translation>
    </message>
    <message>
        <source>× recorded</source>
        <translation>× 录制速度</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>条/秒</translation>
    </message>
    <message>
        <source>What the number means</source>
        <translation>数值的含义</translation>
    </message>
    <message>
        <source>A factor for the recorded distances, or messages a second whatever they were</source>
        <translation>录制间隔的倍数，或与间隔无关的每秒消息数</translation>
    </message>
</context>
<context>
    <name>gnat::Page</name>
    <message>
        <source>Filter by subject or text, e.g. shop.orders.* or &quot;pump-07&quot;</source>
        <translation>按主题或文本筛选，例如 shop.orders.* 或 &quot;pump-07&quot;</translation>
    </message>
</context>
<context>
    <name>gnat::PaletteField</name>
    <message>
        <source>Search or run a command</source>
        <translation>搜索或运行命令</translation>
    </message>
    <message>
        <source>Find commands, subjects, connections and saved filters (%1)</source>
        <translation>查找命令、主题、连接和已保存的筛选（%1）</translation>
    </message>
</context>
<context>
    <name>gnat::PaletteList</name>
    <message>
        <source>Last chosen</source>
        <translation>最近选择</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>已保存的筛选</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>gnat::PaletteOpener</name>
    <message>
        <source>Show only %1</source>
        <translation>只看 %1</translation>
    </message>
    <message>
        <source>Filter to %1</source>
        <translation>只看 %1</translation>
    </message>
</context>
<context>
    <name>gnat::PatternPopup</name>
    <message>
        <source>Subject or pattern, e.g. shop.orders.*</source>
        <translation>主题或模式，例如 shop.orders.*</translation>
    </message>
    <message>
        <source>Subject or pattern to plot</source>
        <translation>要绘制的主题或模式</translation>
    </message>
    <message>
        <source>Of all connections. Enter adds the line, or takes it away if it is there.</source>
        <translation>针对所有连接。按 Enter 添加该曲线；若已存在则移除。</translation>
    </message>
</context>
<context>
    <name>gnat::PayloadEditor</name>
    <message>
        <source>Payload to send</source>
        <translation>要发送的载荷</translation>
    </message>
    <message>
        <source>%1, too large to be edited here. It is sent as it is. It begins with:
%2</source>
        <translation>%1，过大，无法在此编辑，将按原样发送。开头为：
%2</translation>
    </message>
</context>
<context>
    <name>gnat::PayloadModel</name>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
</context>
<context>
    <name>gnat::PayloadView</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Payload format</source>
        <translation>载荷格式</translation>
    </message>
    <message>
        <source>How the payload is read</source>
        <translation>载荷的读取方式</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>树</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>Payload view</source>
        <translation>载荷视图</translation>
    </message>
    <message>
        <source>Payload fields</source>
        <translation>载荷字段</translation>
    </message>
    <message>
        <source>Payload text</source>
        <translation>载荷文本</translation>
    </message>
    <message>
        <source>%1, auto</source>
        <translation>%1，自动</translation>
    </message>
    <message>
        <source>%1 is a lot for a tree.</source>
        <translation>%1 对于树视图而言过大。</translation>
    </message>
    <message>
        <source>First 64 kB of %1.</source>
        <translation>%1 中的前 64 kB。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Bytes&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;字节&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;Bytes&lt;/b&gt; %1, offset %2, %3</source>
        <translation>&lt;b&gt;字节&lt;/b&gt; %1，偏移 %2，%3</translation>
    </message>
</context>
<context>
    <name>gnat::Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>gnat::ReaskDialog</name>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录制时</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>%1 asked: %2 the same, %3 different, %4 without an answer, %5 without a recorded one.</source>
        <translation>询问了 %1 个：相同 %2，不同 %3，无回复 %4，没有录下回复 %5。</translation>
    </message>
    <message>
        <source>%1 below $JS and $SYS were left out.</source>
        <translation>$JS 和 $SYS 之下的 %1 个被略过。</translation>
    </message>
    <message>
        <source>%1 further ones were not asked.</source>
        <translation>另有 %1 个未询问。</translation>
    </message>
    <message>
        <source>Ask the requests again</source>
        <translation>再次发出请求</translation>
    </message>
    <message>
        <source>The requests of the recording are sent again, and the answers compared with the recorded ones. This changes whatever the requests change.</source>
        <translation>再次发送录制中的请求，并把回复与录下的比较。请求会改变的内容也会随之改变。</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>仅限</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>fields that may differ: time meta.id **.trace</source>
        <translation>允许不同的字段：time meta.id **.trace</translation>
    </message>
    <message>
        <source>Number tolerance</source>
        <translation>数字容差</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>同时</translation>
    </message>
    <message>
        <source>Save as JUnit XML…</source>
        <translation>保存为 JUnit XML…</translation>
    </message>
    <message>
        <source>Choose a connection that is up.</source>
        <translation>请选择已连通的连接。</translation>
    </message>
    <message>
        <source>The first %1 are shown.</source>
        <translation>仅显示前 %1 条。</translation>
    </message>
    <message>
        <source>Save as JUnit XML</source>
        <translation>保存为 JUnit XML</translation>
    </message>
    <message>
        <source>JUnit XML (*.xml)</source>
        <translation>JUnit XML (*.xml)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is locked.</source>
        <translation>%1 已锁定。</translation>
    </message>
    <message>
        <source>Ask %1 again?</source>
        <translation>重新询问 %1？</translation>
    </message>
    <message>
        <source>The recorded requests that pass the filter are sent.</source>
        <translation>将发送通过筛选的已录制请求。</translation>
    </message>
</context>
<context>
    <name>gnat::RecordDialog</name>
    <message>
        <source>Record with options</source>
        <translation>按选项录制</translation>
    </message>
    <message>
        <source>Only messages with</source>
        <translation>仅限消息</translation>
    </message>
    <message>
        <source>everything that is subscribed</source>
        <translation>所有已订阅的内容</translation>
    </message>
    <message>
        <source>Begin with the first</source>
        <translation>开始于第一条</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>And what came before</source>
        <translation>以及此前的</translation>
    </message>
    <message>
        <source>End with the first</source>
        <translation>结束于第一条</translation>
    </message>
    <message>
        <source>when you stop it</source>
        <translation>手动停止时</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Or at</source>
        <translation>或达到</translation>
    </message>
    <message>
        <source>kept in the file</source>
        <translation>保存在文件中</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>date, time and connection</source>
        <translation>日期、时间和连接</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>End after a time</source>
        <translation>经过一段时间后结束</translation>
    </message>
    <message>
        <source>no time limit</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>End at a size</source>
        <translation>达到大小时结束</translation>
    </message>
    <message>
        <source>no size limit</source>
        <translation>不限大小</translation>
    </message>
</context>
<context>
    <name>gnat::RecordSplitEdit</name>
    <message>
        <source>New file at a size</source>
        <translation>达到大小时换新文件</translation>
    </message>
    <message>
        <source>not by size</source>
        <translation>不按大小</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>New file after a time</source>
        <translation>经过一段时间后换新文件</translation>
    </message>
    <message>
        <source>not by time</source>
        <translation>不按时间</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>New file after a number of messages</source>
        <translation>达到消息条数后换新文件</translation>
    </message>
    <message>
        <source>not by number</source>
        <translation>不按条数</translation>
    </message>
    <message>
        <source> messages</source>
        <translation> 条消息</translation>
    </message>
    <message>
        <source>New file at</source>
        <translation>换新文件</translation>
    </message>
    <message>
        <source>Keep the newest files</source>
        <translation>保留最新的文件</translation>
    </message>
    <message>
        <source>all files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source> newest files</source>
        <translation> 个最新文件</translation>
    </message>
    <message>
        <source>Keep within a size altogether</source>
        <translation>合计保持在大小之内</translation>
    </message>
    <message>
        <source>any size altogether</source>
        <translation>合计大小不限</translation>
    </message>
    <message>
        <source> MB altogether</source>
        <translation> MB（合计）</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>The first that is reached begins a new file; nothing is lost between two of them</source>
        <translation>最先达到的条件会换到新文件；两个文件之间不会丢失任何消息</translation>
    </message>
    <message>
        <source>The oldest file is removed before a new one begins, and counted</source>
        <translation>新文件开始之前删除最旧的文件，并计数</translation>
    </message>
</context>
<context>
    <name>gnat::RecordedList</name>
    <message>
        <source>No message matches this filter</source>
        <translation>没有消息符合此筛选</translation>
    </message>
    <message>
        <source>%1 messages, 0 match %2.</source>
        <translation>%1 条消息，0 条符合 %2。</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>All messages are hidden</source>
        <translation>所有消息均被隐藏</translation>
    </message>
    <message>
        <source>%1 messages are on subjects that you hide.</source>
        <translation>%1 条消息位于您隐藏的主题上。</translation>
    </message>
    <message>
        <source>Show hidden subjects</source>
        <translation>显示隐藏的主题</translation>
    </message>
    <message>
        <source>No messages were recorded</source>
        <translation>没有录制到消息</translation>
    </message>
    <message>
        <source>The recording holds its session and nothing else.</source>
        <translation>录制中只有会话信息，没有其他内容。</translation>
    </message>
</context>
<context>
    <name>gnat::RecordedModel</name>
    <message>
        <source>not sent</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Recorded subject</source>
        <translation>录制的主题</translation>
    </message>
    <message>
        <source>Sent as</source>
        <translation>发送为</translation>
    </message>
</context>
<context>
    <name>gnat::RecordedOverview</name>
    <message>
        <source>The subjects were not counted</source>
        <translation>未统计主题</translation>
    </message>
    <message>
        <source>Tree and graph need a look at every message.</source>
        <translation>主题树和图表需要查看每条消息。</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Counting subjects</source>
        <translation>正在统计主题</translation>
    </message>
    <message>
        <source>%1 of %2 messages</source>
        <translation>%2 条消息，已完成 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The subjects could not be counted</source>
        <translation>无法统计主题</translation>
    </message>
</context>
<context>
    <name>gnat::RecordedSubjects</name>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Subjects of the recording</source>
        <translation>录制中的主题</translation>
    </message>
    <message>
        <source>recorded %1 from %2, subscriptions %3</source>
        <translation>%1 录制自 %2，订阅 %3</translation>
    </message>
    <message>
        <source>; it was cut off, everything up to there is here</source>
        <translation>；录制被中断，此前的内容均在</translation>
    </message>
    <message>
        <source>Sent as</source>
        <translation>发送为</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>; file %1 of “%2”, after %3 messages</source>
        <translation>；“%2”的第 %1 个文件，此前有 %3 条消息</translation>
    </message>
    <message>
        <source>, of which %1 were removed</source>
        <comment>messages before this file of a recording</comment>
        <translation>，其中 %1 条已删除</translation>
    </message>
    <message>
        <source>; it is still recorded</source>
        <translation>；仍在录制</translation>
    </message>
    <message>
        <source>recorded %1 from %2, subscription %3</source>
        <translation>%1 录制自 %2，订阅 %3</translation>
    </message>
</context>
<context>
    <name>gnat::Recorder</name>
    <message>
        <source>A recording is running already: “%1”.</source>
        <translation>已有录制在进行：“%1”。</translation>
    </message>
</context>
<context>
    <name>gnat::RecordingDelegate</name>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>%1   %2 messages</source>
        <translation>%1   %2 条消息</translation>
    </message>
</context>
<context>
    <name>gnat::RecordingHeader</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Into a file of another format, as a whole or by a filter</source>
        <translation>导出为其他格式的文件，可整体导出或按筛选导出</translation>
    </message>
</context>
<context>
    <name>gnat::RecordingListModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>%1, not readable: %2</source>
        <translation>%1，无法读取：%2</translation>
    </message>
    <message>
        <source>%1, %2, %3 messages</source>
        <translation>%1，%2，%3 条消息</translation>
    </message>
</context>
<context>
    <name>gnat::RecordingStrip</name>
    <message>
        <source>%1 The recording waits, holds what arrives in memory and goes on by itself.</source>
        <translation>%1 录制正在等待，到达的消息保留在内存中，之后会自行继续。</translation>
    </message>
    <message>
        <source>The recording goes on in %1. %2 messages did not fit in memory; the file states the gap.</source>
        <translation>录制在 %1 中继续。%2 条消息内存放不下；文件中记有该缺口。</translation>
    </message>
    <message>
        <source>The recording goes on in %1. Nothing was lost.</source>
        <translation>录制在 %1 中继续。没有丢失任何消息。</translation>
    </message>
    <message>
        <source>Waits for its start</source>
        <translation>等待开始</translation>
    </message>
    <message>
        <source>Recording paused</source>
        <translation>录制已暂停</translation>
    </message>
    <message>
        <source>Waits for the disk</source>
        <translation>等待磁盘</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>elapsed time and size of a recording</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1  +%2</source>
        <comment>a recording, and how many others run</comment>
        <translation>%1  +%2</translation>
    </message>
    <message numerus="yes">
        <source>Record (%n other(s) run)</source>
        <translation>
            <numerusform>录制（另有 %n 个正在运行）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::RecordingTools</name>
    <message>
        <source>Import, export, cut, merge, compare</source>
        <translation>导入、导出、截取、合并、比较</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Cut to a range…</source>
        <translation>截取一段(&amp;C)…</translation>
    </message>
    <message>
        <source>Me&amp;rge…</source>
        <translation>合并(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Mask and share…</source>
        <translation>遮盖并分享(&amp;M)…</translation>
    </message>
    <message>
        <source>Com&amp;pare with…</source>
        <translation>比较(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Ask the requests again…</source>
        <translation>再次发出请求(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Index of words…</source>
        <translation>单词索引(&amp;I)…</translation>
    </message>
</context>
<context>
    <name>gnat::RecordingsPage</name>
    <message>
        <source>Recordings</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Replay setup</source>
        <translation>回放设置</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>选择一个录制</translation>
    </message>
    <message>
        <source>It opens here as a list, to be looked at and replayed.</source>
        <translation>它会在此以列表形式打开，供查看和回放。</translation>
    </message>
    <message>
        <source>No recordings yet</source>
        <translation>暂无录制</translation>
    </message>
    <message>
        <source>Record live traffic with Ctrl+Shift+R, or open a file with Ctrl+O.</source>
        <translation>按 Ctrl+Shift+R 录制实时流量，或按 Ctrl+O 打开文件。</translation>
    </message>
    <message>
        <source>Start recording</source>
        <translation>开始录制</translation>
    </message>
    <message>
        <source>This recording cannot be opened</source>
        <translation>无法打开此录制</translation>
    </message>
    <message>
        <source>Subjects %1</source>
        <translation>主题 %1</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Recordings (*.gnat);;All files (*)</source>
        <translation>录制文件 (*.gnat);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Filter this recording by subject or text</source>
        <translation>按主题或文本筛选此录制</translation>
    </message>
    <message>
        <source>Timeline and graphs</source>
        <translation>时间线和图表</translation>
    </message>
    <message>
        <source>Salvage what can be read…</source>
        <translation>抢救可读取的内容…</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>正在录制</translation>
    </message>
    <message>
        <source>Choose “Open” beside it to look at what is there so far.</source>
        <translation>点击旁边的“打开”即可查看目前已录制的内容。</translation>
    </message>
</context>
<context>
    <name>gnat::RecordingsPane</name>
    <message>
        <source>Recordings</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Look into the folder again</source>
        <translation>重新查看文件夹</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Files: %1, %2</source>
        <translation>文件：%1，%2</translation>
    </message>
    <message>
        <source>Record with options</source>
        <translation>按选项录制</translation>
    </message>
</context>
<context>
    <name>gnat::RemapRules</name>
    <message>
        <source>Remap subjects</source>
        <translation>改写主题</translation>
    </message>
    <message>
        <source>first match wins</source>
        <translation>首个匹配生效</translation>
    </message>
    <message>
        <source>Move the rule up</source>
        <translation>上移规则</translation>
    </message>
    <message>
        <source>Move the rule down</source>
        <translation>下移规则</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>移除规则</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Remap rules</source>
        <translation>改写规则</translation>
    </message>
    <message>
        <source>$1 stands for the first wildcard, &gt; keeps the tail, an empty target skips.</source>
        <translation>$1 代表第一个通配符，&gt; 保留其余部分，目标为空则跳过。</translation>
    </message>
    <message>
        <source>Rule %1: %2</source>
        <translation>规则 %1：%2</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Subjects stay as they are.</source>
        <translation>主题保持不变。</translation>
    </message>
</context>
<context>
    <name>gnat::ReplayControl</name>
    <message>
        <source>The replay waits: %1</source>
        <translation>回放等待中：%1</translation>
    </message>
    <message>
        <source>No connection is open to send to. Connect first.</source>
        <translation>没有可发送的连接。请先连接。</translation>
    </message>
    <message>
        <source>%1 is connected again. The replay waits at the message that could not be sent.</source>
        <translation>%1 已重新连接。回放停在未能发送的消息处等待。</translation>
    </message>
    <message>
        <source>Replay to %1?</source>
        <translation>回放到 %1？</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Stop the replay?</source>
        <translation>停止回放？</translation>
    </message>
    <message>
        <source>A replay of this recording is running. It ends when another one is opened.</source>
        <translation>正在回放此录制。打开另一个录制时，回放会结束。</translation>
    </message>
    <message>
        <source>Stop and open</source>
        <translation>停止并打开</translation>
    </message>
    <message>
        <source>Keep playing</source>
        <translation>继续回放</translation>
    </message>
</context>
<context>
    <name>gnat::ReplaySetup</name>
    <message>
        <source>What the replay will do</source>
        <translation>回放将做什么</translation>
    </message>
    <message>
        <source>Send to</source>
        <translation>发送到</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Keep headers</source>
        <translation>保留消息头</translation>
    </message>
    <message>
        <source>Skip replies and inboxes</source>
        <translation>跳过回复和收件箱</translation>
    </message>
    <message>
        <source>Subjects under _INBOX, $JS and $SYS</source>
        <translation>_INBOX、$JS 和 $SYS 下的主题</translation>
    </message>
    <message>
        <source>Mark with the original time</source>
        <translation>标注原始时间</translation>
    </message>
    <message>
        <source>Adds the header Gnatcatcher-Original-Time</source>
        <translation>添加消息头 Gnatcatcher-Original-Time</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>a connection that you choose</source>
        <translation>您选择的连接</translation>
    </message>
    <message>
        <source>Counting the subjects of %1 messages.</source>
        <translation>正在统计 %1 条消息的主题。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 messages go to %2%3.&lt;/b&gt;&lt;br&gt;%4 are left out. %5.</source>
        <translation>&lt;b&gt;%1 条消息将发往 %2%3。&lt;/b&gt;&lt;br&gt;略去 %4 条。%5。</translation>
    </message>
    <message>
        <source>, some under another subject</source>
        <translation>，部分使用其他主题</translation>
    </message>
    <message>
        <source>all messages</source>
        <translation>所有消息</translation>
    </message>
    <message>
        <source>Messages to replay</source>
        <translation>要回放的消息</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter: %1</source>
        <translation>筛选：%1</translation>
    </message>
    <message>
        <source>&lt;b&gt;Up to %1 messages go to %2, as far as the filter lets them pass.&lt;/b&gt;&lt;br&gt;%3.</source>
        <translation>&lt;b&gt;最多 %1 条消息发往 %2，以通过筛选者为限。&lt;/b&gt;&lt;br&gt;%3。</translation>
    </message>
    <message>
        <source>Publish through JetStream</source>
        <translation>通过 JetStream 发布</translation>
    </message>
    <message>
        <source>Waits for each acknowledgement; reply subjects are left out</source>
        <translation>等待每条消息的确认；回复主题会去掉</translation>
    </message>
    <message>
        <source>Catch up after a slow patch</source>
        <translation>变慢之后追赶</translation>
    </message>
    <message>
        <source>What is late is sent at once. Otherwise the rest comes later, in its own time.</source>
        <translation>迟到的消息立即发送。否则其余消息顺延，间隔不变。</translation>
    </message>
    <message>
        <source>Go on when a lost connection is back</source>
        <translation>断开的连接恢复后继续</translation>
    </message>
    <message>
        <source>Otherwise it waits until you resume, at the message that could not be sent</source>
        <translation>否则停在未能发送的消息处，直到继续</translation>
    </message>
    <message>
        <source>are kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>are dropped</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>are remapped like subjects</source>
        <translation>与主题一样改写</translation>
    </message>
    <message>
        <source>Reply subjects of requests</source>
        <translation>请求的回复主题</translation>
    </message>
    <message>
        <source>Reply subjects</source>
        <translation>回复主题</translation>
    </message>
    <message>
        <source>the views of this window alone</source>
        <translation>仅本窗口的视图</translation>
    </message>
    <message>
        <source>this window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>%1, again and again until it is stopped</source>
        <translation>%1，循环直到停止</translation>
    </message>
    <message>
        <source>&lt;b&gt;Of %1 messages, those from A to B go to %2%3.&lt;/b&gt;&lt;br&gt;%4 are left out anyway. %5.</source>
        <translation>&lt;b&gt;%1 条消息中，A 到 B 之间的发往 %2%3。&lt;/b&gt;&lt;br&gt;另有 %4 条本来就不发送。%5。</translation>
    </message>
    <message>
        <source>Ids against duplicates</source>
        <translation>防重复编号</translation>
    </message>
    <message>
        <source>Adds Nats-Msg-Id where there is none: a stream keeps once what is sent again because its acknowledgement was lost</source>
        <translation>为没有的消息添加 Nats-Msg-Id：因确认丢失而重发的消息，流只保留一份</translation>
    </message>
    <message>
        <source>%1 messages cannot be read: the replay ends before the first of them.</source>
        <translation>%1 条消息无法读取：回放会在其中第一条之前结束。</translation>
    </message>
</context>
<context>
    <name>gnat::Replayer</name>
    <message>
        <source>A replay is running already.</source>
        <translation>已有回放在进行。</translation>
    </message>
    <message>
        <source>There is no open connection to replay to.</source>
        <translation>没有可用于回放的已打开连接。</translation>
    </message>
    <message>
        <source>The pace lies between 0.01 and 1000 times the recorded one, or 0.01 and 10,000,000 messages a second.</source>
        <translation>速度须为录制速度的 0.01 到 1000 倍，或每秒 0.01 到 10,000,000 条消息。</translation>
    </message>
</context>
<context>
    <name>gnat::ReplyPane</name>
    <message>
        <source>Headers of the reply</source>
        <translation>回复的消息头</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>消息头</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>The reply shows here</source>
        <translation>回复显示在此处</translation>
    </message>
    <message>
        <source>Choose a subject and send a request.</source>
        <translation>选择主题并发送请求。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Waiting for the reply</source>
        <translation>正在等待回复</translation>
    </message>
    <message>
        <source>%1 has %2 ms to answer.</source>
        <translation>%1 有 %2 ms 时间应答。</translation>
    </message>
    <message>
        <source>%1   %2   %3</source>
        <translation>%1   %2   %3</translation>
    </message>
    <message>
        <source>Headers %1</source>
        <translation>消息头 %1</translation>
    </message>
    <message>
        <source>Error %1</source>
        <translation>错误 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n 个回复</numerusform>
        </translation>
    </message>
    <message>
        <source>Replied</source>
        <translation>已回复</translation>
    </message>
    <message>
        <source>No responders</source>
        <translation>无应答者</translation>
    </message>
    <message>
        <source>Nobody listens on this subject</source>
        <translation>没有人监听此主题</translation>
    </message>
    <message>
        <source>The server answered at once that %1 has no responders.</source>
        <translation>服务器立即应答：%1 无应答者。</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>No reply within %1 ms</source>
        <translation>%1 ms 内没有回复</translation>
    </message>
    <message>
        <source>Somebody listens on %1, but did not answer in time.</source>
        <translation>有人监听 %1，但未及时应答。</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Replies that still come are not shown.</source>
        <translation>之后到达的回复不再显示。</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>The request failed</source>
        <translation>请求失败</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>The message went out</source>
        <translation>消息已发出</translation>
    </message>
    <message>
        <source>To %1 on %2. A published message has no reply.</source>
        <translation>发往 %2 上的 %1。发布的消息没有回复。</translation>
    </message>
    <message>
        <source>Replies so far: %1</source>
        <translation>目前回复：%1</translation>
    </message>
    <message>
        <source>This connection&apos;s own subscription %1 listens there, so the server cannot tell whether anybody else does.</source>
        <translation>此连接自己的订阅 %1 也在该主题上监听，因此服务器无法判断是否还有其他监听者。</translation>
    </message>
</context>
<context>
    <name>gnat::RequestsPane</name>
    <message>
        <source>Requests by subject</source>
        <translation>按主题列出的请求</translation>
    </message>
    <message>
        <source>Latencies on %1, within 1.6 %</source>
        <translation>%1 的延迟，误差不超过 1.6 %</translation>
    </message>
    <message>
        <source>No request was seen yet.</source>
        <translation>尚未看到请求。</translation>
    </message>
</context>
<context>
    <name>gnat::ReworkDialog</name>
    <message>
        <source>Recordings (*.gnat)</source>
        <translation>录制 (*.gnat)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>New file</source>
        <translation>新文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>gnat::RunningRecording</name>
    <message>
        <source>Waits for the message that starts it.</source>
        <translation>等待触发开始的消息。</translation>
    </message>
    <message>
        <source>Paused: %1 messages passed by.</source>
        <translation>已暂停：%1 条消息未录制。</translation>
    </message>
    <message>
        <source>%1 %2 messages wait in memory, %3 did not fit.</source>
        <translation>%1 %2 条消息在内存中等待，%3 条放不下。</translation>
    </message>
    <message>
        <source>Only %1 are free on this disk.</source>
        <translation>此磁盘仅剩 %1。</translation>
    </message>
    <message>
        <source>Recording now</source>
        <translation>正在录制</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>标记此刻</translation>
    </message>
    <message>
        <source>A mark or note for this moment of the recording</source>
        <translation>录制中此刻的标记或备注</translation>
    </message>
    <message>
        <source>Enter writes it into the recording, at the time of now</source>
        <translation>按回车以当前时间写入录制</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1   %2 messages   %3</source>
        <translation>%1   %2 条消息   %3</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>文件 %1</translation>
    </message>
    <message>
        <source>%1; %2 It takes more room than it should.</source>
        <translation>%1；%2 占用的空间超出应有的大小。</translation>
    </message>
    <message numerus="yes">
        <source>%1; removed: %n older file(s) with %2 messages</source>
        <translation>
            <numerusform>%1；已删除 %n 个较旧的文件，共 %2 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>Only messages that pass this filter: %1</source>
        <translation>只录制通过此筛选的消息：%1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Look at what is there so far; it grows as it is recorded</source>
        <translation>查看目前已录制的内容；录制时会不断增加</translation>
    </message>
</context>
<context>
    <name>gnat::RunningRecordings</name>
    <message>
        <source>Recordings that run</source>
        <translation>正在运行的录制</translation>
    </message>
</context>
<context>
    <name>gnat::SalvageDialog</name>
    <message>
        <source>Salvage a recording</source>
        <translation>抢救录制</translation>
    </message>
    <message>
        <source>Everything that can be read is written into a new recording; what is lost is stated there as gaps. The damaged file stays as it is.</source>
        <translation>所有可读取的内容都会写入新的录制；丢失的部分在其中记为缺口。损坏的文件保持不变。</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>抢救</translation>
    </message>
    <message>
        <source>Damaged file</source>
        <translation>损坏的文件</translation>
    </message>
    <message>
        <source> salvaged</source>
        <comment>file name</comment>
        <translation> 抢救</translation>
    </message>
    <message>
        <source>Choose another name: the damaged file stays as it is.</source>
        <translation>请选择其他名称：损坏的文件保持不变。</translation>
    </message>
</context>
<context>
    <name>gnat::SavedFiltersDialog</name>
    <message>
        <source>Saved filters</source>
        <translation>已保存的筛选</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>gnat::ScanBar</name>
    <message>
        <source>Filtering</source>
        <translation>正在筛选</translation>
    </message>
</context>
<context>
    <name>gnat::SearchIndexDialog</name>
    <message>
        <source>Index of words</source>
        <translation>单词索引</translation>
    </message>
    <message>
        <source>With an index the filter finds &lt;b&gt;word:pump&lt;/b&gt; or &lt;b&gt;word:over*&lt;/b&gt; at once in a recording of any size. It is a file of its own beside the recording, which is not touched.</source>
        <translation>有了索引，筛选可在任意大小的录制中立即找到 &lt;b&gt;word:pump&lt;/b&gt; 或 &lt;b&gt;word:over*&lt;/b&gt;。索引是录制文件旁的独立文件，录制文件本身不会被改动。</translation>
    </message>
    <message>
        <source>Make the index</source>
        <translation>建立索引</translation>
    </message>
    <message>
        <source>%1 messages with %2 of payloads; the index will take about %3</source>
        <translation>%1 条消息，载荷共 %2；索引约占 %3</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>%1, %2; it will be made anew</source>
        <translation>%1，%2；将重新建立</translation>
    </message>
    <message>
        <source>%1, not there yet</source>
        <translation>%1，尚不存在</translation>
    </message>
    <message>
        <source>%1 messages are indexed; the index takes %2.</source>
        <translation>已为 %1 条消息建立索引；索引占 %2。</translation>
    </message>
    <message>
        <source>%1 payloads are not text; a search looks at each of them.</source>
        <translation>%1 个载荷不是文本；搜索时会逐个查看。</translation>
    </message>
</context>
<context>
    <name>gnat::Sender</name>
    <message>
        <source>&quot;%1&quot; cannot be a header key: no blanks, no colon.</source>
        <translation>“%1”不能作为消息头的键：不得含空格或冒号。</translation>
    </message>
    <message>
        <source>The value of %1 holds a line break.</source>
        <translation>%1 的值含有换行。</translation>
    </message>
    <message>
        <source>No connection is chosen. Connect first.</source>
        <translation>未选择连接。请先连接。</translation>
    </message>
    <message>
        <source>%1 is not connected.</source>
        <translation>%1 未连接。</translation>
    </message>
    <message>
        <source>The payload has %1; %2 takes at most %3.</source>
        <translation>载荷为 %1；%2 最多接受 %3。</translation>
    </message>
    <message>
        <source>A request is still waiting for its replies.</source>
        <translation>仍有请求在等待回复。</translation>
    </message>
    <message>
        <source>The connection was closed.</source>
        <translation>连接已关闭。</translation>
    </message>
    <message numerus="yes">
        <source>%n replies</source>
        <translation>
            <numerusform>%n 个回复</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1 is locked; nothing was sent.</source>
        <translation>%1 已锁定；没有发送任何内容。</translation>
    </message>
</context>
<context>
    <name>gnat::ServerCard</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Lame duck</source>
        <translation>跛鸭模式</translation>
    </message>
    <message>
        <source>Takes no more clients, sends its clients to other servers one by one, and ends</source>
        <translation>不再接受客户端，逐个把客户端送往其他服务器，然后结束</translation>
    </message>
    <message>
        <source>Freezes the server: it keeps its connections and does nothing</source>
        <translation>冻结服务器：保持连接，但什么也不做</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s), %1 in, %2 out</source>
        <translation>
            <numerusform>%n 个客户端，入 %1，出 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n client(s)</source>
        <translation>
            <numerusform>%1，%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>杀死</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>杀死 %1</translation>
    </message>
    <message>
        <source>Start %1 again</source>
        <translation>重新启动 %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>继续 %1</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>暂停 %1</translation>
    </message>
    <message>
        <source>Lame duck %1</source>
        <translation>%1 进入跛鸭模式</translation>
    </message>
</context>
<context>
    <name>gnat::ServerList</name>
    <message>
        <source>user and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>NKey</source>
        <translation>NKey</translation>
    </message>
    <message>
        <source>credentials file</source>
        <translation>凭据文件</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在本机上</translation>
    </message>
    <message>
        <source>answers, wants a login</source>
        <translation>有应答，需要登录</translation>
    </message>
    <message>
        <source>answers, no login needed</source>
        <translation>有应答，无需登录</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Contexts of the nats CLI</source>
        <translation>nats CLI 的上下文</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gnat::ServerNavigator</name>
    <message>
        <source>Servers</source>
        <translation>服务器</translation>
    </message>
</context>
<context>
    <name>gnat::ServerTreeModel</name>
    <message>
        <source>embedded, %1 of %2 up</source>
        <translation>内置，%2 台中 %1 台正常</translation>
    </message>
    <message>
        <source>down %1</source>
        <translation>停止 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2, %n client(s)</source>
        <translation>
            <numerusform>%1，%2，%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
</context>
<context>
    <name>gnat::ServersPane</name>
    <message>
        <source>Add a server</source>
        <translation>添加服务器</translation>
    </message>
    <message>
        <source>Kill one every 30 s</source>
        <translation>每 30 秒杀死一台</translation>
    </message>
    <message>
        <source>Copy URL</source>
        <translation>复制 URL</translation>
    </message>
    <message>
        <source>Make certificates…</source>
        <translation>生成证书…</translation>
    </message>
    <message>
        <source>A set for TLS tests: an authority, a server&apos;s and a client&apos;s certificate</source>
        <translation>用于 TLS 测试的一套证书：颁发机构、服务器证书和客户端证书</translation>
    </message>
    <message>
        <source>The URLs of all servers, for a client that may move among them</source>
        <translation>所有服务器的 URL，供可在其间转移的客户端使用</translation>
    </message>
    <message>
        <source>Stop killing</source>
        <translation>停止轮流杀死</translation>
    </message>
</context>
<context>
    <name>gnat::StatusStrip</name>
    <message>
        <source>connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>retry in %1 s</source>
        <translation>%1 秒后重试</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>正在重新连接</translation>
    </message>
    <message>
        <source>login refused</source>
        <translation>登录被拒绝</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Where messages go</source>
        <translation>消息去向</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>connection, its state</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: messages received per second, round trip time</source>
        <translation>%1：每秒接收消息数，往返时间</translation>
    </message>
    <message>
        <source>%1 msg/s</source>
        <translation>%1 条/秒</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>%1 messages, %2 of %3</source>
        <translation>%1 条消息，%2 / %3</translation>
    </message>
    <message>
        <source>Missed about</source>
        <translation>漏收约</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1，或更多</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏收</translation>
    </message>
</context>
<context>
    <name>gnat::SubjectActions</name>
    <message>
        <source>Filter to this</source>
        <translation>筛选到此</translation>
    </message>
    <message>
        <source>Plot rate</source>
        <translation>绘制速率</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
</context>
<context>
    <name>gnat::SubjectColumns</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序依据</translation>
    </message>
</context>
<context>
    <name>gnat::SubjectDelegate</name>
    <message>
        <source>embedded</source>
        <translation>内嵌</translation>
    </message>
</context>
<context>
    <name>gnat::SubjectInterests</name>
    <message>
        <source>Who subscribes on %1 is not known. %2</source>
        <translation>%1 上的订阅者未知。%2</translation>
    </message>
    <message>
        <source>Show who subscribes on %1</source>
        <translation>显示 %1 上的订阅者</translation>
    </message>
    <message>
        <source>Asks the servers for the subscriptions of all clients of the account, again and again.</source>
        <translation>反复向服务器查询该账户所有客户端的订阅。</translation>
    </message>
</context>
<context>
    <name>gnat::SubjectSearch</name>
    <message>
        <source>Search subjects</source>
        <translation>搜索主题</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>找到 %1 个</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>目前 %1 个</translation>
    </message>
    <message>
        <source>Find subjects</source>
        <translation>查找主题</translation>
    </message>
    <message>
        <source>pump, shop.*.created, !word, a or b, /regex/</source>
        <translation>pump、shop.*.created、!word、a or b、/regex/</translation>
    </message>
</context>
<context>
    <name>gnat::SubjectTreeModel</name>
    <message>
        <source>%1: %2 messages, %3 per second</source>
        <translation>%1：%2 条消息，每秒 %3 条</translation>
    </message>
    <message>
        <source>%1: %2 messages</source>
        <translation>%1：%2 条消息</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Messages/s</source>
        <translation>消息/秒</translation>
    </message>
    <message>
        <source>Bytes/s</source>
        <translation>字节/秒</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>About %1 distinct values are folded here.</source>
        <translation>此处折叠了约 %1 个不同的值。</translation>
    </message>
    <message>
        <source>About %1 distinct values were folded here before.</source>
        <translation>此处先前折叠了约 %1 个不同的值。</translation>
    </message>
    <message>
        <source>Last value</source>
        <translation>最近的值</translation>
    </message>
    <message numerus="yes">
        <source>%n subscription(s):</source>
        <translation>
            <numerusform>%n 个订阅：</numerusform>
        </translation>
    </message>
    <message>
        <source>Queue groups: %1</source>
        <translation>队列组：%1</translation>
    </message>
    <message>
        <source>Requests were seen on it.</source>
        <translation>此主题上出现过请求。</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 most active are shown. Open this row for all others.</source>
        <translation>这里显示最活跃的 %1 个。展开此行可查看其余全部。</translation>
    </message>
    <message>
        <source>Shortest gap</source>
        <translation>最短间隔</translation>
    </message>
    <message>
        <source>Longest gap</source>
        <translation>最长间隔</translation>
    </message>
    <message>
        <source>Time between two messages of a subject, since this column is shown and among the newest %1 before.
Of a branch: that of any one subject below it.
Where messages may be missing is no gap.</source>
        <translation>同一主题两条消息之间的时间，自显示此列起，并含之前最新的 %1 条消息。
分支：其下任一主题的间隔。
可能缺失消息之处不算间隔。</translation>
    </message>
    <message>
        <source>%1 subscriptions on %2 subjects:</source>
        <translation>%2 个主题上的 %1 个订阅：</translation>
    </message>
    <message>
        <source>and more</source>
        <translation>以及更多</translation>
    </message>
    <message>
        <source>The first %1 are shown. A click or Enter shows further ones.</source>
        <translation>这里显示前 %1 个。单击或按 Enter 可显示更多。</translation>
    </message>
</context>
<context>
    <name>gnat::SubjectsPane</name>
    <message>
        <source>Subjects</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Search subjects</source>
        <translation>搜索主题</translation>
    </message>
    <message>
        <source>Collapse all</source>
        <translation>全部折叠</translation>
    </message>
    <message>
        <source>%1 seen</source>
        <translation>已见 %1 个</translation>
    </message>
    <message>
        <source>Filter to %1</source>
        <translation>只看 %1</translation>
    </message>
    <message>
        <source>Exclude %1</source>
        <translation>排除 %1</translation>
    </message>
    <message>
        <source>Subscribe to %1</source>
        <translation>订阅 %1</translation>
    </message>
    <message>
        <source>Unsubscribe from %1</source>
        <translation>取消订阅 %1</translation>
    </message>
    <message>
        <source>Plot rate</source>
        <translation>绘制速率</translation>
    </message>
    <message>
        <source>Publish to</source>
        <translation>发布到</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Copy subject</source>
        <translation>复制主题</translation>
    </message>
    <message>
        <source>%1, mean rate</source>
        <translation>%1 个，平均速率</translation>
    </message>
    <message>
        <source>Replay only %1</source>
        <translation>仅回放 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n subject(s)</source>
        <translation>
            <numerusform>%n 个主题</numerusform>
        </translation>
    </message>
    <message>
        <source>Hide %1</source>
        <translation>隐藏 %1</translation>
    </message>
    <message>
        <source>Copy pattern</source>
        <translation>复制模式</translation>
    </message>
    <message>
        <source>Keep folded</source>
        <translation>保持折叠</translation>
    </message>
    <message>
        <source>Show every value</source>
        <translation>显示每个值</translation>
    </message>
    <message>
        <source>Let this level fold again</source>
        <translation>让此层重新自动折叠</translation>
    </message>
    <message>
        <source>Fold this level</source>
        <translation>折叠此层</translation>
    </message>
    <message>
        <source>What the tree shows</source>
        <translation>主题树显示的内容</translation>
    </message>
    <message>
        <source>Hide $JS, $SYS, $KV and _INBOX</source>
        <translation>隐藏 $JS、$SYS、$KV 和 _INBOX</translation>
    </message>
    <message numerus="yes">
        <source>Show %n hidden subject(s) again</source>
        <translation>
            <numerusform>重新显示 %n 个隐藏的主题</numerusform>
        </translation>
    </message>
    <message>
        <source>Fold ids by themselves</source>
        <translation>自动折叠标识符</translation>
    </message>
    <message>
        <source>The tree is full at %1 rows. Messages on further subjects count on the row above them.</source>
        <translation>主题树已满（%1 行）。更多主题的消息计入其上一级。</translation>
    </message>
    <message>
        <source>%1 (not seen yet)</source>
        <translation>%1（尚未出现）</translation>
    </message>
    <message>
        <source>Bookmark the selected subject</source>
        <translation>为所选主题添加书签</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>书签</translation>
    </message>
    <message>
        <source>Highlight changes</source>
        <translation>突出显示变化</translation>
    </message>
    <message>
        <source>%1 seen, some hidden</source>
        <translation>已见 %1 个，部分隐藏</translation>
    </message>
    <message>
        <source>%1 known</source>
        <translation>已知 %1 个</translation>
    </message>
    <message>
        <source>Record only %1</source>
        <translation>仅录制 %1</translation>
    </message>
    <message>
        <source>%1, some hidden</source>
        <translation>%1 个，部分已隐藏</translation>
    </message>
    <message>
        <source>%1 after folding</source>
        <translation>折叠后 %1 个</translation>
    </message>
</context>
<context>
    <name>gnat::SubscribeStrip</name>
    <message>
        <source>Subscribe to everything</source>
        <translation>订阅全部</translation>
    </message>
    <message>
        <source>Choose subjects</source>
        <translation>选择主题</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; is connected and subscribes to nothing yet.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; 已连接，尚无订阅。</translation>
    </message>
</context>
<context>
    <name>gnat::SubscriptionDelegate</name>
    <message>
        <source>%1 dropped</source>
        <translation>丢弃 %1</translation>
    </message>
</context>
<context>
    <name>gnat::SubscriptionModel</name>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 on %2, %3</source>
        <translation>%2 上的%1，%3</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 条消息</translation>
    </message>
    <message>
        <source>queue group %1</source>
        <translation>队列组 %1</translation>
    </message>
    <message>
        <source>also matched by %1</source>
        <translation>也匹配 %1</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Nothing comes through this subscription; the server says:
%1</source>
        <translation>此订阅收不到任何消息；服务器说：
%1</translation>
    </message>
    <message>
        <source>%1 more dropped here: they came faster than they were taken</source>
        <translation>另有 %1 条在本机丢弃：到达得比取走得快</translation>
    </message>
</context>
<context>
    <name>gnat::SubscriptionsPane</name>
    <message>
        <source>Subscriptions</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>what the servers send us</source>
        <translation>服务器发给我们的内容</translation>
    </message>
    <message>
        <source>Add subscription</source>
        <translation>添加订阅</translation>
    </message>
    <message>
        <source>Connection to subscribe on</source>
        <translation>用于订阅的连接</translation>
    </message>
    <message>
        <source>Subject, e.g. shop.orders.* or &gt;</source>
        <translation>主题，例如 shop.orders.* 或 &gt;</translation>
    </message>
    <message>
        <source>Subject to subscribe to</source>
        <translation>要订阅的主题</translation>
    </message>
    <message>
        <source>Connect first, then choose what to subscribe to.</source>
        <translation>请先连接，再选择要订阅的内容。</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Unsubscribe</source>
        <translation>取消订阅</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>gnat::TalkersPane</name>
    <message>
        <source>Subjects</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>层级词</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Top talkers by</source>
        <translation>活跃排行依据</translation>
    </message>
    <message>
        <source>Level </source>
        <translation>第 </translation>
    </message>
    <message>
        <source>Level of the tokens</source>
        <translation>词所在的层级</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Messages/s</source>
        <translation>消息/秒</translation>
    </message>
    <message>
        <source>Bytes/s</source>
        <translation>字节/秒</translation>
    </message>
    <message>
        <source>Share of messages</source>
        <translation>消息占比</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Top talkers</source>
        <translation>活跃排行</translation>
    </message>
    <message>
        <source>several connections</source>
        <translation>多个连接</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n subject(s)</source>
        <translation>
            <numerusform>%1，%n 个主题</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 messages a second</source>
        <translation>%1，每秒 %2 条消息</translation>
    </message>
    <message>
        <source>Large branches stand for their subjects, as …&gt;</source>
        <translation>过大的分支以 …&gt; 代表其下的主题</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Below %1</source>
        <translation>仅 %1 之下</translation>
    </message>
    <message>
        <source>Only the branch %1, which is chosen in the subject tree; levels count from it</source>
        <translation>仅限主题树中选中的分支 %1；层级由此算起</translation>
    </message>
</context>
<context>
    <name>gnat::TimeChart</name>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>−%1 min</source>
        <translation>−%1 分</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 秒</translation>
    </message>
</context>
<context>
    <name>gnat::TimeDock</name>
    <message>
        <source>Graphs</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Top talkers</source>
        <translation>活跃排行</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>This message is no longer kept.</source>
        <translation>这条消息已不再保留。</translation>
    </message>
    <message>
        <source>No message of this line is kept from then.</source>
        <translation>那时该曲线的消息已不再保留。</translation>
    </message>
</context>
<context>
    <name>gnat::TimePane</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Graphs</source>
        <translation>图表</translation>
    </message>
</context>
<context>
    <name>gnat::TimelineLegend</name>
    <message>
        <source>Colours of the bars: sent, left out</source>
        <translation>条形的颜色：发送、略去</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>略去</translation>
    </message>
</context>
<context>
    <name>gnat::TimelineTools</name>
    <message>
        <source>Bookmark this moment</source>
        <translation>为此刻加书签</translation>
    </message>
    <message>
        <source>Show more of the time</source>
        <translation>显示更长时间</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show the whole recording</source>
        <translation>显示整个录制</translation>
    </message>
</context>
<context>
    <name>gnat::TopBar</name>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connect to a server (Ctrl+N)</source>
        <translation>连接到服务器 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold list, tree and graphs still (Space); receiving and recording go on</source>
        <translation>定住列表、树和图表 (Space)；接收和录制照常进行</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest message in view (End)</source>
        <translation>始终显示最新消息 (End)</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Write a message (Ctrl+P)</source>
        <translation>撰写消息 (Ctrl+P)</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Write a request (Ctrl+R)</source>
        <translation>撰写请求 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Record the current subscriptions to a file (Ctrl+Shift+R)</source>
        <translation>将当前订阅录制到文件 (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Filter by subject or text, once there is traffic</source>
        <translation>有流量后可按主题或文本筛选</translation>
    </message>
    <message numerus="yes">
        <source>%n pattern(s) hidden</source>
        <translation>
            <numerusform>已隐藏 %n 个模式</numerusform>
        </translation>
    </message>
    <message>
        <source>List and tree leave these subjects out: %1</source>
        <translation>列表和主题树不显示这些主题：%1</translation>
    </message>
</context>
<context>
    <name>gnat::TopologyView</name>
    <message>
        <source>Map of the servers and their clients</source>
        <translation>服务器及其客户端的图</translation>
    </message>
    <message numerus="yes">
        <source>%1 is %2, %n client(s)</source>
        <translation>
            <numerusform>%1 %2，%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>route lost</source>
        <translation>路由丢失</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s) moved</source>
        <translation>
            <numerusform>%n 个客户端已转移</numerusform>
        </translation>
    </message>
    <message>
        <source>In/s</source>
        <translation>入/秒</translation>
    </message>
    <message>
        <source>Out/s</source>
        <translation>出/秒</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message numerus="yes">
        <source>%n client(s)</source>
        <translation>
            <numerusform>%n 个客户端</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>入 %1，出 %2</translation>
    </message>
</context>
<context>
    <name>gnat::TrafficMarks</name>
    <message>
        <source>sampling on</source>
        <translation>开始抽样</translation>
    </message>
    <message>
        <source>sampling off</source>
        <translation>停止抽样</translation>
    </message>
</context>
<context>
    <name>gnat::TrafficPane</name>
    <message>
        <source>Demo traffic</source>
        <translation>演示流量</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Shop orders</source>
        <translation>商店订单</translation>
    </message>
    <message>
        <source>User service</source>
        <translation>用户服务</translation>
    </message>
    <message>
        <source>Price quotes</source>
        <translation>报价</translation>
    </message>
    <message>
        <source>Messages per second: %1</source>
        <translation>每秒消息数：%1</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 without replies</source>
        <translation>%1，不计回复</translation>
    </message>
</context>
<context>
    <name>gnat::TransportBar</name>
    <message>
        <source>To the start</source>
        <translation>回到开头</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Position in the recording</source>
        <translation>在录制中的位置</translation>
    </message>
    <message>
        <source>What the replay has done</source>
        <translation>回放已完成的情况</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停 (Space)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>播放 (Space)</translation>
    </message>
    <message>
        <source>Back by one message</source>
        <translation>后退一条消息</translation>
    </message>
    <message>
        <source>Send the next message, then pause</source>
        <translation>发送下一条消息，然后暂停</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Range that is replayed</source>
        <translation>回放的范围</translation>
    </message>
    <message>
        <source>The whole recording again</source>
        <translation>恢复为整个录制</translation>
    </message>
    <message>
        <source>A %1 to B %2</source>
        <translation>A %1 到 B %2</translation>
    </message>
    <message>
        <source>A %1 to the end</source>
        <translation>A %1 到结尾</translation>
    </message>
    <message>
        <source>start to B %1</source>
        <translation>开头到 B %1</translation>
    </message>
</context>
<context>
    <name>gnat::WelcomePage</name>
    <message>
        <source>Gnatcatcher</source>
        <translation>Gnatcatcher</translation>
    </message>
    <message>
        <source>Watch, test and replay what your NATS clusters say.</source>
        <translation>查看、测试并回放 NATS 集群中的消息。</translation>
    </message>
    <message>
        <source>Start a broker inside this application, with a small shop, sensors, logs and a request service talking to each other. Nothing leaves this computer.</source>
        <translation>在本程序内启动一个服务器，其中有小商店、传感器、日志和请求服务相互通信。任何内容都不会离开本机。</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>启动演示</translation>
    </message>
    <message>
        <source>listens on 127.0.0.1 only</source>
        <translation>仅监听 127.0.0.1</translation>
    </message>
    <message>
        <source>No server at hand?</source>
        <translation>手边没有服务器？</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Server URL</source>
        <translation>服务器 URL</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Login, TLS and more</source>
        <translation>登录、TLS 等</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>连接到服务器</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>打开录制</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>pause the view</source>
        <translation>暂停视图</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>The login of this URL is used, and not shown.</source>
        <translation>将使用此 URL 中的登录信息，但不显示。</translation>
    </message>
    <message>
        <source>Or tls://. Separate several servers with commas.</source>
        <translation>或 tls://。多个服务器以逗号分隔。</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
</context>
<context>
    <name>gnat::WindowActions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open recording…</source>
        <translation>打开录制(&amp;O)…</translation>
    </message>
    <message>
        <source>Start &amp;recording</source>
        <translation>开始录制(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Clear filter</source>
        <translation>清除筛选(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Follow the newest message</source>
        <translation>跟随最新消息(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题外观(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Connect to a server…</source>
        <translation>连接到服务器(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Recent</source>
        <translation>最近(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>消息(&amp;M)</translation>
    </message>
    <message>
        <source>Write a &amp;message</source>
        <translation>撰写消息(&amp;M)</translation>
    </message>
    <message>
        <source>Write a &amp;request</source>
        <translation>撰写请求(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Where messages go</source>
        <translation>消息去向(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>手册(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation>快捷键(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Filter syntax</source>
        <translation>筛选语法(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;About Gnatcatcher</source>
        <translation>关于 Gnatcatcher(&amp;A)</translation>
    </message>
    <message>
        <source>Start the &amp;embedded broker</source>
        <translation>启动内置服务器(&amp;E)</translation>
    </message>
    <message>
        <source>S&amp;top the embedded broker</source>
        <translation>停止内置服务器(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Add a subscription</source>
        <translation>添加订阅(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Command palette</source>
        <translation>命令面板(&amp;C)</translation>
    </message>
    <message>
        <source>Record &amp;with options…</source>
        <translation>按选项录制(&amp;W)…</translation>
    </message>
    <message>
        <source>Reduce &amp;motion</source>
        <translation>减少动画(&amp;M)</translation>
    </message>
</context>
<context>
    <name>gnat::WindowSelector</name>
    <message>
        <source>Last</source>
        <translation>最晚</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>显示的时段</translation>
    </message>
    <message>
        <source>60 s</source>
        <translation>60 秒</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>30 min</source>
        <translation>30 分钟</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
</context>
<context>
    <name>gnat::Workspace</name>
    <message>
        <source>Nothing to record: no connection is open.</source>
        <translation>没有可录制的内容：没有打开的连接。</translation>
    </message>
    <message>
        <source>The recording “%1” runs already.</source>
        <translation>录制“%1”已在运行。</translation>
    </message>
</context>
<context>
    <name>gnat::terminal::ClientSession</name>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Connected again to %1</source>
        <translation>已重新连接到 %1</translation>
    </message>
</context>
</TS>
