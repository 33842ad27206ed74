using System.Buffers;
using Equipoise.Registry.Exports;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Exports;

/// <summary>NDJSON: a record a line, as it is stored.</summary>
internal sealed class LinesFile : StudyFile
{
    public override string ContentType => "application/x-ndjson; charset=utf-8";

    public override string Extension => "ndjson";

    public override void Add(IBufferWriter<byte> output, StudyRecord study)
    {
        output.Write(StudyLines.OneLine(study.Utf8).Span);
        output.Write("\n"u8);
    }
}
