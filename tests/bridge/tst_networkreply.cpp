// SPDX-License-Identifier: MIT
#include "engine/task/timeout.h"
#include "tests/bridge/livebench.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace awaitscope {

using task::Coro;
using task::Failure;
using tests::Lines;
using tests::LiveBench;
using tests::ms;
using tests::Witness;
using trace::CancelCause;

/// A server that answers when it is told to.
class Server final : public QObject
{
    Q_OBJECT

public:
    Server()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            m_socket = m_server.nextPendingConnection();
            connect(m_socket, &QTcpSocket::readyRead, this, &Server::read);
            connect(m_socket, &QTcpSocket::disconnected, this, [this] { ++disconnections; });
        });
    }

    [[nodiscard]] bool listen() { return m_server.listen(QHostAddress::LocalHost); }

    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_server.serverPort()));
    }

    void answer(const QByteArray &text)
    {
        m_socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(text.size())
                        + "\r\n\r\n" + text);
    }

    int requests = 0;
    int disconnections = 0;

private:
    void read()
    {
        m_request += m_socket->readAll();
        if (m_request.endsWith("\r\n\r\n")) {
            m_request.clear();
            ++requests;
        }
    }

    QTcpServer m_server;
    QPointer<QTcpSocket> m_socket;
    QByteArray m_request;
};

/// Awaiting a QNetworkReply, from a server of this process.
class TestNetworkReply final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void waitsForTheReply();
    void doesNotSuspendIfItIsFinished();
    void cancellingAbortsTheRequest();
    void aDeadlineAbortsTheRequest();
    void theEndOfTheReplyIsAnError();
    void closingTheLoopAbortsTheRequest();

private:
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QNetworkAccessManager> m_network;
};

namespace {

    using ReplyPtr = std::shared_ptr<QNetworkReply>;

    Coro<> fetch(Witness witness, ReplyPtr reply)
    {
        auto finished = bridge::await(witness.loop(), reply.get());
        Failure failure;
        try {
            co_await finished;
        } catch (...) {
            failure = Failure::current();
        }
        witness.note("reply", failure);
        failure.raise();
        witness.note(reply->readAll());
    }

    Coro<> hurry(Witness witness, ReplyPtr reply)
    {
        try {
            co_await task::within(witness.loop(), 20 * ms, fetch, witness, reply);
        } catch (const task::TimeoutError &) {
            witness.note("late");
        }
    }

} // namespace

void TestNetworkReply::init()
{
    m_network = std::make_unique<QNetworkAccessManager>();
    m_server = std::make_unique<Server>();
    QVERIFY(m_server->listen());
}

void TestNetworkReply::waitsForTheReply()
{
    LiveBench bench;
    const ReplyPtr reply(m_network->get(QNetworkRequest(m_server->url())));
    const auto task = bench.spawn(fetch, reply);
    QTRY_COMPARE(m_server->requests, 1);
    QVERIFY(!task->isDone());
    m_server->answer("hello");
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"reply: ok", "hello"}));
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestNetworkReply::doesNotSuspendIfItIsFinished()
{
    LiveBench bench;
    const ReplyPtr reply(m_network->get(QNetworkRequest(m_server->url())));
    QTRY_COMPARE(m_server->requests, 1);
    m_server->answer("hello");
    QTRY_VERIFY(reply->isFinished());
    const quint64 before = bench.loop().iteration();
    const auto task = bench.spawn(fetch, reply);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.loop().iteration(), before + 1);
    QCOMPARE(bench.takeLines(), (Lines{"reply: ok", "hello"}));
}

void TestNetworkReply::cancellingAbortsTheRequest()
{
    LiveBench bench;
    const ReplyPtr reply(m_network->get(QNetworkRequest(m_server->url())));
    const auto task = bench.spawn(fetch, reply);
    QTRY_COMPARE(m_server->requests, 1);
    task->cancel(CancelCause::User);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"reply: Cancelled"}));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QTRY_COMPARE(m_server->disconnections, 1);
    QCOMPARE(reply.use_count(), 1L);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestNetworkReply::aDeadlineAbortsTheRequest()
{
    LiveBench bench;
    const ReplyPtr reply(m_network->get(QNetworkRequest(m_server->url())));
    const auto task = bench.spawn(hurry, reply);
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"reply: Cancelled", "late"}));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QCOMPARE(bench.aliveFrames(), 0);
}

void TestNetworkReply::theEndOfTheReplyIsAnError()
{
    LiveBench bench;
    QNetworkReply *const sent = m_network->get(QNetworkRequest(m_server->url()));
    const auto task = bench.spawn(fetch, ReplyPtr(sent, [](QNetworkReply *) {}));
    QTRY_COMPARE(m_server->requests, 1);
    delete sent;
    QVERIFY(tests::finishes(task));
    QCOMPARE(bench.takeLines(), (Lines{"reply: RuntimeError"}));
}

void TestNetworkReply::closingTheLoopAbortsTheRequest()
{
    LiveBench bench;
    const ReplyPtr reply(m_network->get(QNetworkRequest(m_server->url())));
    const auto task = bench.spawn(fetch, reply);
    QTRY_COMPARE(m_server->requests, 1);
    bench.destroyLoop();
    QVERIFY(task->isDone());
    QCOMPARE(bench.takeLines(), (Lines{"reply: LoopClosed"}));
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    QCOMPARE(bench.aliveFrames(), 0);
}

} // namespace awaitscope

QTEST_GUILESS_MAIN(awaitscope::TestNetworkReply)
#include "tst_networkreply.moc"
