using System.Buffers;
using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Import.Sources;

/// <summary>Turns the bytes of one record into an item: the record in its written form, or the reason why it cannot be
/// stored.</summary>
internal sealed class RecordReader
{
    public const string TooDeep = "The record is nested deeper than 64 levels.";
    private const int MostRefusals = 100_000;
    private readonly string source;
    private readonly ReadLimits limits;
    private readonly ArrayBufferWriter<byte> text = new();
    private readonly RecordCheck check;
    private readonly RecordText.TokenLook look;
    private bool hasRecord;
    private int refusals;

    public RecordReader(string source, ReadLimits limits)
    {
        (this.source, this.limits, check) = (source, limits, new RecordCheck());
        look = check.Look;
    }

    public ReadLimits Limits => limits;

    public string TooLarge => string.Create(CultureInfo.InvariantCulture, $"The record is larger than {limits.RecordBytes / 1024.0 / 1024.0:0.##} MB; no study is.");

    /// <summary>The item that says why there is no record.</summary>
    /// <exception cref="SourceProblemException">Nothing in the source was a record so far, and too much of it was none.</exception>
    public ImportItem Refuse(SourcePosition position, string reason, StudyId? id = null)
    {
        if (!hasRecord && ++refusals > MostRefusals)
            throw new SourceProblemException(string.Create(CultureInfo.InvariantCulture, $"Its first {MostRefusals:N0} items are no studies; what follows was not read."), position);
        return ImportItem.Rejected(source, position, reason, id);
    }

    /// <summary>The item that the record makes.</summary>
    /// <param name="json">The record as it stands in the source.</param>
    /// <param name="position">Where the record is.</param>
    /// <param name="offset">The same in bytes.</param>
    public ImportItem Read(ReadOnlySpan<byte> json, SourcePosition position, long offset)
    {
        text.ResetWrittenCount();
        try
        {
            check.Begin();
            RecordText.Compact(json, text, look);
            check.End(source);
            if (check.Problem is { } problem)
                return Refuse(position, Placed(problem, offset), check.Id);
            hasRecord = true;
            var record = GC.AllocateUninitializedArray<byte>(text.WrittenCount);
            text.WrittenSpan.CopyTo(record);
            return ImportItem.Record(source, position, check.Id!, record, check.Notes);
        }
        catch (FormatException error)
        {
            return Refuse(position, Placed(error.Message, offset));
        }
    }

    private static string Placed(string problem, long offset) =>
        offset == 0 ? problem : string.Create(CultureInfo.InvariantCulture, $"{problem.TrimEnd('.')} (the record starts at byte {offset} of the source).");
}
