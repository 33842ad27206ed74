using System.Buffers;
using System.Globalization;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Import.Sources;

/// <summary>Turns the bytes of one record into an item: the record in its written form, or the reason why it cannot be
/// stored.</summary>
internal sealed class RecordReader(string source, ReadLimits limits)
{
    public const string TooDeep = "The record is nested deeper than 64 levels.";
    private readonly ArrayBufferWriter<byte> text = new();

    public ReadLimits Limits => limits;

    public string TooLarge => string.Create(CultureInfo.InvariantCulture, $"The record is larger than {limits.RecordBytes / 1024.0 / 1024.0:0.##} MB; no study is.");

    public ImportItem Refuse(SourcePosition position, string reason) => ImportItem.Rejected(source, position, reason);

    /// <summary>The item that the record makes.</summary>
    /// <param name="json">The record as it stands in the source.</param>
    /// <param name="position">Where the record is.</param>
    /// <param name="offset">The same in bytes.</param>
    public ImportItem Read(ReadOnlySpan<byte> json, SourcePosition position, long offset)
    {
        text.ResetWrittenCount();
        try
        {
            RecordText.Compact(json, text);
            var check = RecordCheck.Of(text.WrittenSpan, source);
            return ImportItem.Record(source, position, check.Id, text.WrittenSpan.ToArray(), check.Notes);
        }
        catch (FormatException error)
        {
            var from = offset == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (the record starts at byte {offset} of the source)");
            return Refuse(position, error.Message.TrimEnd('.') + from + ".");
        }
    }
}
