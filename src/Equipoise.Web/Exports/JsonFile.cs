using System.Buffers;
using System.Globalization;
using System.Text;
using Equipoise.Registry.Exports;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Exports;

/// <summary>One JSON document: <c>{"totalCount":…,"studies":[…]}</c>, each study as it is stored, on a line of its own. Where
/// more fit than come, <c>limit</c> says how many come.</summary>
internal sealed class JsonFile(int total, int most) : StudyFile
{
    private bool isFirst = true;

    public override string ContentType => "application/json; charset=utf-8";

    public override string Extension => "json";

    public override void Begin(IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{{\"totalCount\":{total},{(total > most ? $"\"limit\":{most}," : "")}\"studies\":[\n"), output);

    public override void Add(IBufferWriter<byte> output, StudyRecord study)
    {
        if (!isFirst)
            output.Write(",\n"u8);
        isFirst = false;
        output.Write(StudyLines.OneLine(study.Utf8).Span);
    }

    public override void End(IBufferWriter<byte> output) => output.Write("\n]}\n"u8);
}
