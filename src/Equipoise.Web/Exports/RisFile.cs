using System.Buffers;
using System.Text;
using Equipoise.Registry.Exports;
using Equipoise.Registry.Records;

namespace Equipoise.Web.Exports;

/// <summary>References for reference managers.</summary>
internal sealed class RisFile : StudyFile
{
    private readonly StringBuilder reference = new();

    public override string ContentType => "application/x-research-info-systems; charset=utf-8";

    public override string Extension => "ris";

    public override void Add(IBufferWriter<byte> output, StudyRecord study)
    {
        reference.Clear();
        StudyRis.Append(reference, study);
        Encoding.UTF8.GetBytes(reference.ToString(), output);
    }
}
