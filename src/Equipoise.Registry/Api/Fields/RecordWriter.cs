using System.Buffers;
using System.Text.Json;
using Equipoise.Registry.Records;

namespace Equipoise.Registry.Api.Fields;

/// <summary>Writes what an answer shows of a record, in the record's own order; what then is empty is left out.</summary>
/// <param name="selection">What is shown.</param>
/// <param name="isLegacyMarkup">Whether markup is written as the plain text of older formats instead of Markdown.</param>
public sealed class RecordWriter(FieldSelection selection, bool isLegacyMarkup)
{
    /// <summary>Writes one record.</summary>
    /// <param name="record">The record; one with line breaks between its members is brought to the written form
    /// (<see cref="RecordText"/>), since a study has a line of its own.</param>
    /// <param name="output">Where it goes.</param>
    public void Write(ReadOnlySpan<byte> record, IBufferWriter<byte> output)
    {
        if (record.Contains((byte)'\n'))
            record = RecordText.Compact(record);
        if (ReferenceEquals(selection, FieldSelection.All) && !isLegacyMarkup)
        {
            output.Write(record);
            return;
        }

        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = RecordText.MaxDepth + 1 });
        reader.Read();
        var written = new GrowingText(record.Length);
        if (!WriteValue(record, ref reader, selection.Root, written))
            written.Append("{}"u8);
        output.Write(written.Span);
    }

    private bool WriteValue(ReadOnlySpan<byte> record, ref Utf8JsonReader reader, ChosenField field, GrowingText output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return WriteObject(record, ref reader, field, output);
            case JsonTokenType.StartArray:
                return WriteList(record, ref reader, field, output);
            case JsonTokenType.String when isLegacyMarkup && field.IsMarkup && LegacyMarkup.TryWrite(ref reader, output):
                return true;
            default:
                output.Append(record[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
                return true;
        }
    }

    private bool WriteObject(ReadOnlySpan<byte> record, ref Utf8JsonReader reader, ChosenField field, GrowingText output)
    {
        var start = output.Length;
        output.Append("{"u8);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = output.Length;
            if (member > start + 1)
                output.Append(","u8);
            output.Append("\""u8).Append(reader.ValueSpan).Append("\":"u8);
            var child = field.Find(reader.ValueSpan);
            reader.Read();
            if (!WriteMember(record, ref reader, field.IsWhole, child, output))
                output.Length = member;
        }

        return Close(start, "}"u8, field.IsWhole, output);
    }

    private bool WriteMember(ReadOnlySpan<byte> record, ref Utf8JsonReader reader, bool isParentWhole, ChosenField? child, GrowingText output)
    {
        if (child is not null && (isLegacyMarkup || !child.IsWhole))
            return WriteValue(record, ref reader, child, output);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        if (child is null && !isParentWhole)
            return false;
        output.Append(record[start..(int)reader.BytesConsumed]);
        return true;
    }

    private bool WriteList(ReadOnlySpan<byte> record, ref Utf8JsonReader reader, ChosenField field, GrowingText output)
    {
        var start = output.Length;
        output.Append("["u8);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var item = output.Length;
            if (item > start + 1)
                output.Append(","u8);
            if (!WriteValue(record, ref reader, field, output))
                output.Length = item;
        }

        return Close(start, "]"u8, field.IsWhole, output);
    }

    // What is shown whole may be empty in the record, too.
    private static bool Close(int start, ReadOnlySpan<byte> bracket, bool isWhole, GrowingText output)
    {
        if (output.Length == start + 1 && !isWhole)
        {
            output.Length = start;
            return false;
        }

        output.Append(bracket);
        return true;
    }
}
