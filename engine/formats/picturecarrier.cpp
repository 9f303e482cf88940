// SPDX-License-Identifier: MIT
#include "engine/formats/picturecarrier.h"

#include "engine/run/runspecfile.h"
#include "engine/scenario/json.h"
#include "engine/scenario/jsontext.h"
#include "engine/scenario/typedreader.h"

#include <QCoreApplication>
#include <QtEndian>

#include <array>
#include <zlib.h>

namespace awaitscope::formats {

using scenario::JsonDocument;
using scenario::JsonValue;
using scenario::Problem;
using scenario::Result;
using trace::Timestamp;

namespace {

    class Words
    {
        Q_DECLARE_TR_FUNCTIONS(awaitscope::formats::PictureCarrier)
    };

    constexpr qint64 formatVersion = 1;
    const QByteArray versionKey = "awaitscope_picture";
    const QByteArray pngSignature("\x89PNG\r\n\x1a\n", 8);
    constexpr qsizetype lengthAndType = 8; // bytes of a chunk before its data
    constexpr qsizetype checksum = 4; // bytes behind it
    const QByteArray textChunk("tEXtawaitscope\0", 15); // its type and its keyword
    const QByteArray svgWord("awaitscope:");
    // How far into a file an SVG has to say that it is one.
    constexpr qsizetype svgHead = 65536;

    [[nodiscard]] Problem problem(const QString &fileName, const QString &message)
    {
        return {fileName, {}, {}, message};
    }

    [[nodiscard]] QByteArray bigEndian(quint32 number)
    {
        std::array<char, sizeof number> bytes{};
        qToBigEndian(number, bytes.data());
        return {bytes.data(), qsizetype(bytes.size())};
    }

    /// The carried run of a PNG; empty: none.
    [[nodiscard]] QByteArray carriedByPng(const QByteArray &file)
    {
        qsizetype at = pngSignature.size();
        while (file.size() - at >= lengthAndType + checksum) {
            const auto length = qsizetype(qFromBigEndian<quint32>(file.constData() + at));
            if (length > file.size() - at - lengthAndType - checksum) {
                return {}; // cut off
            }
            const QByteArrayView chunk(file.constData() + at + 4, 4 + length);
            if (chunk.startsWith(textChunk)) {
                return chunk.sliced(textChunk.size()).toByteArray();
            }
            if (chunk.startsWith("IEND")) {
                return {};
            }
            at += lengthAndType + length + checksum;
        }
        return {};
    }

    /// The carried run of an SVG; empty: none.
    [[nodiscard]] QByteArray carriedBySvg(const QByteArray &file)
    {
        const qsizetype begin = file.indexOf("<desc>");
        const qsizetype end = begin < 0 ? -1 : file.indexOf('<', begin + 1);
        if (end < 0) {
            return {};
        }
        const QByteArray description = file.mid(begin, end - begin);
        const qsizetype word = description.lastIndexOf(svgWord);
        return word < 0 ? QByteArray() : description.mid(word + svgWord.size());
    }

    class Reader
    {
    public:
        explicit Reader(const JsonDocument &document) : m_in(document), m_root(document.root()) { }

        [[nodiscard]] CarriedRun read(const QString &fileName) const
        {
            m_in.object(m_root, Words::tr("an object with a view and a run"));
            if (const JsonValue *const version = m_root.find(versionKey);
                version && version->whole().value_or(0) > formatVersion) {
                m_in.refuse(*version,
                            Words::tr("this picture was made by a newer Awaitscope (version %1 of "
                                      "the format, this one reads 1): update Awaitscope")
                                .arg(QString::fromUtf8(version->text)));
            }
            m_in.checkKeys(m_root, Words::tr("the picture"), {versionKey, "view", "run"},
                           {"compared"});
            CarriedRun carried{.spec = readSpec(m_root["run"], fileName),
                               .view = readView(m_root["view"])};
            if (const JsonValue *const compared = m_root.find("compared")) {
                m_in.checkKeys(*compared, Words::tr("the run beside it"), {"name", "run"});
                const QByteArray name = m_in.text((*compared)["name"], Words::tr("a name"));
                carried.compared = {QString::fromUtf8(name),
                                    readSpec((*compared)["run"], fileName)};
            }
            return carried;
        }

    private:
        [[nodiscard]] run::RunSpec readSpec(const JsonValue &json, const QString &fileName) const
        {
            auto spec = run::parseRunSpec(m_in.text(json, Words::tr("a run as text")), fileName);
            if (!spec) {
                throw scenario::Refusal{spec.problem()};
            }
            return std::move(spec).value();
        }

        [[nodiscard]] Timestamp time(const JsonValue &value) const
        {
            const auto whole = value.whole();
            if (!whole || *whole < 0 || *whole > trace::endOfTime) {
                m_in.refuseOther(value, Words::tr("a time in nanoseconds"));
            }
            return *whole;
        }

        [[nodiscard]] PictureView readView(const JsonValue &json) const
        {
            m_in.checkKeys(json, Words::tr("the view"), {"from", "to"}, {"until", "selected"});
            PictureView view;
            view.range = {time(json["from"]), time(json["to"])};
            if (view.range.end < view.range.begin) {
                m_in.refuse(json, Words::tr("the view ends before it begins"));
            }
            if (const JsonValue *const until = json.find("until")) {
                view.until = time(*until);
            }
            if (const JsonValue *const selected = json.find("selected")) {
                view.selected = m_in.text(*selected, Words::tr("the path of a task"));
            }
            return view;
        }

        scenario::TypedReader m_in;
        const JsonValue &m_root;
    };

} // namespace

QByteArray encodeCarriedRun(const Carriage &carriage)
{
    const PictureView &view = carriage.view;
    QByteArray json = "{\"" + versionKey + "\":" + QByteArray::number(formatVersion)
        + ",\"view\":{\"from\":" + QByteArray::number(view.range.begin)
        + ",\"to\":" + QByteArray::number(view.range.end);
    if (view.until) {
        json += ",\"until\":" + QByteArray::number(*view.until);
    }
    if (!view.selected.isEmpty()) {
        json += ",\"selected\":";
        scenario::appendJsonText(json, view.selected);
    }
    json += "},\"run\":";
    scenario::appendJsonText(json, carriage.runSpec);
    if (!carriage.comparedSpec.isEmpty()) {
        json += ",\"compared\":{\"name\":";
        scenario::appendJsonText(json, carriage.comparedName.toUtf8());
        json += ",\"run\":";
        scenario::appendJsonText(json, carriage.comparedSpec);
        json += '}';
    }
    return (json + '}').toBase64();
}

QByteArray pngWithRun(const QByteArray &png, const QByteArray &carried)
{
    Q_ASSERT(png.startsWith(pngSignature));
    const QByteArray chunk = textChunk + carried;
    const auto sum =
        quint32(crc32(0, reinterpret_cast<const Bytef *>(chunk.constData()), uInt(chunk.size())));
    // Behind the header, which has to be the first chunk.
    const qsizetype place = pngSignature.size() + lengthAndType
        + qsizetype(qFromBigEndian<quint32>(png.constData() + pngSignature.size())) + checksum;
    QByteArray with = png;
    return with.insert(place, bigEndian(quint32(chunk.size() - 4)) + chunk + bigEndian(sum));
}

QByteArray svgTextOf(const QByteArray &carried)
{
    return svgWord + carried;
}

bool isPicture(const QByteArray &file)
{
    const QByteArray head = file.left(svgHead).trimmed();
    return file.startsWith(pngSignature) || (head.startsWith('<') && head.contains("<svg"));
}

Result<CarriedRun> readPicture(const QByteArray &file, const QString &fileName)
{
    // Programs that write an SVG again may break its lines.
    const QByteArray carried = file.startsWith(pngSignature)
        ? carriedByPng(file)
        : carriedBySvg(file).simplified().replace(' ', "");
    if (carried.isEmpty()) {
        return problem(fileName,
                       Words::tr("is a picture that carries no run: export it again, and let it "
                                 "carry its run"));
    }
    const auto json =
        QByteArray::fromBase64Encoding(carried, QByteArray::AbortOnBase64DecodingErrors);
    if (!json) {
        return problem(
            fileName,
            Words::tr("is a picture of which the run is damaged: take the file as it was "
                      "exported"));
    }
    try {
        auto document = JsonDocument::parse(*json, fileName);
        if (!document) {
            return document.problem();
        }
        return Reader(document.value()).read(fileName);
    } catch (const scenario::Refusal &refusal) {
        return refusal.problem;
    }
}

} // namespace awaitscope::formats
